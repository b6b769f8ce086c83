import Type from "typebox";
import type { CallControlsCapability } from "../../src/domain/capability.ts";
import type { RoomSummary } from "../../src/domain/device-command.ts";
import {
  type Claim,
  type Device,
  type DriverContext,
  defineDriver,
  type HidPort,
} from "../../src/driver-contract/index.ts";
import { productOf } from "../hardware.ts";
import { type ButtonEvent, keepsState, noButtons, takeReadings } from "./buttons.ts";
import { describe, describeHid, type HidDescription } from "./describe.ts";
import { type CallState, lampReports } from "./lamps.ts";
import { parseReportDescriptor, type ReportDescriptor } from "./report-descriptor.ts";
import { decodeReport } from "./reports.ts";

/** Lamps are told again this long after a key: a device that switched its own lamp is put right, whatever came of the key. */
const correctMs = 400;
/** Setting off-hook makes devices tell a hook of their own. */
const hookEchoMs = 1_500;

/** Keys and lamps of speakerphones, headsets and phones. Their sound is alsa-audio's business. */
export const hidSpeakerphone = defineDriver({
  manifest: {
    id: "hid-speakerphone",
    title: "Keys and lamps of a speakerphone",
    rules: [{ subsystem: "hidraw", title: "USB speakerphone, headset or phone with telephony keys" }],
    settings: Type.Object({}, { additionalProperties: false }),
  },
  match(descriptor) {
    const text = descriptor.facts.reportDescriptor ?? "";
    if (text === "") return null;
    const { telephony, muteButton } = describeHid(bytesOf(text));
    const product = productOf(descriptor);
    const isKnown = product?.kind === "speakerphone" || product?.kind === "phone";
    // Volume and mute keys alone are on many keyboards.
    if (!telephony && !(isKnown && muteButton !== "none")) return null;
    const title = product?.name ?? descriptor.name;
    return { score: isKnown ? 80 : 50, why: telephony ? "has telephony keys" : `${title} has a mute key`, title };
  },
  async open(claim, context) {
    const descriptor = parseReportDescriptor(bytesOf(claim.descriptor.facts.reportDescriptor ?? ""));
    // The device is kept; whoever wonders about its keys finds why here.
    if (descriptor.oddities.length > 0) context.log.info("a report descriptor is odd", { what: descriptor.oddities });
    const device = new Speakerphone(claim, context, descriptor, describe(descriptor));
    await device.connect(claim.descriptor.node);
    return device;
  },
});

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

class Speakerphone implements Device {
  readonly id: string;
  readonly capabilities: Device["capabilities"];
  readonly #context: DriverContext;
  readonly #descriptor: ReportDescriptor;
  readonly #muteUsage: string | null;
  #port: HidPort | null = null;
  #buttons = noButtons;
  #call: CallState = { inMeeting: false, muted: false, ringing: false };
  #hookQuietUntilMs = 0;
  #stopCorrection = () => {};

  constructor(
    { deviceId }: Claim,
    context: DriverContext,
    descriptor: ReportDescriptor,
    { muteButton, muteLed, offHookLed, controls }: HidDescription,
  ) {
    this.id = deviceId;
    this.#context = context;
    this.#descriptor = descriptor;
    this.#muteUsage = muteButton === "none" ? null : muteButton === "phone-mute" ? "phone-mute" : "mute";
    const inputs = controls.filter(({ direction }) => direction === "in");
    const mute = inputs.find(({ usage }) => usage === this.#muteUsage);
    const callControls: CallControlsCapability = {
      hook: inputs.some(({ usage }) => usage === "hook-switch"),
      mute: mute === undefined ? "none" : keepsState(mute.usage, mute) ? "level" : "press",
      volume: inputs.some(({ usage }) => usage === "volume-up"),
    };
    const ring = controls.some(({ usage, direction }) => usage === "led-ring" && direction === "out");
    this.capabilities = { callControls, indicators: { mute: muteLed, offHook: offHookLed, ring } };
  }

  async connect(node: string) {
    const { transports, fail } = this.#context;
    this.#port = await transports.hid(node, { heard: (report) => this.#heard(report), lost: fail });
  }

  configure() {
    return Promise.resolve();
  }

  async command(command: Parameters<NonNullable<Device["command"]>>[0]) {
    if (command.type === "show") await this.#show(command.room);
  }

  close() {
    this.#stopCorrection();
    this.#port = null;
    return Promise.resolve();
  }

  #heard(report: Uint8Array) {
    const nowMs = this.#context.clock.monotonicMs();
    const readings = decodeReport(this.#descriptor, "in", report);
    const [state, events] = takeReadings(this.#buttons, readings, nowMs, this.#muteUsage);
    this.#buttons = state;
    for (const event of events) this.#pressed(event, nowMs);
  }

  #pressed(event: ButtonEvent, nowMs: number) {
    const isHook = event.type === "hook" || event.type === "hookToggled";
    if (isHook && nowMs < this.#hookQuietUntilMs) return;
    this.#context.observe({ type: "event", event });
    if (event.type === "volume") return;
    this.#stopCorrection();
    this.#stopCorrection = this.#context.clock.after(correctMs, () => {
      this.#light().catch(this.#context.fail);
    });
  }

  async #show(room: RoomSummary) {
    const inMeeting = room.meeting === "in";
    const next = { inMeeting, muted: inMeeting && !room.microphone, ringing: room.ringing };
    if (inMeeting !== this.#call.inMeeting) this.#hookQuietUntilMs = this.#context.clock.monotonicMs() + hookEchoMs;
    this.#call = next;
    await this.#light();
  }

  async #light() {
    for (const report of lampReports(this.#descriptor, this.#call)) {
      // Without ids hidraw wants a zero first.
      const bytes = this.#descriptor.numbered ? report : Uint8Array.of(0, ...report);
      // A write that is too short is taken and ignored: in the log both can be seen.
      this.#context.log.debug("lamps are written", { bytes: Buffer.from(bytes).toString("hex"), length: bytes.length });
      await this.#port?.write(bytes);
    }
  }
}

/** With this `roomkeeper driver check` opens one: hook switch and phone mute in, lamps for off-hook and mute out. */
export const example = {
  descriptor: {
    ...{ key: "hidraw/hidraw0", subsystem: "hidraw", name: "Phone", node: "/dev/hidraw0" },
    ...{ vendorId: "1209", productId: "0001", serial: "", port: "1-1" },
    facts: {
      reportDescriptor:
        "050b0905a10185010920092f15002501750195028102950681010508091709091500250175019502910295069101c0",
    },
  },
};
