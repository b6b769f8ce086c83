import Type from "typebox";
import type { CameraControl, Capabilities, PixelFormat, VideoMode } from "../../src/domain/capability.ts";
import { DeviceError } from "../../src/domain/errors.ts";
import {
  type Claim,
  type Device,
  type DriverContext,
  defineDriver,
  type V4l2Port,
  type Wishes,
} from "../../src/driver-contract/index.ts";
import { productOf } from "../hardware.ts";
import { partsOf } from "../memory-parts.ts";
import { Presets } from "../presets.ts";
import { chooseMode, formatNames } from "./choice.ts";
import { homeOf, setExtensions } from "./extension.ts";
import { PictureKeeper } from "./picture.ts";
import { CameraSteering, isMoving } from "./steering.ts";

const CameraSettingsSchema = Type.Object(
  {
    format: Type.Optional(
      Type.Enum(["mjpeg", "nv12", "yuy2", "h264"], {
        description: "Take this format where the camera has it, instead of the cheapest.",
      }),
    ),
    ignore: Type.Optional(
      Type.Array(Type.String({ pattern: "^[0-9a-f]{4}:[0-9a-f]{4}$" }), {
        description: "Products to leave alone, vendor:product in lower-case hexadecimal.",
      }),
    ),
    extensions: Type.Optional(
      Type.Array(
        Type.Object(
          {
            product: Type.String({ pattern: "^[0-9a-f]{4}:[0-9a-f]{4}$" }),
            guid: Type.String({ pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" }),
            selector: Type.Integer({ minimum: 1, maximum: 255 }),
            value: Type.String({ pattern: "^([0-9a-fA-F]{2})+$", description: "Bytes in hexadecimal." }),
          },
          {
            additionalProperties: false,
            description: "A control of a vendor's extension unit, set whenever the camera is opened.",
          },
        ),
      ),
    ),
  },
  { additionalProperties: false },
);
type CameraSettings = Type.Static<typeof CameraSettingsSchema>;

/** USB cameras of the video class. */
export const uvcCamera = defineDriver({
  manifest: {
    id: "uvc-camera",
    title: "USB camera",
    rules: [{ subsystem: "video4linux", title: "USB Video Class camera" }],
    settings: CameraSettingsSchema,
  },
  match(descriptor, { ignore = [] }) {
    const { driver, role, index } = descriptor.facts;
    if (driver !== "uvcvideo" || ignore.includes(`${descriptor.vendorId}:${descriptor.productId}`)) return null;
    // A camera has a second node for metadata. Where nobody could ask what a node is, the first is for pictures.
    const isCapture = role === "capture" || (role === "" && index === "0");
    if (!isCapture) return null;
    const product = productOf(descriptor);
    // What is inferred can be overruled in hdmi-capture's settings: then this driver has it.
    if (product?.kind === "hdmi") return null;
    const known = product === undefined ? "" : `, ${product.name}`;
    return {
      score: 50,
      why: `USB Video Class, node for pictures${known}`,
      title: titleOf(descriptor.name, product?.name),
    };
  },
  async open(claim, context) {
    const port = await context.transports.v4l2(claim.descriptor.node);
    const { modes, unusable } = await port.formats();
    await setExtensions(claim.descriptor, claim.settings.extensions ?? [], port, context.log);
    return await openCamera(claim, context, { port, modes, unusable });
  },
});

/** Some cameras have no name of their own: the kernel then says `UVC Camera (046d:0825)`. */
function titleOf(name: string, productName: string | undefined): string {
  const isNameless = name === "" || /^(UVC Camera \(|USB (2\.0 )?Camera$|USB Video$)/i.test(name);
  return (isNameless ? productName : undefined) ?? (name || "USB camera");
}

interface Opened {
  readonly port: V4l2Port;
  readonly modes: readonly VideoMode[];
  readonly unusable: readonly string[];
}

async function openCamera(claim: Claim<CameraSettings>, context: DriverContext, opened: Opened): Promise<Device> {
  const { deviceId, descriptor, settings } = claim;
  const { port, modes, unusable } = opened;
  const memoryOf = await partsOf(context.memory);
  const picture = await PictureKeeper.load({ port, memory: memoryOf("picture"), log: context.log });
  await picture.restore();
  const steering = new CameraSteering({
    controls: await controlsOf(port),
    presets: await Presets.load(memoryOf("presets")),
    clock: context.clock,
    write: port.setControls,
    read: port.controls,
    home: homeOf(descriptor, port),
    failed: (error) => context.fail(error as DeviceError),
  });
  let { wishes } = claim;
  const capabilities = async (): Promise<Capabilities> => {
    const controls = (await controlsOf(port)).filter((control) => !isMoving(control));
    const ptz = steering.capability;
    return {
      camera: cameraOf(descriptor.node, modes, unusable, wishes, settings.format),
      ...(ptz === null ? {} : { ptz }),
      ...(controls.length === 0 ? {} : { cameraControls: { controls } }),
    };
  };
  const tell = async () => context.observe({ type: "capabilities", capabilities: await capabilities() });
  return {
    id: deviceId,
    capabilities: await capabilities(),
    configure(wanted) {
      wishes = wanted;
      return tell();
    },
    async command(command) {
      if (command.type === "cameraControl") await picture.set(command.name, command.value);
      else if (command.type === "cameraDefaults") await picture.defaults();
      else await steering.obey(command);
      if (command.type !== "ptzMove") await tell();
    },
    close: () => Promise.resolve(),
  };
}

/** A camera without controls still has a picture. */
async function controlsOf(port: V4l2Port): Promise<CameraControl[]> {
  return await port.controls().catch((error: unknown) => {
    if (error instanceof DeviceError && error.code === "device.protocol") return [];
    throw error;
  });
}

function cameraOf(
  node: string,
  modes: readonly VideoMode[],
  unusable: readonly string[],
  wishes: Wishes,
  format: PixelFormat | undefined,
) {
  const wantedFormat = modes.some((mode) => mode.format === format) ? format : undefined;
  const choice = chooseMode(modes, wishes.cameraSize, wantedFormat);
  if (choice === null) {
    const offers = unusable.length === 0 ? "no format at all" : `only ${unusable.join(", ")}`;
    const message = `the camera offers ${offers}; needed is one of ${Object.values(formatNames).join(", ")}`;
    throw new DeviceError("device.protocol", message, { subject: node });
  }
  const missing = format !== undefined && wantedFormat === undefined ? `; it has no ${formatNames[format]}` : "";
  return {
    video: { kind: "v4l2" as const, node, mode: choice.mode },
    modes: [...modes],
    choice: `${choice.why}${missing}`,
  };
}

/** With this `roomkeeper driver check` opens one. */
export const example = {
  descriptor: {
    ...{ key: "video4linux/video0", subsystem: "video4linux", name: "Camera", node: "/dev/video0" },
    ...{ vendorId: "1209", productId: "0001", serial: "", port: "1-1" },
    facts: { driver: "uvcvideo", role: "capture", index: "0" },
  },
};
