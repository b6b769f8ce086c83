import Type from "typebox";
import type { Capabilities } from "../../src/domain/capability.ts";
import type { Descriptor } from "../../src/domain/device.ts";
import { defineDriver, type Match } from "../../src/driver-contract/index.ts";
import { hdmiReason, productOf } from "../hardware.ts";

const AlsaSettingsSchema = Type.Object(
  {
    ignore: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description: "Ids of cards to leave alone (see /proc/asound/cards).",
      }),
    ),
    virtualCards: Type.Optional(
      Type.Boolean({ description: "Use Loopback and Dummy cards too; they are for programs, not for rooms." }),
    ),
    echoCancelled: Type.Optional(
      Type.Record(Type.String(), Type.Boolean(), {
        description: "By card id: whether the device cancels echoes itself, where it says the wrong thing.",
      }),
    ),
    bufferMs: Type.Optional(
      Type.Integer({
        minimum: 20,
        maximum: 2000,
        description: "How much sound the cards may hold, for computers that are late now and then; it adds delay.",
      }),
    ),
  },
  { additionalProperties: false },
);
type AlsaSettings = Type.Static<typeof AlsaSettingsSchema>;

/** Sound cards: USB speakerphones, microphones, analogue jacks, HDMI outputs. One device for each PCM device of a card. */
export const alsaAudio = defineDriver({
  manifest: {
    id: "alsa-audio",
    title: "Sound card",
    rules: [{ subsystem: "sound", title: "ALSA sound card" }],
    settings: AlsaSettingsSchema,
  },
  match(descriptor, settings) {
    if (settings.ignore?.includes(descriptor.node)) return null;
    if (isVirtual(descriptor) && !settings.virtualCards) return null;
    // The sound of an HDMI input goes along with its picture; it is no microphone.
    if (hdmiReason(descriptor) !== null) return null;
    return rank(descriptor);
  },
  async open({ deviceId, descriptor, settings }, { transports }) {
    await transports.alsa(descriptor.node, Number(descriptor.facts.pcm ?? 0));
    return {
      id: deviceId,
      capabilities: capabilitiesOf(descriptor, settings),
      configure: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  },
});

/** snd-aloop and snd-dummy. */
const isVirtual = ({ facts }: Descriptor) => ["Loopback", "Dummy"].includes(facts.cardDriver ?? "");

/** What a room would rather use: a speakerphone, then other USB sound, then HDMI with a display, then jacks. */
function rank(descriptor: Descriptor): Match | null {
  const { facts, vendorId } = descriptor;
  const name = nameOf(descriptor);
  const [isMicrophone, isSpeaker] = [Boolean(facts.capture), Boolean(facts.playback)];
  if (!isMicrophone && !isSpeaker) return null;
  if (isHdmi(facts)) {
    // An output without a display takes sound and nobody hears it.
    if (facts.monitor === "absent") return null;
    const isPresent = facts.monitor === "present";
    const display = facts.monitorName || "display";
    const why = isPresent
      ? `HDMI output with a display (${display})`
      : "HDMI output; whether a display is there is unknown";
    return { score: isPresent ? 45 : 20, why, title: isPresent ? `${display} (HDMI)` : `${name}, ${facts.pcmName}` };
  }
  if (vendorId === "") return { score: 30, why: "built-in sound", title: `${name}, ${facts.pcmName || "jacks"}` };
  if (isMicrophone && isSpeaker)
    return { score: 60, why: `USB sound, microphone and speaker in one device${quirkOf(descriptor)}`, title: name };
  return { score: 50, why: isMicrophone ? "USB microphone" : "USB speaker", title: name };
}

/** Some devices have no name of their own, or the name of their chip's class. */
function nameOf(descriptor: Descriptor): string {
  const { name, vendorId, productId } = descriptor;
  const isNameless = name === "" || /^USB ?(2\.0 )?(Audio|Audio Device|Sound Device|PnP Sound Device)$/i.test(name);
  const known = isNameless ? productOf(descriptor)?.name : undefined;
  return known ?? (name || (vendorId === "" ? "Sound card" : `USB sound (${vendorId}:${productId})`));
}

/** Old firmware whose buttons the kernel leaves out: people would look for them in vain. */
function quirkOf({ facts, ...ids }: Descriptor): string {
  const from = productOf(ids)?.buttonsFrom;
  const { bcdDevice = "" } = facts;
  if (from === undefined || bcdDevice === "" || bcdDevice >= from) return "";
  return `; the kernel ignores the buttons of firmware ${bcdDevice}: update it to ${from} or later with the maker's tool`;
}

const isHdmi = (facts: Descriptor["facts"]) => /^(HDMI|DisplayPort|DP)\b/i.test(facts.pcmName ?? "");

function capabilitiesOf({ node, facts, ...ids }: Descriptor, settings: AlsaSettings): Capabilities {
  // By the card's id: card numbers change with the order of plugging. plug: ALSA converts rate and channels.
  const pcm = `plughw:CARD=${node},DEV=${facts.pcm ?? 0}`;
  const { bufferMs } = settings;
  const device = { kind: "alsa", pcm, ...(bufferMs === undefined ? {} : { bufferMs }) } as const;
  const capabilities: Capabilities = {};
  if (facts.capture) {
    const echoCancelled = settings.echoCancelled?.[node] ?? cancelsEcho(facts.terminals ?? "", ids);
    const channels = Math.min(2, ...countsIn(facts.capture));
    capabilities.microphone = { audio: { ...device, channels, echoCancelled } };
  }
  if (facts.playback) {
    const counts = countsIn(facts.playback);
    capabilities.speaker = { audio: { ...device, channels: counts.includes(2) ? 2 : Math.min(2, ...counts) } };
  }
  return capabilities;
}

/** Channel counts the card offers; `yes` is unknown, and two always works through plughw. */
const countsIn = (fact: string) => (fact === "yes" ? [2] : fact.split(",").map(Number));

/**
 * 0x0405 is "echo-canceling speakerphone" among the bi-directional terminal types (USB Audio terminal types, table 2-4).
 * 0x0404, echo-suppressing, only lowers one direction: software still has work.
 */
function cancelsEcho(terminals: string, ids: { vendorId: string; productId: string }): boolean {
  return terminals.split(",").includes("0x0405") || productOf(ids)?.cancelsEcho === true;
}

/** With this `roomkeeper driver check` opens one. */
export const example = {
  descriptor: {
    ...{ key: "sound/USB 0", subsystem: "sound", name: "Card", node: "USB" },
    ...{ vendorId: "1209", productId: "0001", serial: "", port: "1-1" },
    facts: { pcm: "0", capture: "1", playback: "2" },
  },
};
