import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alsaAudio } from "../../../drivers/alsa-audio/driver.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import { openWith } from "./driver-bench.ts";

interface UsbCase {
  id: string;
  vid: string;
  pid: string;
  facts: { audioTerminals?: { type: string }[] };
}
const cases = JSON.parse(readFileSync(new URL("cases/usb.json", import.meta.url), "utf8")) as UsbCase[];

const card = (facts: Record<string, string>, more: Partial<Descriptor> = {}): Descriptor => ({
  key: "sound/card1.0",
  subsystem: "sound",
  name: "Speakerphone",
  node: "USB",
  vendorId: "1234",
  productId: "5678",
  serial: "",
  port: "1-2",
  facts: {
    cardDriver: "USB-Audio",
    pcm: "0",
    pcmName: "USB Audio",
    capture: "1",
    playback: "2",
    terminals: "",
    ...facts,
  },
  ...more,
});

function cardOf(id: string, facts: Record<string, string> = {}): Descriptor {
  const { vid, pid, facts: known } = cases.find((one) => one.id === id)!;
  const terminals = (known.audioTerminals ?? []).map((terminal) => terminal.type).join(",");
  return card({ terminals, ...facts }, { vendorId: vid, productId: pid });
}

const echoOf = async (descriptor: Descriptor, settings = {}) => {
  const recipe = (await openWith(alsaAudio, descriptor, settings)).device.capabilities.microphone?.audio;
  return recipe?.kind === "alsa" ? recipe.echoCancelled : null;
};

describe("whether a device cancels echoes itself", () => {
  it("is read from its terminals: software does not cancel a second time", async () => {
    expect(await echoOf(cardOf("dell-mh3021p"))).toBe(true);
  });

  it("is known of a speakerphone that does not declare it", async () => {
    expect(await echoOf(cardOf("jabra-speak-510"))).toBe(true);
  });

  it.each(["hp-internet-handset", "logitech-c270", "anker-powerconf-c200"])(
    "is not believed of others: %s",
    async (id) => {
      expect(await echoOf(cardOf(id))).toBe(false);
    },
  );

  it("echo suppressing (0x0404) is not echo cancelling", async () => {
    expect(await echoOf(card({ terminals: "0x0404" }))).toBe(false);
  });

  it("the settings have the last word", async () => {
    expect(await echoOf(cardOf("dell-mh3021p"), { echoCancelled: { USB: false } })).toBe(false);
  });
});

describe("how a card is opened", () => {
  it("by its id, since numbers change with the order of plugging, converted to what we need", async () => {
    const { device, taken } = await openWith(alsaAudio, card({}), {});
    expect(device.capabilities).toEqual({
      microphone: { audio: { kind: "alsa", pcm: "plughw:CARD=USB,DEV=0", channels: 1, echoCancelled: false } },
      speaker: { audio: { kind: "alsa", pcm: "plughw:CARD=USB,DEV=0", channels: 2 } },
    });
    expect(taken).toEqual(["USB,0"]);
  });

  it("a direction that the card does not have is absent", async () => {
    const { device } = await openWith(alsaAudio, card({ playback: "" }), {});
    expect(Object.keys(device.capabilities)).toEqual(["microphone"]);
  });

  it("a microphone array of eight channels is opened with two, a mono speaker with one", async () => {
    const { device } = await openWith(alsaAudio, card({ capture: "8", playback: "1" }), {});
    expect(device.capabilities).toMatchObject({
      microphone: { audio: { channels: 2 } },
      speaker: { audio: { channels: 1 } },
    });
  });

  it("where the kernel does not tell channels, two", async () => {
    const { device } = await openWith(alsaAudio, card({ capture: "yes", playback: "yes" }), {});
    expect(device.capabilities).toMatchObject({
      microphone: { audio: { channels: 2 } },
      speaker: { audio: { channels: 2 } },
    });
  });
});

const builtIn = { vendorId: "", productId: "", name: "HDA Intel PCH" };
const hdmi = (facts: Record<string, string>) =>
  card({ pcm: "3", pcmName: "HDMI 0", capture: "", playback: "yes", cardDriver: "HDA-Intel", ...facts }, builtIn);
const scoreOf = (descriptor: Descriptor) => alsaAudio.match(descriptor, {})?.score ?? 0;

describe("which sound a room uses", () => {
  it("an HDMI output without a display is none: sound would go where nobody hears it", () => {
    expect(alsaAudio.match(hdmi({ monitor: "absent" }), {})).toBeNull();
  });

  it("an HDMI output is called by the display at it", () => {
    expect(alsaAudio.match(hdmi({ monitor: "present", monitorName: "QM55" }), {})?.title).toBe("QM55 (HDMI)");
    expect(alsaAudio.match(hdmi({}), {})?.why).toMatch(/whether a display is there is unknown/);
  });

  it("a speakerphone comes before a lone microphone, a display, jacks, and an HDMI output of which nothing is known", () => {
    const jacks = card({ pcmName: "ALC256 Analog", cardDriver: "HDA-Intel" }, builtIn);
    const order = [card({}), card({ playback: "" }), hdmi({ monitor: "present" }), jacks, hdmi({})].map(scoreOf);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(new Set(order).size).toBe(5);
  });

  it.each(["Loopback", "Dummy"])("a %s card is for programs: left out unless the settings want it", (cardDriver) => {
    const virtual = card({ cardDriver }, builtIn);
    expect(alsaAudio.match(virtual, {})).toBeNull();
    expect(alsaAudio.match(virtual, { virtualCards: true })).not.toBeNull();
  });

  it("the sound of an HDMI dongle is no microphone", () => {
    expect(alsaAudio.match(cardOf("macrosilicon-ms2109"), {})).toBeNull();
  });

  it("a card that the settings ignore is left alone", () => {
    expect(alsaAudio.match(card({}), { ignore: ["USB"] })).toBeNull();
  });
});

describe("buttons that the kernel leaves out", () => {
  const speak = (bcdDevice: string) =>
    alsaAudio.match(card({ bcdDevice }, { vendorId: "0b0e", productId: "0420" }), {})?.why;

  it("are told with the firmware that mends it; newer firmware and other makes say nothing", () => {
    expect(speak("0213")).toMatch(/firmware 0213: update it to 0214/);
    expect(speak("0214")).not.toMatch(/firmware/);
    expect(speak("")).not.toMatch(/firmware/);
    expect(alsaAudio.match(card({ bcdDevice: "0001" }), {})?.why).not.toMatch(/firmware/);
  });
});
