import { createHash } from "node:crypto";
import type { Static } from "typebox";
import Type from "typebox";
import type { CameraControl } from "../../domain/capability.ts";
import type { Descriptor } from "../../domain/device.ts";
import { DeviceError, messageOf } from "../../domain/errors.ts";
import type { Transports, V4l2Formats, V4l2Port, VideoInput } from "../../driver-contract/index.ts";
import { readerOf } from "../../protocol/check.ts";
import { isRealSerial } from "../identity.ts";

const DescriptorShape = Type.Object({
  ...{ key: Type.String(), subsystem: Type.String(), name: Type.String(), node: Type.String() },
  ...{ vendorId: Type.String(), productId: Type.String(), serial: Type.String(), port: Type.String() },
  facts: Type.Record(Type.String(), Type.String()),
});
const RecordingSchema = Type.Object({
  roomkeeperDevices: Type.Literal(1),
  version: Type.String(),
  kernel: Type.String(),
  descriptors: Type.Array(DescriptorShape),
  /** Raw USB descriptors by port, in hexadecimal: they hold no serial number. */
  usb: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** What each V4L2 node answered, or why it did not. */
  video: Type.Record(
    Type.String(),
    Type.Object({
      formats: Type.Optional(Type.Unknown()),
      controls: Type.Optional(Type.Unknown()),
      input: Type.Optional(Type.Unknown()),
      problem: Type.Optional(Type.String()),
    }),
  ),
});

export type Recording = Static<typeof RecordingSchema>;

export const readRecording = readerOf(RecordingSchema, "recording of devices", "config.invalid");

/** Writes down what the kernel tells. Serial numbers are hashed. */
export async function record(
  descriptors: readonly Descriptor[],
  about: { version: string; kernel: string },
  from: { open: (node: string) => Promise<V4l2Port>; usbDescriptors: (port: string) => Promise<Uint8Array> },
): Promise<Recording> {
  const video: Recording["video"] = {};
  for (const { subsystem, node } of descriptors)
    if (subsystem === "video4linux") video[node] = await answersOf(node, from.open);
  const usb: NonNullable<Recording["usb"]> = {};
  for (const port of new Set(descriptors.filter(({ vendorId }) => vendorId !== "").map((one) => one.port))) {
    const bytes = await from.usbDescriptors(port);
    if (bytes.length > 0) usb[port] = Buffer.from(bytes).toString("hex");
  }
  return { roomkeeperDevices: 1, ...about, descriptors: descriptors.map(withoutSerial), usb, video };
}

async function answersOf(node: string, open: (node: string) => Promise<V4l2Port>) {
  try {
    const port = await open(node);
    // A camera that has no controls, or does not tell them, still has a picture.
    const controls = await port.controls().catch(() => []);
    return { formats: await port.formats(), controls, input: await port.input() };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function withoutSerial(descriptor: Descriptor) {
  const { serial, facts } = descriptor;
  if (!isRealSerial(serial)) return { ...descriptor, facts: { ...facts } };
  const hashed = `h${createHash("sha256").update(serial).digest("hex").slice(0, 15)}`;
  return { ...descriptor, serial: hashed, facts: { ...facts } };
}

/** Ports that answer from a recording. What was not recorded says so. */
export function recordedTransports({ video }: Recording): Transports {
  const absent = (what: string) => () =>
    Promise.reject(new DeviceError("device.gone", `a recording has no ${what}`, { retry: "never" }));
  const nothing = () => Promise.resolve();
  return {
    v4l2(node) {
      const answers = video[node];
      if (answers === undefined || answers.problem !== undefined)
        return Promise.reject(
          new DeviceError("device.protocol", answers?.problem ?? `${node} was not recorded`, { retry: "never" }),
        );
      const { formats = { modes: [], unusable: [] }, controls = [], input = null } = answers;
      return Promise.resolve({
        formats: () => Promise.resolve(formats as V4l2Formats),
        controls: () => Promise.resolve(controls as CameraControl[]),
        setControls: nothing,
        input: () => Promise.resolve(input as VideoInput | null),
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
    hid: () => Promise.resolve({ write: nothing, feature: () => Promise.resolve(new Uint8Array()) }),
    streamDeck: () => Promise.resolve({ rows: 0, columns: 0, keySize: 0, draw: nothing }),
    secret: absent("secrets"),
    stream: absent("lines"),
    listen: absent("ports"),
    gpio: absent("GPIO lines"),
    cec: absent("CEC"),
  };
}
