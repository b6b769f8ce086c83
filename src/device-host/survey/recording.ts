import { createHash } from "node:crypto";
import type { Descriptor } from "../../domain/device.ts";
import { type ErrorCode, errorTable } from "../../domain/error-codes.ts";
import { DeviceError, messageOf, RoomkeeperError } from "../../domain/errors.ts";
import type { Transports, V4l2Port } from "../../driver-contract/index.ts";
import { audioTerminals } from "../enumerate/audio-terminals.ts";
import { extensionUnits } from "../enumerate/extension-units.ts";
import { videoInputs } from "../enumerate/video-inputs.ts";
import { isRealSerial } from "../identity.ts";
import type { Recording } from "./recording-form.ts";

interface Sources {
  open(node: string): Promise<V4l2Port>;
  usbDescriptors(port: string): Promise<Uint8Array>;
  /** Throws when a node may not be opened. */
  access(node: string): Promise<void>;
}

/** Writes down what the kernel tells. Serial numbers are hashed. */
export async function record(
  descriptors: readonly Descriptor[],
  about: { version: string; kernel: string },
  from: Sources,
): Promise<Recording> {
  const video: Recording["video"] = {};
  const nodes: NonNullable<Recording["nodes"]> = {};
  for (const { subsystem, node } of descriptors) {
    if (subsystem === "video4linux") video[node] = await answersOf(node, from.open);
    const problem = subsystem === "hidraw" ? await from.access(node).then(nothing, problemOf) : undefined;
    if (problem !== undefined) nodes[node] = problem;
  }
  const usb: NonNullable<Recording["usb"]> = {};
  for (const port of new Set(descriptors.filter(({ vendorId }) => vendorId !== "").map((one) => one.port))) {
    const bytes = await from.usbDescriptors(port);
    if (bytes.length > 0) usb[port] = Buffer.from(bytes).toString("hex");
  }
  return { roomkeeperDevices: 1, ...about, descriptors: descriptors.map(withoutSerial), usb, video, nodes };
}

const nothing = () => undefined;
const problemOf = (error: unknown) => ({
  problem: messageOf(error),
  ...(error instanceof RoomkeeperError ? { code: error.code } : {}),
});

async function answersOf(node: string, open: (node: string) => Promise<V4l2Port>) {
  try {
    const port = await open(node);
    // A camera that has no controls, or does not tell them, still has a picture.
    const controls = await port.controls().catch(() => []);
    const { modes, unusable } = await port.formats();
    return { formats: { modes: [...modes], unusable: [...unusable] }, controls, input: await port.input() };
  } catch (error) {
    return problemOf(error);
  }
}

function withoutSerial(descriptor: Descriptor) {
  const { serial, facts } = descriptor;
  if (!isRealSerial(serial)) return { ...descriptor, facts: { ...facts } };
  const hashed = `h${createHash("sha256").update(serial).digest("hex").slice(0, 15)}`;
  return { ...descriptor, serial: hashed, facts: { ...facts } };
}

/** What was plugged. Facts that the raw USB descriptors tell are taken from them where the recording lacks them. */
export function recordedDescriptors({ descriptors, usb = {} }: Recording): Descriptor[] {
  return descriptors.map((one) => {
    const bytes = Buffer.from(usb[one.port] ?? "", "hex");
    const told: Record<string, readonly string[]> =
      one.subsystem === "video4linux"
        ? { extensionUnits: extensionUnits(bytes), videoInputs: videoInputs(bytes) }
        : one.subsystem === "sound"
          ? { terminals: audioTerminals(bytes), videoInputs: videoInputs(bytes) }
          : {};
    const facts = Object.entries(told).flatMap(([name, all]) => (all.length === 0 ? [] : [[name, all.join(",")]]));
    // Written by hand, ids may be in capitals.
    const ids = { vendorId: one.vendorId.toLowerCase(), productId: one.productId.toLowerCase() };
    return { ...one, ...ids, facts: { ...Object.fromEntries(facts), ...one.facts } };
  });
}

/** Ports that answer from a recording. What was not recorded says so. */
export function recordedTransports({ video, nodes = {} }: Recording): Transports {
  const absent = (what: string) => () =>
    Promise.reject(new DeviceError("device.gone", `a recording has no ${what}`, { retry: "never" }));
  const nothing = () => Promise.resolve();
  return {
    v4l2(node) {
      const answers = video[node];
      if (answers === undefined || answers.problem !== undefined) return Promise.reject(recordedError(node, answers));
      const { formats = { modes: [], unusable: [] }, controls = [], input = null } = answers;
      return Promise.resolve({
        formats: () => Promise.resolve(formats),
        controls: () => Promise.resolve(controls),
        setControls: nothing,
        input: () => Promise.resolve(input),
        useTimings: nothing,
        edid: () => Promise.resolve(Uint8Array.of(0)),
        setEdid: nothing,
        onInputChange: () => undefined,
        watch: () => () => undefined,
        extension: absent("extension units"),
      });
    },
    alsa: nothing,
    clip: (spec) => Promise.resolve(`${spec.name}.mjpeg`),
    hid(node) {
      const problem = nodes[node];
      if (problem?.problem !== undefined) return Promise.reject(recordedError(node, problem));
      return Promise.resolve({ write: nothing, feature: () => Promise.resolve(new Uint8Array()) });
    },
    streamDeck: () => Promise.resolve({ rows: 0, columns: 0, keySize: 0, draw: nothing }),
    secret: absent("secrets"),
    stream: absent("lines"),
    listen: absent("ports"),
    gpio: absent("GPIO lines"),
    cec: absent("CEC"),
  };
}

/** As it was when it was recorded. */
function recordedError(node: string, { problem, code }: { problem?: string; code?: string } = {}): DeviceError {
  const known = code !== undefined && Object.hasOwn(errorTable, code) ? (code as ErrorCode) : "device.protocol";
  return new DeviceError(known, problem ?? `${node} was not recorded`, { retry: "never", subject: node });
}
