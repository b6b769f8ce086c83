import type { DeviceReport } from "../../../src/domain/device.ts";
import { inMeeting } from "../lab/device-host.ts";
import type { Lab } from "../lab/lab.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { untilTrue } from "../room/until.ts";
import { check } from "./check.ts";

const camera = "uvc-camera";
const keys = "hid-speakerphone";
const sound = "alsa-audio";

export const devicesKnown: Scenario = {
  name: "devices-known",
  symptom:
    "a camera or speakerphone is plugged and the room does not see it, or takes the metadata node for a second camera",
  async run(lab) {
    const host = await lab.deviceHost();
    const { device } = await host.ready(camera);
    const { camera: picture, ptz } = device.capabilities;
    check(picture?.video.kind === "v4l2" && picture.video.mode.width === 320, "the wished size is chosen", picture);
    check(picture?.modes.length === 4, "every size and rate is known", picture?.modes);
    check(ptz?.pan === true && ptz.tilt && ptz.zoom, "it can be moved", ptz);
    const speakerphone = (await host.ready(sound)).device.capabilities;
    const heard = speakerphone.microphone?.audio;
    check(heard?.kind === "alsa" && heard.echoCancelled, "the microphone cancels echoes by its terminal type", heard);
    check(speakerphone.speaker?.audio.kind === "alsa", "it has a speaker", speakerphone);
    const { callControls, indicators } = (await host.ready(keys)).device.capabilities;
    check(
      callControls?.mute === "press" && callControls.hook && callControls.volume,
      "its keys are known",
      callControls,
    );
    check(indicators?.mute === true && indicators.offHook && indicators.ring, "its lamps are known", indicators);
    check(host.devices.length === 3, "nothing is seen twice", host.devices.map(idOf));
  },
};

export const cameraMoves: Scenario = {
  name: "camera-moves",
  symptom: "the joystick on the panel is pushed and the camera does not move, or moves for ever",
  async run(lab) {
    const host = await lab.deviceHost();
    const { id } = (await host.ready(camera)).device;
    await host.command(id, { type: "ptzMove", motion: { pan: 1, tilt: 0, zoom: 0 } });
    await untilTrue("the camera turns", patienceMs(2000), () => lab.camera.device.position.pan > 0);
    await host.command(id, { type: "ptzMove", motion: { pan: 0, tilt: 0, zoom: 0 } });
    await host.command(id, { type: "ptzHome" });
    const { position } = lab.camera.device;
    check(position.pan === 0 && position.zoom === 100, "it is home again", position);
  },
};

export const cameraPicture: Scenario = {
  name: "camera-picture",
  symptom:
    "the picture is set on the panel and the camera looks as before, or does so again after its cable was pulled",
  async run(lab) {
    const host = await lab.deviceHost();
    const { id } = (await host.ready(camera)).device;
    const control = (name: string) => {
      const all = host.devices.find((one) => one.id === id)?.capabilities.cameraControls?.controls ?? [];
      return all.find((one) => one.name === name);
    };
    const set = (name: string, value: number) => host.command(id, { type: "cameraControl", name, value });
    const told = (what: string, fits: () => boolean) => untilTrue(what, patienceMs(3000), fits);
    const balance = "white_balance_temperature";
    const isMeant = () => {
      const { brightness, whiteBalance, isBalanceAutomatic } = lab.camera.device.picture;
      return brightness === 200 && whiteBalance === 3200 && !isBalanceAutomatic;
    };
    await told("white balance is held by its automatic", () => control(balance)?.inactive === true);
    await set("brightness", 200);
    await set("white_balance_automatic", 0);
    await told("white balance is free", () => control(balance)?.inactive === false);
    await set(balance, 3200);
    check(isMeant(), "the camera has taken all of it", lab.camera.device.picture);
    lab.camera.pull();
    await host.gone(camera);
    check(!isMeant(), "the camera has forgotten it without power", lab.camera.device.picture);
    await lab.camera.plug();
    await host.ready(camera);
    check(isMeant(), "it is set again", lab.camera.device.picture);
    await host.command(id, { type: "cameraDefaults" });
    const { brightness, isBalanceAutomatic } = lab.camera.device.picture;
    check(brightness === 128 && isBalanceAutomatic, "it is as its maker made it", lab.camera.device.picture);
  },
};

export const cameraReplugged: Scenario = {
  name: "camera-replugged",
  symptom: "the camera's cable is pulled and plugged again, and the room does not notice the one or the other",
  async run(lab) {
    const host = await lab.deviceHost();
    const { id } = (await host.ready(camera)).device;
    const pulledMs = performance.now();
    lab.camera.pull();
    lab.numbers.tookMs("camera pulled, until the device host tells", (await host.gone(camera)) - pulledMs, 1000);
    await lab.camera.plug();
    await lab.guest.run("for i in $(seq 300); do [ -e /dev/video0 ] && exit 0; sleep 0.05; done; exit 1");
    const nodeMs = performance.now();
    const back = await host.ready(camera);
    lab.numbers.tookMs("camera's node there, until it is ready", back.atMs - nodeMs, 1000);
    check(back.device.id === id, "it is known as the same camera", { before: id, after: back.device.id });
  },
};

export const muteKey: Scenario = {
  name: "mute-key",
  symptom: "mute is pressed on the speakerphone and nothing happens, or its lamp shows what is not so",
  async run(lab) {
    const host = await lab.deviceHost();
    await host.ready(keys);
    const { device } = lab.speakerphone;
    await host.tell({ type: "show", room: inMeeting });
    const lit = (what: string, fits: () => boolean) => untilTrue(what, patienceMs(2000), fits);
    await lit("off-hook, not muted", () => device.lamps.offHook && !device.lamps.mute);
    const [from, pressedMs] = [host.heard.length, performance.now()];
    device.press("mute");
    const isMute = keyOf("muteToggled");
    const { atMs } = await host.next("the key is told", isMute, from, patienceMs(2000));
    lab.numbers.tookMs("mute pressed, until the device host tells", atMs - pressedMs, 100);
    check(!device.lamps.mute, "the lamp follows the room, not the key", device.lamps);
    const shownMs = performance.now();
    await host.tell({ type: "show", room: { ...inMeeting, microphone: false } });
    await lit("the mute lamp is on", () => device.lamps.mute);
    lab.numbers.tookMs("muted confirmed, until the lamp is on", device.lampsChangedAtMs - shownMs, 100);
    await host.tell({ type: "show", room: { ...inMeeting, meeting: "none" } });
    await lit("on-hook again", () => !device.lamps.offHook && !device.lamps.mute);
    const told = host.heard.slice(from).filter(({ report }) => isMute(report)).length;
    check(told === 1, "one press is one press", told);
  },
};

export const keysBabble: Scenario = {
  name: "keys-babble",
  symptom: "a speakerphone that sends nonsense without end makes the other devices deaf",
  async run(lab) {
    const host = await lab.deviceHost();
    await host.ready(keys);
    const from = host.heard.length;
    // 0xee is no report of its; the others are, of length and content that make no sense.
    for (let at = 0; at < 300; at++)
      lab.speakerphone.device.send([0xee, 2, 1][at % 3] ?? 0, (at * 37) & 0xfc, at & 0xff);
    const { id } = (await host.ready(camera)).device;
    await host.command(id, { type: "ptzHome" });
    await host.ready(keys);
    lab.speakerphone.device.press("mute");
    await host.next("the mute key still works", keyOf("muteToggled"), from, patienceMs(5000));
    const volumes = host.heard.slice(from).filter(({ report }) => keyOf("volume")(report)).length;
    check(volumes === 0, "nonsense is no key", volumes);
  },
};

export const speakerphoneMoved: Scenario = {
  name: "speakerphone-moved",
  symptom: "the speakerphone is moved to another port and the room takes it for another one",
  async run(lab) {
    const host = await lab.deviceHost();
    const { id } = (await host.ready(sound)).device;
    // Ports count from 0 here and from 1 in the kernel's names.
    for (const port of [5, 1]) {
      lab.speakerphone.pull();
      await Promise.all([host.gone(sound), host.gone(keys)]);
      await lab.speakerphone.plug(port);
      const { device } = await host.ready(sound);
      check(device.port.endsWith(`-${port + 1}`), "it is at the other port", device.port);
      check(device.id === id, "it keeps its id, by its serial number", { before: id, after: device.id });
      await host.ready(keys);
    }
  },
};

export const allAtOnce: Scenario = {
  name: "all-at-once",
  symptom: "everything is unplugged and plugged at once (a hub, a dock) and something stays lost",
  async run(lab) {
    const host = await lab.deviceHost();
    lab.camera.pull();
    lab.speakerphone.pull();
    await Promise.all([camera, keys, sound].map((driver) => host.gone(driver)));
    await Promise.all([lab.camera.plug(), lab.speakerphone.plug()]);
    await Promise.all([camera, keys, sound].map((driver) => host.ready(driver)));
    check(host.devices.filter(({ phase }) => phase === "ready").length === 3, "all are back", host.devices.map(idOf));
  },
};

export const deviceHostKilled: Scenario = {
  name: "device-host-killed",
  symptom: "the process of all drivers is killed and devices, keys or lamps stay dead",
  async run(lab) {
    const host = await lab.deviceHost();
    await host.ready(keys);
    const killedMs = performance.now();
    await host.kill();
    await host.begin();
    const ready = await Promise.all([camera, keys, sound].map((driver) => host.ready(driver, patienceMs(10_000))));
    lab.numbers.tookMs("device host killed, until all devices are ready", latest(ready) - killedMs, 3000);
    await pressed(lab);
  },
};

async function pressed(lab: Lab): Promise<void> {
  const host = await lab.deviceHost();
  const from = host.heard.length;
  lab.speakerphone.device.press("mute");
  await host.next("the mute key works", keyOf("muteToggled"), from, patienceMs(2000));
}

const keyOf = (type: string) => (report: { type: string; event?: { type: string } }) =>
  report.type === "observation" && report.event?.type === type;
const latest = (all: { atMs: number }[]) => Math.max(...all.map(({ atMs }) => atMs));
const idOf = ({ id, phase }: DeviceReport) => `${id} ${phase}`;
