import Type from "typebox";
import type { Descriptor } from "../../src/domain/device.ts";
import type { DeviceCommand, PtzMotion } from "../../src/domain/device-command.ts";
import { DeviceError, RoomkeeperError } from "../../src/domain/errors.ts";
import { type Device, type DriverContext, defineDriver, type StreamAddress } from "../../src/driver-contract/index.ts";
import { Presets } from "../presets.ts";
import { ViscaLine } from "./line.ts";
import { panTiltOf, visca, zoomOf } from "./messages.ts";
import { stopRequest } from "./session.ts";

const CameraShape = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, description: "What people call this camera." }),
    serial: Type.Optional(
      Type.String({ pattern: "^/dev/", description: "Serial port, at 9600 unless baudRate says." }),
    ),
    baudRate: Type.Optional(Type.Integer({ minimum: 300, maximum: 1_000_000 })),
    host: Type.Optional(
      Type.String({ minLength: 1, description: "Name or address in the network, instead of serial." }),
    ),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    transport: Type.Optional(
      Type.Enum(["sony-udp", "raw-udp", "raw-tcp"], {
        description:
          "sony-udp (framed, port 52381) when left out; PTZOptics and others take raw-tcp (5678) or raw-udp (1259).",
      }),
    ),
  },
  { additionalProperties: false },
);
const ViscaSettingsSchema = Type.Object(
  { cameras: Type.Optional(Type.Array(CameraShape, { maxItems: 8 })) },
  { additionalProperties: false },
);
type CameraEntry = Type.Static<typeof CameraShape>;

const usualPorts = { "sony-udp": 52_381, "raw-udp": 1_259, "raw-tcp": 5_678 } as const;

/** Whoever moves the camera says so again within this; a panel that dies must not leave it turning. */
const motionMs = 2_000;

/** Moving cameras that speak VISCA. Their picture comes by another way (USB, HDMI). */
export const viscaCamera = defineDriver({
  manifest: {
    id: "visca-camera",
    title: "Moving camera (VISCA)",
    rules: [
      { subsystem: "serial", title: "VISCA camera at a serial port" },
      { subsystem: "network", title: "VISCA camera in the network" },
    ],
    settings: ViscaSettingsSchema,
  },
  announce: ({ cameras = [] }) => cameras.map(announced),
  match(descriptor, { cameras = [] }) {
    const entry = cameras.find((one) => announced(one).key === descriptor.key);
    return entry === undefined
      ? null
      : { score: 80, why: "the settings name it", title: entry.name, identity: entry.name };
  },
  async open({ descriptor, settings, deviceId }, context) {
    const entry = settings.cameras?.find((one) => announced(one).key === descriptor.key);
    return await openCamera(deviceId, entry as CameraEntry, context);
  },
});

function announced({ name, serial, host }: CameraEntry): Descriptor {
  const subsystem = serial === undefined ? "network" : "serial";
  const blank = { vendorId: "", productId: "", serial: "", port: "", facts: {} };
  return { ...blank, key: `${subsystem}/visca ${name}`, subsystem, name, node: serial ?? host ?? "" };
}

function addressOf({ name, serial, baudRate = 9_600, host, port, transport = "sony-udp" }: CameraEntry): StreamAddress {
  if (serial !== undefined) return { kind: "serial", path: serial, baudRate };
  if (host === undefined) throw new DeviceError("device.settings", `visca-camera: ${name} needs serial or host`);
  return { kind: transport === "raw-tcp" ? "tcp" : "udp", host, port: port ?? usualPorts[transport] };
}

async function openCamera(id: string, entry: CameraEntry, context: DriverContext): Promise<Device> {
  const isFramed = entry.serial === undefined && (entry.transport ?? "sony-udp") === "sony-udp";
  const line = new ViscaLine(context, isFramed);
  const ear = { heard: (bytes: Uint8Array) => line.heard(bytes), lost: context.fail };
  line.start(await context.transports.stream(addressOf(entry), ear));
  // Whether anybody is there, on a line that cannot tell.
  await line.request("question", visca.askPower);
  const camera = new MovingCamera(line, await Presets.load(context.memory), context);
  return {
    id,
    capabilities: camera.capabilities,
    configure: () => Promise.resolve(),
    command: (command) => camera.obey(command),
    close: () => Promise.resolve(),
  };
}

class MovingCamera {
  readonly #line: ViscaLine;
  readonly #presets: Presets;
  readonly #context: DriverContext;
  #cancelStop = () => {};
  #isZooming = false;

  constructor(line: ViscaLine, presets: Presets, context: DriverContext) {
    this.#line = line;
    this.#presets = presets;
    this.#context = context;
  }

  get capabilities() {
    return { ptz: { pan: true, tilt: true, zoom: true, presets: this.#presets.list } };
  }

  async obey(command: DeviceCommand): Promise<void> {
    switch (command.type) {
      case "ptzMove":
        return await this.#move(command.motion);
      case "ptzHome":
        return void (await this.#line.request("order", visca.home));
      case "ptzPreset":
        return await this.#preset(command);
      default:
        throw new RoomkeeperError("intent.impossible", `a VISCA camera cannot do ${command.type}`);
    }
  }

  async #move({ pan, tilt, zoom }: PtzMotion): Promise<void> {
    this.#cancelStop();
    const turns = pan !== 0 || tilt !== 0;
    if (turns || zoom !== 0)
      this.#cancelStop = this.#context.clock.after(motionMs, () => {
        this.#move({ pan: 0, tilt: 0, zoom: 0 }).catch(this.#context.fail);
      });
    const requests = [
      turns ? this.#line.request("drive", visca.drive({ pan, tilt })) : this.#line.request("stop", stopRequest.bytes),
    ];
    if (zoom !== 0 || this.#isZooming) requests.push(this.#line.request("order", visca.zoom(zoom)));
    this.#isZooming = zoom !== 0;
    await Promise.all(requests);
  }

  async #preset({ action, number, name }: Extract<DeviceCommand, { type: "ptzPreset" }>): Promise<void> {
    if (action === "recall") {
      const { pan = 0, tilt = 0, zoom = 0 } = this.#presets.positionOf(number);
      await Promise.all([
        this.#line.request("order", visca.panTiltTo(pan, tilt)),
        this.#line.request("order", visca.zoomTo(zoom)),
      ]);
      return;
    }
    if (action === "store") await this.#presets.store(number, name, await this.#position());
    else await this.#presets.forget(number);
    this.#context.observe({ type: "capabilities", capabilities: this.capabilities });
  }

  async #position() {
    const place = panTiltOf(await this.#line.request("question", visca.askPanTilt));
    const zoom = zoomOf(await this.#line.request("question", visca.askZoom));
    if (place === null || zoom === null)
      throw new DeviceError("device.protocol", "the camera does not tell its position");
    return { ...place, zoom };
  }
}

/** With this `roomkeeper driver check` opens one: a camera that is on, and accepts what it is told. */
export const example = {
  settings: { cameras: [{ name: "PTZ", serial: "/dev/ttyUSB0" }] },
  answer: (bytes: Uint8Array) => Uint8Array.from(bytes[1] === 0x09 ? [0x90, 0x50, 0x02, 0xff] : [0x90, 0x41, 0xff]),
};
