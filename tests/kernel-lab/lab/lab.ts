import type { Meeting } from "../../../scripts/participant/link.ts";
import { type RunningLiveKit, startLiveKit } from "../../integration/support/livekit-server.ts";
import { Camera } from "../emulators/camera/camera.ts";
import type { CameraModel } from "../emulators/camera/model.ts";
import { picturesOf } from "../emulators/camera/pictures.ts";
import { HdmiDongle } from "../emulators/hdmi-dongle/hdmi-dongle.ts";
import { Speakerphone } from "../emulators/speakerphone/speakerphone.ts";
import { ownAddress } from "../room/own-address.ts";
import { LabRoom, meetingName } from "../room/room.ts";
import type { UsbDevice } from "../usbip/device.ts";
import type { GuestLink } from "../vm/guest-link.ts";
import { Machine } from "../vm/machine.ts";
import { freePort, warmUp } from "../vm/warm-up.ts";
import { LabDeviceHost } from "./device-host.ts";
import { LabMeeting } from "./meeting.ts";
import { Numbers } from "./numbers.ts";
import { Plugged } from "./plugged.ts";
import { tones } from "./tones.ts";

/** Ports of the guest's USB. 2 to 7 are for what a scenario plugs besides, the dongle included. */
const usbPort = { camera: 0, speakerphone: 1, dongle: 2 } as const;

const maker = { manufacturer: "Acme", version: 0x0300 };
const speakerphoneIdentity = { ...maker, ids: "0b0e:0420", product: "Lab Speakerphone", serial: "5CE3920B71" };

/** What an emulated processor can take. */
export async function cameraModel(transfer: CameraModel["transfer"], serial: string): Promise<CameraModel> {
  const sizes = [
    { width: 640, height: 360, pictures: await picturesOf(640, 360) },
    { width: 320, height: 180, pictures: await picturesOf(320, 180) },
  ];
  const identity = { ...maker, ids: "1d6b:0102", product: `Lab Camera ${serial}`, serial };
  return { ...identity, transfer, sizes, rates: [30, 10], largestPicture: 100_000 };
}

/** The virtual machine with a camera and a speakerphone, and in it, when a scenario asks for it, the whole room. */
export class Lab {
  readonly machine: Machine;
  readonly camera: Plugged<Camera>;
  readonly speakerphone: Plugged<Speakerphone>;
  readonly numbers = new Numbers();
  readonly #roomPort: number;
  #server: RunningLiveKit | null = null;
  #deviceHost: LabDeviceHost | null = null;
  #room: LabRoom | null = null;
  #meeting: LabMeeting | null = null;
  #dongle: Plugged<HdmiDongle> | null = null;

  private constructor(
    machine: Machine,
    roomPort: number,
    camera: Plugged<Camera>,
    speakerphone: Plugged<Speakerphone>,
  ) {
    this.machine = machine;
    this.#roomPort = roomPort;
    this.camera = camera;
    this.speakerphone = speakerphone;
  }

  static async start(): Promise<Lab> {
    await warmUp();
    const roomPort = await freePort();
    const machine = await Machine.boot({ forwardedPorts: [roomPort] });
    const { guest } = machine;
    await guest.run("modprobe -a vhci-hcd uvcvideo snd-usb-audio usbhid");
    const camera = await Plugged.make(new Camera(await cameraModel("bulk", "A8C41F7703")), guest, usbPort.camera);
    const speakerphone = new Speakerphone(speakerphoneIdentity, tones.microphone);
    return new Lab(machine, roomPort, camera, await Plugged.make(speakerphone, guest, usbPort.speakerphone));
  }

  get guest(): GuestLink {
    return this.machine.guest;
  }

  /** Another USB device, plugged until the scenario closes it. @param port 2 to 7 */
  async plug<D extends UsbDevice>(device: D, port: number): Promise<Plugged<D>> {
    const plugged = await Plugged.make(device, this.guest, port);
    await plugged.plug();
    return plugged;
  }

  /** A USB HDMI dongle, plugged until somebody pulls it; what is at its HDMI side stays as it was. */
  async dongle(): Promise<Plugged<HdmiDongle>> {
    this.#dongle ??= await Plugged.make(
      await HdmiDongle.make({ width: 320, height: 180, framesPerSecond: 10, toneHertz: tones.laptop }),
      this.guest,
      usbPort.dongle,
    );
    await this.#dongle.plug();
    return this.#dongle;
  }

  /** The device host alone, without the room: its camera and speakerphone plugged. */
  async deviceHost(): Promise<LabDeviceHost> {
    await Promise.all([this.camera.plug(usbPort.camera), this.speakerphone.plug(usbPort.speakerphone)]);
    this.#deviceHost ??= await LabDeviceHost.start(this.machine);
    return this.#deviceHost;
  }

  /** The running room with its camera and speakerphone ready, as scenarios before may not have left it. */
  async room(): Promise<LabRoom> {
    await Promise.all([this.camera.plug(usbPort.camera), this.speakerphone.plug(usbPort.speakerphone)]);
    this.camera.device.resume();
    // Two hosts would fight over the keys.
    await this.#deviceHost?.tell({ type: "stop" });
    this.#deviceHost = null;
    this.#room ??= await LabRoom.start(this.machine, await this.#livekit(), this.#roomPort);
    await this.#room.equipped();
    return this.#room;
  }

  /** A meeting that the room is in, with another participant. Brings that about, and microphone and camera on. */
  async meeting(): Promise<LabMeeting> {
    const room = await this.room();
    const { loudspeaker } = this.speakerphone.device;
    this.#meeting ??= await LabMeeting.prepare(this.machine.folder, await this.#livekit(), room, loudspeaker);
    await this.#meeting.join();
    return this.#meeting;
  }

  /** The running room in no meeting, and nobody in the one that its agenda begins with. */
  async leaveMeeting(): Promise<{ room: LabRoom; booked: Meeting }> {
    const room = await this.room();
    await room.leave();
    await this.#meeting?.close();
    this.#meeting = null;
    return { room, booked: { ...(await this.#livekit()), room: meetingName } };
  }

  async stop(keepLogs: boolean): Promise<void> {
    await this.#meeting?.close();
    this.#room?.stop();
    for (const plugged of [this.camera, this.speakerphone, this.#dongle]) plugged?.close();
    await this.machine.stop(keepLogs);
    await this.#server?.stop();
  }

  async #livekit(): Promise<RunningLiveKit> {
    this.#server ??= await startLiveKit(ownAddress());
    return this.#server;
  }
}
