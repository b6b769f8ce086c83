import type { Capabilities } from "../../../src/domain/capability.ts";
import type { DeviceReport } from "../../../src/domain/device.ts";
import type { HostReport } from "../../../src/protocol/device-host.ts";
import { GpioBridge } from "../emulators/gpio/gpio-bridge.ts";
import { inMeeting, type LabDeviceHost } from "../lab/device-host.ts";
import type { Lab } from "../lab/lab.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { untilTrue } from "../room/until.ts";
import { check } from "./check.ts";

const identity = {
  ...{ ids: "10c4:ea90", version: 0x0100, manufacturer: "Acme", product: "Lab GPIO", serial: "LABGPIO00001" },
};
const chip = "/dev/gpiochip0";
const line = { lamp: 1, relay: 2, contact: 3, presence: 4 } as const;
const settings = {
  lamps: [{ name: "Door", chip, line: line.lamp, shows: "muted" }],
  relays: [{ name: "Blinds", chip, line: line.relay, safe: true }],
  contacts: [{ name: "Window", chip, line: line.contact }],
  presence: [{ name: "PIR", chip, line: line.presence, holdSeconds: 2 }],
};

/** A bridge whose four lines are ready; in the end the room lets go of it and it is pulled. */
async function withBridge(lab: Lab, use: (host: LabDeviceHost, bridge: GpioBridge) => Promise<void>): Promise<void> {
  const host = await lab.deviceHost();
  await lab.guest.run("modprobe hid-cp2112");
  const bridge = await lab.plug(new GpioBridge(identity), 6);
  const { device } = bridge;
  try {
    await lab.guest.run(`for i in $(seq 200); do [ -e ${chip} ] && exit 0; sleep 0.1; done; exit 1`);
    await host.configure({ gpio: settings });
    await untilTrue("all four lines are ready", patienceMs(5000), () => linesThat(host, "ready") === 4);
    await use(host, device);
    await host.configure({});
    await untilTrue("the relay is left where it is safe", patienceMs(2000), () => device.isHigh(line.relay));
    // A chip that goes while a line of it is held keeps its number: the next one would have another name.
    await lab.guest.run(`for i in $(seq 200); do ${linesHeld} || exit 0; sleep 0.1; done; exit 1`);
  } finally {
    // What failed above must not take the port, or the lines, from those that come after.
    device.isHanging = false;
    await host.configure({});
    bridge.close();
  }
}

const linesHeld = "ls -l /proc/[0-9]*/fd 2>/dev/null | grep -q gpio-line";

const linesThat = (host: LabDeviceHost, are: DeviceReport["phase"]) =>
  host.devices.filter(({ driver, phase }) => driver === "gpio" && phase === are).length;

export const gpioLines: Scenario = {
  name: "gpio-lines",
  symptom:
    "the lamp at the door lies, a relay jumps when the room starts, or a contact and a presence sensor are not heard",
  run: (lab) =>
    withBridge(lab, async (host, device) => {
      const moves = device.written.filter((one) => one.line === line.relay);
      check(device.isOutput(line.relay) && moves.every(({ high }) => high), "the relay began where it is safe", moves);
      await lampFollows(host, device);
      await relayMoves(host, device);
      await inputsAreHeard(host, device);
    }),
};

export const gpioBridgeHangs: Scenario = {
  name: "gpio-bridge-hangs",
  symptom: "a GPIO bridge that hangs makes keys, cameras and displays wait, or is not named",
  run: (lab) =>
    withBridge(lab, async (host, device) => {
      device.isHanging = true;
      await untilTrue("a key is heard while the bridge is waited for", patienceMs(20_000), async () => {
        await untilTrue("the bridge is waited for", patienceMs(5000), () => device.isAwaited);
        const from = host.heard.length;
        lab.speakerphone.device.press("mute");
        await host.next("the key is told", isMuteKey, from, patienceMs(5000));
        return device.isAwaited;
      });
      const isNamed = ({ driver, problem }: DeviceReport) =>
        driver === "gpio" && problem?.message.includes(chip) === true;
      await untilTrue("the bridge is named", patienceMs(5000), () => host.devices.some(isNamed));
      device.isHanging = false;
      await untilTrue("all four lines are ready again", patienceMs(10_000), () => linesThat(host, "ready") === 4);
    }),
};

const isMuteKey = (report: HostReport) => report.type === "observation" && report.event.type === "muteToggled";

async function lampFollows(host: LabDeviceHost, device: GpioBridge): Promise<void> {
  await host.tell({ type: "show", room: { ...inMeeting, microphone: false } });
  await untilTrue("the lamp is lit", patienceMs(2000), () => device.isHigh(line.lamp));
  await host.tell({ type: "show", room: inMeeting });
  await untilTrue("the lamp is dark", patienceMs(2000), () => !device.isHigh(line.lamp));
}

async function relayMoves(host: LabDeviceHost, device: GpioBridge): Promise<void> {
  const { id = "" } = host.devices.find(({ capabilities }) => capabilities.relay !== undefined) ?? {};
  await host.command(id, { type: "relay", on: false });
  check(!device.isHigh(line.relay), "the relay obeys", device.written);
}

async function inputsAreHeard(host: LabDeviceHost, device: GpioBridge): Promise<void> {
  const told = (what: string, fits: (capabilities: Capabilities) => boolean) =>
    untilTrue(what, patienceMs(5000), () => host.devices.some(({ capabilities }) => fits(capabilities)));
  device.drive(line.contact, true);
  await told("the contact is closed", ({ sensor }) => sensor?.value === 1);
  device.drive(line.contact, false);
  await told("the contact is open", ({ sensor }) => sensor?.value === 0);
  device.drive(line.presence, true);
  await told("somebody is there", ({ occupancy }) => occupancy?.occupied === true);
  device.drive(line.presence, false);
  await told("nobody is there, after the hold-off", ({ occupancy }) => occupancy?.occupied === false);
}
