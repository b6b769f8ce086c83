import Type from "typebox";
import type { Capabilities, VideoMode } from "../../src/domain/capability.ts";
import type { Descriptor } from "../../src/domain/device.ts";
import {
  type Claim,
  type ClipSpec,
  type Device,
  type DriverContext,
  defineDriver,
  type Wishes,
} from "../../src/driver-contract/index.ts";
import { slide } from "./slide.ts";
import { talkingHead } from "./talking-head.ts";

const parts = {
  camera: "Bench camera",
  microphone: "Bench microphone",
  speaker: "Bench speaker",
  hdmi: "Bench HDMI input",
} as const;
type Part = keyof typeof parts;
const allParts = Object.keys(parts) as Part[];

const strict = { additionalProperties: false } as const;
const dimension = (maximum: number) => Type.Integer({ minimum: 160, maximum, multipleOf: 2 });

const BenchSettingsSchema = Type.Object(
  {
    devices: Type.Optional(
      Type.Array(Type.Enum(allParts), {
        uniqueItems: true,
        description: "Which stand-ins there are; all when left out.",
      }),
    ),
    hertz: Type.Optional(Type.Number({ minimum: 20, maximum: 20_000, description: "The microphone's tone; 440." })),
    level: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: "The tone's peak; 0.25." })),
    cameraSize: Type.Optional(
      Type.Object(
        { width: dimension(3840), height: dimension(2160) },
        { ...strict, description: "The camera's only size; when left out it offers 1280x720 and 1920x1080." },
      ),
    ),
  },
  strict,
);
type BenchSettings = Type.Static<typeof BenchSettingsSchema>;

const framesPerSecond = 30;
const clipFrames = 90;

/** Stand-ins for a room's devices, for trying and testing. Runs only when the settings name it. */
export const bench = defineDriver({
  manifest: {
    id: "bench",
    title: "Bench: stand-ins for camera, microphone, speaker and HDMI input",
    rules: [{ subsystem: "bench", title: "Stand-in, made from settings" }],
    settings: BenchSettingsSchema,
    // The first opening paints the clip: under 2 s alone, longer on a busy machine.
    openTimeoutMs: 60_000,
    standIn: true,
  },
  announce: ({ devices = allParts }) => devices.map(descriptorOf),
  match: (descriptor) =>
    descriptor.subsystem === "bench"
      ? { score: 10, why: "named in the settings, stands in for a real device", identity: descriptor.node }
      : null,
  async open(claim, context) {
    const part = claim.descriptor.node as Part;
    const make = { camera: cameraOf, microphone: microphoneOf, speaker: speakerOf, hdmi: hdmiOf }[part];
    return new BenchDevice(claim, context, make, await make(claim.settings, claim.wishes, context));
  },
});

const descriptorOf = (part: Part): Descriptor => ({
  key: `bench/${part}`,
  subsystem: "bench",
  name: parts[part],
  node: part,
  vendorId: "",
  productId: "",
  serial: "",
  port: "",
  facts: {},
});

type Make = (settings: BenchSettings, wishes: Wishes, context: DriverContext) => Promise<Capabilities>;

class BenchDevice implements Device {
  readonly id: string;
  readonly capabilities: Capabilities;
  readonly #remake: (wishes: Wishes) => Promise<void>;

  constructor(claim: Claim<BenchSettings>, context: DriverContext, make: Make, capabilities: Capabilities) {
    this.id = claim.deviceId;
    this.capabilities = capabilities;
    this.#remake = async (wishes) =>
      context.observe({ type: "capabilities", capabilities: await make(claim.settings, wishes, context) });
  }

  configure(wishes: Wishes) {
    return this.#remake(wishes);
  }

  close() {
    return Promise.resolve();
  }
}

const cameraOf: Make = async (settings, { cameraSize }, context) => {
  const sizes = settings.cameraSize ? [settings.cameraSize] : standardSizes;
  const modes: VideoMode[] = sizes.map(({ width, height }) => ({ format: "mjpeg", width, height, framesPerSecond }));
  const mode = modes.find((one) => one.height >= cameraSize.height) ?? (modes.at(-1) as VideoMode);
  const path = await context.transports.clip(clipOfTalkingHead(mode));
  const choice = `MJPEG ${mode.width}x${mode.height} at ${framesPerSecond}: painted, for ${cameraSize.width}x${cameraSize.height}`;
  return { camera: { video: { kind: "clip", path, mode, stamp: true }, modes, choice } };
};

const standardSizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];

const hdmiOf: Make = async (_settings, _wishes, context) => {
  const mode: VideoMode = { format: "mjpeg", width: 1920, height: 1080, framesPerSecond };
  const path = await context.transports.clip(clipOf("bench-slide", 1, mode, slide));
  return { capture: { video: { kind: "clip", path, mode, stamp: true }, audio: null, signal: true } };
};

const microphoneOf: Make = ({ hertz = 440, level = 0.25 }) =>
  Promise.resolve({ microphone: { audio: { kind: "tone", hertz, level } } });

const speakerOf: Make = () => Promise.resolve({ speaker: { audio: { kind: "meter" } } });

/** The camera's picture. */
export const clipOfTalkingHead = (mode: VideoMode): ClipSpec => clipOf("bench-head", 1, mode, talkingHead);

/** `version` is part of the file's name: raise it when the picture changes. */
function clipOf(name: string, version: number, { width, height }: VideoMode, painter: typeof talkingHead): ClipSpec {
  let paint: ReturnType<typeof painter> | null = null;
  return {
    name: `${name}-${width}x${height}-v${version}`,
    width,
    height,
    frames: clipFrames,
    framesPerSecond,
    quality: 85,
    paint(index, picture) {
      // Made with the first picture: nothing is painted when the clip is in the cache.
      paint ??= painter(width, height, clipFrames);
      paint(index, picture);
    },
  };
}

/** With this `roomkeeper driver check` opens one. */
export const example = { descriptor: descriptorOf("camera") };
