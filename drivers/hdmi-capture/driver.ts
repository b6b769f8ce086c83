import Type from "typebox";
import type { CaptureCapability, MicrophoneRecipe, VideoMode, VideoRecipe } from "../../src/domain/capability.ts";
import type { Descriptor } from "../../src/domain/device.ts";
import { DeviceError } from "../../src/domain/errors.ts";
import {
  type Claim,
  type DriverContext,
  defineDriver,
  type V4l2Formats,
  type V4l2Port,
  type VideoInput,
} from "../../src/driver-contract/index.ts";
import { hdmiReason, productOf } from "../hardware.ts";
import { chooseMode } from "../uvc-camera/choice.ts";
import { AskedInput } from "./asked-input.ts";
import type { HdmiInput } from "./input.ts";
import { Receiver } from "./receiver.ts";
import { ms2109Question } from "./signal.ts";
import { WatchedInput } from "./watched-input.ts";

/** What a laptop's picture is shared at. */
const wanted = { width: 1920, height: 1080, framesPerSecond: 30 };

const HdmiSettingsSchema = Type.Object(
  {
    products: Type.Optional(
      Type.Array(Type.String({ pattern: "^[0-9a-f]{4}:[0-9a-f]{4}$" }), {
        description:
          "Further USB products that are HDMI inputs and not cameras, vendor:product in lower-case hexadecimal.",
      }),
    ),
    ignore: Type.Optional(
      Type.Array(Type.String({ pattern: "^[0-9a-f]{4}:[0-9a-f]{4}$" }), {
        description: "USB products that are cameras although they look like HDMI inputs, vendor:product.",
      }),
    ),
    nodes: Type.Optional(
      Type.Array(Type.String({ pattern: "^/dev/" }), { description: "Further V4L2 nodes to share from." }),
    ),
    bufferMs: Type.Optional(
      Type.Integer({
        minimum: 20,
        maximum: 2000,
        description: "How much of its sound may wait, for computers that are late now and then; it adds delay.",
      }),
    ),
  },
  { additionalProperties: false },
);
type HdmiSettings = Type.Static<typeof HdmiSettingsSchema>;

/** HDMI inputs: USB dongles, and receivers with a kernel driver of their own. */
export const hdmiCapture = defineDriver({
  manifest: {
    id: "hdmi-capture",
    title: "HDMI input",
    rules: [{ subsystem: "video4linux", title: "HDMI capture dongle or V4L2 receiver" }],
    settings: HdmiSettingsSchema,
  },
  match(descriptor, settings) {
    const { role, index, driver } = descriptor.facts;
    if (role !== "capture" && !(role === "" && index === "0")) return null;
    const why = reasonOf(descriptor, settings, driver ?? "");
    if (why === null) return null;
    return { score: 80, why, title: productOf(descriptor)?.name ?? `HDMI input (${descriptor.name})` };
  },
  async open(claim, context) {
    const { deviceId, descriptor, siblings, wishes, settings } = claim;
    const { transports, observe, fail } = context;
    const port = await transports.v4l2(descriptor.node);
    const side: SideChannel = { isOpen: false };
    let input = await inputOf(claim, context, port, side);
    let wanted = wishes;
    let card: string | null = null;
    const capture = async (): Promise<CaptureCapability> => {
      // By the USB parent, never by name: two dongles of one kind are alike in everything else.
      const sound = siblings().find((one) => one.subsystem === "sound" && one.facts.capture !== "");
      if (sound !== undefined && sound.node !== card) await transports.alsa(sound.node, Number(sound.facts.pcm ?? 0));
      card = sound?.node ?? null;
      const audio = card === null ? null : soundOf(card, sound?.facts.pcm, settings);
      const { picture, signal, detection, blank, refused } = input;
      const why = refused === undefined ? {} : { refused };
      return { video: picture, audio, signal, detection, ...(blank ? { blank } : {}), ...why };
    };
    const tell = async () => observe({ type: "capabilities", capabilities: { capture: await capture() } });
    const begin = () => {
      input.begin(() => void tell().catch(fail));
      input.want(wanted);
    };
    begin();
    // The kernel shows the pictures before the side channel, and udev lets us at it later still.
    const sideChannelCame = oneAtATime(async () => {
      if (input.detection !== "heuristic") return;
      const asked = await askedOverSideChannel(claim, context, input.picture, side);
      if (asked === null) return;
      input.end();
      input = asked;
      begin();
    });
    return {
      id: deviceId,
      capabilities: { capture: await capture() },
      async configure(now) {
        wanted = now;
        await sideChannelCame();
        input.want(now);
        await tell();
      },
      close: () => Promise.resolve(input.end()),
    };
  },
});

/** While it runs, who asks again waits for the same. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}

/** The input in the way in which its signal can be known. */
async function inputOf(
  claim: Claim<HdmiSettings>,
  context: DriverContext,
  port: V4l2Port,
  channel: SideChannel,
): Promise<HdmiInput> {
  const { descriptor } = claim;
  const formats = await port.formats();
  const pictureNow = (offered: V4l2Formats, source?: VideoInput) => pictureOf(descriptor, offered, source);
  if (descriptor.facts.driver !== "uvcvideo") {
    const receiver = await Receiver.at(port, formats, pictureNow);
    if (receiver === null) return unknownInput(pictureNow(formats));
    const asked = new AskedInput(await receiver.look(), () => receiver.look(), context);
    port.onInputChange(() => asked.look());
    return asked;
  }
  const picture = pictureNow(formats);
  const asked = await askedOverSideChannel(claim, context, picture, channel);
  if (asked !== null) return asked;
  const small = smallestOf(formats);
  return small === undefined ? unknownInput(picture) : new WatchedInput({ port, clock: context.clock, picture, small });
}

/** For looking at pictures few points do: the smallest picture, in the cheapest format. */
function smallestOf({ modes }: V4l2Formats): VideoMode | undefined {
  const least = Math.min(...modes.map(({ width, height }) => width * height));
  const smallest = modes.filter(({ width, height }) => width * height === least);
  return smallest.find(({ format }) => format !== "h264") ?? smallest[0];
}

const nothing = () => undefined;
const unknownInput = (picture: VideoRecipe): HdmiInput => ({
  ...{ picture, detection: "none", signal: null, blank: false },
  ...{ begin: nothing, want: nothing, end: nothing },
});

/** Opened once: one that answered something else is not asked again. One that could not be opened yet is. */
interface SideChannel {
  isOpen: boolean;
}

/** Null where there is no side channel (yet), or none that we may use: then the dongle is judged by its pictures. */
async function askedOverSideChannel(
  { descriptor, siblings }: Claim<HdmiSettings>,
  context: DriverContext,
  picture: VideoRecipe,
  channel: SideChannel,
): Promise<HdmiInput | null> {
  if (channel.isOpen || productOf(descriptor)?.sideChannel !== "ms2109") return null;
  const side = siblings().find(({ subsystem }) => subsystem === "hidraw");
  if (side === undefined) return null;
  try {
    const hid = await context.transports.hid(side.node, { heard: nothing, lost: context.fail });
    channel.isOpen = true;
    const question = ms2109Question(hid);
    const signal = await question();
    if (signal !== null)
      return new AskedInput({ picture, signal }, async () => ({ picture, signal: await question() }), context);
    context.log.info("the dongle's side channel answers something else; its pictures are judged", { node: side.node });
  } catch (error) {
    context.log.info("the dongle's side channel cannot be used; its pictures are judged", {
      ...{ node: side.node, error: String(error) },
    });
  }
  return null;
}

function reasonOf(
  descriptor: Descriptor,
  { products = [], nodes = [], ignore = [] }: HdmiSettings,
  driver: string,
): string | null {
  if (ignore.includes(`${descriptor.vendorId}:${descriptor.productId}`)) return null;
  if (nodes.includes(descriptor.node)) return "the settings name its node";
  if (products.includes(`${descriptor.vendorId}:${descriptor.productId}`)) return "the settings name its product";
  if (driver === "uvcvideo") return hdmiReason(descriptor);
  return descriptor.vendorId !== "" ? null : `V4L2 receiver (${driver || "driver unknown"})`;
}

/**
 * @param source of a receiver: its size and rate are the only ones that the node gives, whatever it lists. Pictures asked for
 * in others are not negotiated.
 */
function pictureOf({ node }: Descriptor, { modes, unusable }: V4l2Formats, source?: VideoInput): VideoRecipe {
  const choice = chooseMode(modes, wanted);
  if (choice !== null) return { kind: "v4l2", node, mode: { ...choice.mode, ...(source && sizeAndRate(source)) } };
  const offers = unusable.length === 0 ? "no format at all; is a source plugged in?" : `only ${unusable.join(", ")}`;
  throw new DeviceError("device.protocol", `the HDMI input offers ${offers}`, { subject: node });
}

const sizeAndRate = ({ width, height, framesPerSecond }: VideoInput) => ({
  ...{ width, height },
  ...(framesPerSecond > 0 ? { framesPerSecond } : {}),
});

const soundOf = (card: string, pcm = "0", { bufferMs }: HdmiSettings): MicrophoneRecipe => ({
  kind: "alsa",
  // The MS2109 claims 96 kHz mono; the kernel corrects it to the 48 kHz stereo that it really sends.
  pcm: `plughw:CARD=${card},DEV=${pcm}`,
  channels: 2,
  echoCancelled: false,
  ...(bufferMs === undefined ? {} : { bufferMs }),
});

/** With this `roomkeeper driver check` opens one. */
export const example = {
  descriptor: {
    ...{ key: "video4linux/video0", subsystem: "video4linux", name: "Receiver", node: "/dev/video0" },
    ...{ vendorId: "", productId: "", serial: "", port: "" },
    facts: { driver: "tc358743", role: "capture" },
  },
};
