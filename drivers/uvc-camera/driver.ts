import Type from "typebox";
import type { Capabilities, PixelFormat, VideoMode } from "../../src/domain/capability.ts";
import { DeviceError } from "../../src/domain/errors.ts";
import {
  type Claim,
  type Device,
  type DriverContext,
  defineDriver,
  type Wishes,
} from "../../src/driver-contract/index.ts";
import { productOf } from "../hardware.ts";
import { chooseMode, formatNames } from "./choice.ts";

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
    return new UvcCamera(claim, context, modes, unusable);
  },
});

/** Some cameras have no name of their own: the kernel then says `UVC Camera (046d:0825)`. */
function titleOf(name: string, productName: string | undefined): string {
  const isNameless = name === "" || /^(UVC Camera \(|USB (2\.0 )?Camera$|USB Video$)/i.test(name);
  return (isNameless ? productName : undefined) ?? (name || "USB camera");
}

class UvcCamera implements Device {
  readonly id: string;
  readonly capabilities: Capabilities;
  readonly #capabilitiesFor: (wishes: Wishes) => Capabilities;
  readonly #context: DriverContext;

  constructor(
    { deviceId, descriptor, settings, wishes }: Claim<CameraSettings>,
    context: DriverContext,
    modes: readonly VideoMode[],
    unusable: readonly string[],
  ) {
    this.id = deviceId;
    this.#context = context;
    this.#capabilitiesFor = (wanted) => ({
      camera: cameraOf(descriptor.node, modes, unusable, wanted, settings.format),
    });
    this.capabilities = this.#capabilitiesFor(wishes);
  }

  configure(wishes: Wishes) {
    this.#context.observe({ type: "capabilities", capabilities: this.#capabilitiesFor(wishes) });
    return Promise.resolve();
  }

  close() {
    return Promise.resolve();
  }
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
