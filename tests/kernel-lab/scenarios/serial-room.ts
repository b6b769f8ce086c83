import type { Capabilities } from "../../../src/domain/capability.ts";
import type { DeviceReport } from "../../../src/domain/device.ts";
import type { DeviceOrder } from "../../../src/domain/device-command.ts";
import { BraviaDisplay } from "../emulators/serial/bravia-display.ts";
import { Ld2410Radar } from "../emulators/serial/ld2410-radar.ts";
import { LgDisplay } from "../emulators/serial/lg-display.ts";
import { NecDisplay } from "../emulators/serial/nec-display.ts";
import type { SerialAdapter } from "../emulators/serial/serial-adapter.ts";
import { SharpDisplay } from "../emulators/serial/sharp-display.ts";
import { ViscaCamera } from "../emulators/serial/visca-camera.ts";
import type { LabDeviceHost } from "../lab/device-host.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Plugged } from "../lab/plugged.ts";
import type { Scenario } from "../lab/scenario.ts";
import { plugSerial, serialPath, untilPorts } from "../lab/serial-ports.ts";
import { untilTrue } from "../room/until.ts";
import { check } from "./check.ts";

/** Serial numbers of the adapters, and what the settings call a display. */
const displays = { LG01: "lg", NEC01: "nec", SHARP01: "sharp", SONY01: "sony-rs232" } as const;
const [camera, radar] = ["VISCA01", "RADAR01"];

const settings = {
  displays: {
    displays: Object.entries(displays).map(([serial, protocol]) => ({
      ...{ name: serial, protocol, serial: serialPath(serial) },
    })),
  },
  "visca-camera": { cameras: [{ name: camera, serial: serialPath(camera) }] },
  gpio: { radars: [{ name: radar, serial: serialPath(radar), holdSeconds: 1 }] },
};

/** The serial devices of a room, as their makers built them. */
function devices() {
  return {
    sets: { LG01: new LgDisplay(), NEC01: new NecDisplay(), SHARP01: new SharpDisplay(), SONY01: new BraviaDisplay() },
    camera: new ViscaCamera(),
    radar: new Ld2410Radar(),
  };
}
type Devices = ReturnType<typeof devices>;

export const serialRoom: Scenario = {
  name: "serial-room",
  symptom:
    "a room full of serial devices: one of them is not understood on a real port, or stays lost when its adapter was out",
  async run(lab) {
    const host = await lab.deviceHost();
    const all = devices();
    const peers = Object.fromEntries(Object.entries(all.sets).map(([serial, { peer }]) => [serial, peer]));
    const adapters = await plugSerial(lab, { ...peers, [camera]: all.camera.peer, [radar]: () => undefined });
    const stopTalking = all.radar.talk((bytes) => adapters.get(radar)?.device.say(bytes));
    try {
      await host.configure(settings);
      await everyoneIs(host, adapters, "ready");
      await Promise.all([displaysWake(host, all), cameraMoves(host, all), radarSees(host, all)]);
      const rates = [camera, radar].map((serial) => adapters.get(serial)?.device.baudRate);
      check(rates[0] === 9_600 && rates[1] === 256_000, "the lines have their rates", rates);
      for (const adapter of adapters.values()) adapter.pull();
      await everyoneIs(host, adapters, "faulted");
      await Promise.all([...adapters.values()].map((adapter) => adapter.plug()));
      await untilPorts(lab, [...adapters.keys()]);
      await everyoneIs(host, adapters, "ready");
      await Promise.all([displaysSwitch(host, all), cameraReturns(host, all), radarSees(host, all)]);
    } finally {
      stopTalking();
      await host.configure({});
      for (const adapter of adapters.values()) adapter.close();
    }
  },
};

const find = (host: LabDeviceHost, name: string): DeviceReport | undefined =>
  host.devices.find(({ title }) => title === name);

function everyoneIs(
  host: LabDeviceHost,
  adapters: ReadonlyMap<string, Plugged<SerialAdapter>>,
  phase: DeviceReport["phase"],
): Promise<number> {
  const names = [...adapters.keys()];
  return untilTrue(`all of ${names.join(", ")} are ${phase}`, patienceMs(10_000), () =>
    names.every((name) => find(host, name)?.phase === phase),
  );
}

async function order(host: LabDeviceHost, name: string, what: DeviceOrder): Promise<void> {
  await host.command(find(host, name)?.id ?? "", what);
}

function told(host: LabDeviceHost, name: string, what: string, fits: (now: Capabilities) => boolean): Promise<number> {
  return untilTrue(`${name} is told: ${what}`, patienceMs(10_000), () => fits(find(host, name)?.capabilities ?? {}));
}

const eachDisplay = (run: (name: keyof typeof displays) => Promise<unknown>) =>
  Promise.all((Object.keys(displays) as (keyof typeof displays)[]).map(run));

/** Asleep, and switched on. While they wake they understand nothing: that is no time to wait for, there is enough to unplug. */
async function displaysWake(host: LabDeviceHost, { sets }: Devices): Promise<void> {
  await eachDisplay(async (name) => {
    await told(host, name, "asleep", ({ display }) => display?.power === "off");
    await order(host, name, { type: "displayPower", on: true });
    await untilTrue(`${name} was switched on`, patienceMs(10_000), () => sets[name].isOn);
  });
}

/** On, as they say themselves after they were away; then the input is chosen, and believed when they say so. */
async function displaysSwitch(host: LabDeviceHost, { sets }: Devices): Promise<void> {
  await eachDisplay(async (name) => {
    await told(host, name, "on", ({ display }) => display?.power === "on");
    await order(host, name, { type: "displayInput", input: "hdmi1" });
    const isThere = ({ display }: Capabilities) => display?.input === "hdmi1" && display.trouble === null;
    await told(host, name, "its input", isThere);
  });
  const inputs = Object.values(sets).map(({ input }) => String(input));
  check(inputs.join() === "90,17,10,4,1", "the inputs were really chosen", inputs);
}

async function cameraMoves(host: LabDeviceHost, { camera: device }: Devices): Promise<void> {
  await order(host, camera, { type: "ptzMove", motion: { pan: 1, tilt: 0, zoom: 0 } });
  await untilTrue("the camera turns", patienceMs(2000), () => device.turning.pan === 1);
  await order(host, camera, { type: "ptzMove", motion: { pan: 0, tilt: 0, zoom: 0 } });
  await untilTrue("the camera stands", patienceMs(2000), () => device.turning.pan === 0);
  Object.assign(device, { pan: -300, tilt: 40, zoom: 900 });
  await order(host, camera, { type: "ptzPreset", action: "store", number: 1, name: "Board" });
  await order(host, camera, { type: "ptzHome" });
  check(device.pan === 0 && device.tilt === 0, "it went home", device);
}

/** What it stored before it was unplugged. */
async function cameraReturns(host: LabDeviceHost, { camera: device }: Devices): Promise<void> {
  await order(host, camera, { type: "ptzPreset", action: "recall", number: 1 });
  const { pan, tilt, zoom } = device;
  check(pan === -300 && tilt === 40 && zoom === 900, "it is where it was stored", device);
}

async function radarSees(host: LabDeviceHost, { radar: device }: Devices): Promise<void> {
  device.moving = true;
  await told(host, radar, "somebody is there", ({ occupancy }) => occupancy?.occupied === true);
  device.moving = false;
  await told(host, radar, "nobody is there, after the hold-off", ({ occupancy }) => occupancy?.occupied === false);
}
