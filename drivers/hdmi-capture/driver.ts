import Type from "typebox";
import type { CaptureCapability, MicrophoneRecipe, VideoRecipe } from "../../src/domain/capability.ts";
import type { Descriptor } from "../../src/domain/device.ts";
import { DeviceError } from "../../src/domain/errors.ts";
import {
  type Clock,
  type DriverContext,
  defineDriver,
  type Transports,
  type V4l2Formats,
  type V4l2Port,
} from "../../src/driver-contract/index.ts";
import { productOf } from "../hardware.ts";
import { chooseMode } from "../uvc-camera/choice.ts";
import { ms2109Question, receiverQuestion, type SignalQuestion } from "./signal.ts";

/** How often the hardware is asked for its signal. */
const lookMs = 1_000;
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
    nodes: Type.Optional(
      Type.Array(Type.String({ pattern: "^/dev/" }), { description: "Further V4L2 nodes to share from." }),
    ),
  },
  { additionalProperties: false },
);

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
  async open({ deviceId, descriptor, siblings }, { transports, observe, clock, fail }) {
    const port = await transports.v4l2(descriptor.node);
    const picture = pictureOf(descriptor, await port.formats());
    const question = await questionFor(descriptor, siblings(), port, transports, fail);
    let signal = question === null ? null : await question();
    let card: string | null = null;
    const capture = async (): Promise<CaptureCapability> => {
      // By the USB parent, never by name: two dongles of one kind are alike in everything else.
      const sound = siblings().find((one) => one.subsystem === "sound" && one.facts.capture !== "");
      if (sound !== undefined && sound.node !== card) await transports.alsa(sound.node, Number(sound.facts.pcm ?? 0));
      card = sound?.node ?? null;
      const audio = card === null ? null : soundOf(card, sound?.facts.pcm);
      return { video: picture, audio, signal, detection: question === null ? "none" : "hardware" };
    };
    const tell = async () => observe({ type: "capabilities", capabilities: { capture: await capture() } });
    const look = async (ask: SignalQuestion) => {
      const now = await ask();
      if (now === signal) return;
      signal = now;
      await tell();
    };
    if (question !== null) repeat(clock, () => look(question), fail);
    return {
      id: deviceId,
      capabilities: { capture: await capture() },
      configure: tell,
      close: () => Promise.resolve(),
    };
  },
});

/** How to learn of the signal; null when the hardware does not tell. */
async function questionFor(
  descriptor: Descriptor,
  siblings: readonly Descriptor[],
  port: V4l2Port,
  transports: Transports,
  fail: DriverContext["fail"],
): Promise<SignalQuestion | null> {
  if (descriptor.facts.driver !== "uvcvideo") {
    const ask = receiverQuestion(port);
    return (await ask()) === null ? null : ask;
  }
  const side = siblings.find(({ subsystem }) => subsystem === "hidraw");
  if (side === undefined || productOf(descriptor)?.sideChannel !== "ms2109") return null;
  // Without access to it the dongle still shares, by hand.
  const hid = await transports.hid(side.node, { heard: () => undefined, lost: fail }).catch(() => null);
  return hid === null ? null : ms2109Question(hid);
}

/** One look after the other, a second apart. */
function repeat(clock: Clock, look: () => Promise<void>, fail: DriverContext["fail"]) {
  const next = () =>
    clock.after(lookMs, () => {
      look().then(next, fail);
    });
  next();
}

function reasonOf(
  descriptor: Descriptor,
  { products = [], nodes = [] }: Type.Static<typeof HdmiSettingsSchema>,
  driver: string,
): string | null {
  if (nodes.includes(descriptor.node)) return "the settings name its node";
  if (products.includes(`${descriptor.vendorId}:${descriptor.productId}`)) return "the settings name its product";
  const product = productOf(descriptor);
  if (product?.kind === "hdmi") return `${product.name}: a camera to the kernel, an HDMI input to people`;
  return driver === "uvcvideo" || descriptor.vendorId !== "" ? null : `V4L2 receiver (${driver || "driver unknown"})`;
}

function pictureOf({ node }: Descriptor, { modes, unusable }: V4l2Formats): VideoRecipe {
  const choice = chooseMode(modes, wanted);
  if (choice !== null) return { kind: "v4l2", node, mode: choice.mode };
  const offers = unusable.length === 0 ? "no format at all; is a source plugged in?" : `only ${unusable.join(", ")}`;
  throw new DeviceError("device.protocol", `the HDMI input offers ${offers}`, { subject: node });
}

const soundOf = (card: string, pcm = "0"): MicrophoneRecipe => ({
  kind: "alsa",
  // The MS2109 claims 96 kHz mono; the kernel corrects it to the 48 kHz stereo that it really sends.
  pcm: `plughw:CARD=${card},DEV=${pcm}`,
  channels: 2,
  echoCancelled: false,
});
