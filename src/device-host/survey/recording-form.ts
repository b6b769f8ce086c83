import type { Static } from "typebox";
import Type from "typebox";
import { ConfigError, messageOf, RoomkeeperError } from "../../domain/errors.ts";
import { readerOf } from "../../protocol/check.ts";

/** The form of a recording; a later one that this Roomkeeper cannot read has another number. */
const form = 1;

const DescriptorShape = Type.Object({
  key: Type.String({ minLength: 1 }),
  subsystem: Type.Enum(["usb", "video4linux", "sound", "hidraw", "serial", "gpio", "cec", "network", "bench"]),
  ...{ name: Type.String(), node: Type.String() },
  vendorId: Type.String({ pattern: "^([0-9a-fA-F]{4})?$" }),
  productId: Type.String({ pattern: "^([0-9a-fA-F]{4})?$" }),
  ...{ serial: Type.String(), port: Type.String() },
  facts: Type.Record(Type.String(), Type.String()),
});
const size = Type.Integer({ minimum: 0, maximum: 65_535 });
const FormatsShape = Type.Object({
  modes: Type.Array(
    Type.Object({
      format: Type.Enum(["mjpeg", "h264", "nv12", "yuy2", "i420", "bgr", "rgb"]),
      ...{ width: size, height: size, framesPerSecond: Type.Number({ minimum: 0, maximum: 10_000 }) },
    }),
  ),
  unusable: Type.Array(Type.String()),
});
const ControlShape = Type.Object({
  name: Type.String({ minLength: 1 }),
  kind: Type.Enum(["integer", "boolean", "menu"]),
  ...{ minimum: Type.Number(), maximum: Type.Number(), step: Type.Number() },
  ...{ default: Type.Number(), value: Type.Number(), inactive: Type.Boolean() },
  options: Type.Array(Type.Object({ value: Type.Number(), title: Type.String() })),
});
const InputShape = Type.Object({
  signal: Type.Enum(["present", "none", "unstable", "unsupported"]),
  ...{ width: size, height: size, framesPerSecond: Type.Number() },
  interlaced: Type.Optional(Type.Boolean()),
});
/** Why a node could not be asked, and the error's code. */
const ProblemShape = { problem: Type.Optional(Type.String()), code: Type.Optional(Type.String()) };

const RecordingSchema = Type.Object({
  roomkeeperDevices: Type.Literal(form),
  version: Type.String(),
  kernel: Type.String(),
  descriptors: Type.Array(DescriptorShape),
  /** Raw USB descriptors by port, in hexadecimal: they hold no serial number. */
  usb: Type.Optional(Type.Record(Type.String(), Type.String({ pattern: "^([0-9a-fA-F]{2})*$" }))),
  /** What each V4L2 node answered, or why it did not. */
  video: Type.Record(
    Type.String(),
    Type.Object({
      formats: Type.Optional(FormatsShape),
      controls: Type.Optional(Type.Array(ControlShape)),
      input: Type.Optional(Type.Union([InputShape, Type.Null()])),
      ...ProblemShape,
    }),
  ),
  /** Other nodes that could not be opened. */
  nodes: Type.Optional(Type.Record(Type.String(), Type.Object(ProblemShape))),
});

export type Recording = Static<typeof RecordingSchema>;

const fits = readerOf(RecordingSchema, "recording of devices", "config.invalid");

/**
 * A recording from a file's text.
 * @throws ConfigError naming the file, the place and the mend
 */
export function readRecording(text: string, file: string): Recording {
  const refuse = (code: "config.unreadable" | "config.invalid", why: string, cause?: unknown) =>
    new ConfigError(code, `${file}: ${why}`, { subject: file, cause });
  const bare = text.replace(/^\uFEFF/, "");
  if (bare.trim() === "") throw refuse("config.unreadable", `the file is empty: ${anew}`);
  let data: unknown;
  try {
    data = JSON.parse(bare);
  } catch (error) {
    throw refuse("config.unreadable", `${brokenAt(bare, messageOf(error))}: ${anew}`, error);
  }
  const number = (data as { roomkeeperDevices?: unknown } | null)?.roomkeeperDevices;
  if (number === undefined) throw refuse("config.invalid", `this is no recording of devices: ${anew}`);
  if (typeof number === "number" && number > form)
    throw refuse(
      "config.invalid",
      `it was made by a newer Roomkeeper (form ${number}, this one reads ${form}): update this one`,
    );
  try {
    return withOneOfEach(fits(data));
  } catch (error) {
    if (error instanceof RoomkeeperError) throw refuse("config.invalid", error.message, error);
    throw error;
  }
}

const anew = "make it with roomkeeper devices --record FILE";

/** JSON's own words name a position; people look for a line. */
function brokenAt(text: string, message: string): string {
  if (!/^\s*\{/.test(text)) return "this is no JSON";
  const [, position] = /position (\d+)/.exec(message) ?? [];
  const at = position === undefined ? text.length : Number(position);
  const before = text.slice(0, at).split("\n");
  const isCut = at >= text.trimEnd().length || /Unexpected end|Unterminated/.test(message);
  const place = `line ${before.length} column ${(before.at(-1) ?? "").length + 1}`;
  return isCut ? `the recording is cut off at its end` : `the recording is broken at ${place}`;
}

/** A key names one thing. */
function withOneOfEach(recording: Recording): Recording {
  const seen = new Map<string, number>();
  for (const [index, { key }] of recording.descriptors.entries()) {
    const first = seen.get(key);
    if (first !== undefined)
      throw new ConfigError(
        "config.invalid",
        `recording of devices: descriptors.${index}.key ${JSON.stringify(key)} is that of descriptors.${first}: take one of them out`,
      );
    seen.set(key, index);
  }
  return recording;
}
