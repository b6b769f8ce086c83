import type { Descriptor } from "../../src/domain/device.ts";
import type { RoomSummary } from "../../src/domain/device-command.ts";
import { RoomkeeperError } from "../../src/domain/errors.ts";
import { type Device, type DriverContext, defineDriver, type GpioLine } from "../../src/driver-contract/index.ts";
import { holdOff } from "./hold-off.ts";
import { radarReports } from "./ld2410.ts";
import {
  type Contact,
  type Entry,
  entriesOf,
  GpioSettingsSchema,
  type Lamp,
  type Presence,
  type Radar,
  type Relay,
} from "./settings.ts";

/** Lamps, relays, contacts and presence sensors on GPIO lines, and the LD2410 radar. Which there are, the settings say. */
export const gpio = defineDriver({
  manifest: {
    id: "gpio",
    title: "Lamps, relays, contacts and presence sensors",
    rules: [
      { subsystem: "gpio", title: "Line of a GPIO chip" },
      { subsystem: "serial", title: "LD2410 radar at a serial port" },
    ],
    settings: GpioSettingsSchema,
  },
  announce: (settings) => entriesOf(settings).map(announced),
  match(descriptor, settings) {
    const found = entriesOf(settings).find((one) => announced(one).key === descriptor.key);
    if (found === undefined) return null;
    const { name } = found.entry;
    return { score: 80, why: `the settings name it (${found.kind})`, title: name, identity: `${found.kind}.${name}` };
  },
  async open({ descriptor, settings, deviceId }, context) {
    const found = entriesOf(settings).find((one) => announced(one).key === descriptor.key) as Entry;
    const opened = await openEntry(found, context);
    return { id: deviceId, configure: () => Promise.resolve(), close: () => Promise.resolve(), ...opened };
  },
});

function announced({ kind, entry }: Entry): Descriptor {
  const isRadar = kind === "radar";
  return {
    key: `${isRadar ? "serial" : "gpio"}/${kind} ${entry.name}`,
    subsystem: isRadar ? "serial" : "gpio",
    name: entry.name,
    node: "serial" in entry ? entry.serial : `${entry.chip}:${entry.line}`,
    vendorId: "",
    productId: "",
    serial: "",
    port: "",
    facts: {},
  };
}

type Opened = Pick<Device, "capabilities" | "command">;

function openEntry(found: Entry, context: DriverContext): Promise<Opened> {
  switch (found.kind) {
    case "lamp":
      return openLamp(found.entry, context);
    case "relay":
      return openRelay(found.entry, context);
    case "contact":
      return openContact(found.entry, context);
    case "presence":
      return openPresence(found.entry, context);
    case "radar":
      return openRadar(found.entry, context);
  }
}

const inputOf = ({ chip, line, activeLow = false, pull }: Contact): GpioLine => ({
  ...{ chip, line, activeLow, direction: "in" },
  ...(pull === undefined ? {} : { pull }),
});
const outputOf = ({ chip, line, activeLow = false }: Lamp | Relay, safe: boolean): GpioLine => ({
  ...{ chip, line, activeLow, direction: "out", safe },
});
const ignore = () => undefined;

async function openLamp(entry: Lamp, { transports }: DriverContext): Promise<Opened> {
  const port = await transports.gpio(outputOf(entry, false), ignore);
  return {
    capabilities: { indicators: { mute: entry.shows === "muted", offHook: entry.shows === "meeting", ring: false } },
    async command(command) {
      if (command.type !== "show") throw cannot(command.type);
      await port.write(isLit(entry.shows, command.room));
    },
  };
}

function isLit(shows: Lamp["shows"], room: RoomSummary): boolean {
  if (shows === "occupied") return room.occupied;
  return room.meeting === "in" && (shows === "meeting" || !room.microphone);
}

async function openRelay(entry: Relay, { transports, observe }: DriverContext): Promise<Opened> {
  const safe = entry.safe ?? false;
  const port = await transports.gpio(outputOf(entry, safe), ignore);
  return {
    capabilities: { relay: { on: safe } },
    async command(command) {
      if (command.type !== "relay") throw cannot(command.type);
      await port.write(command.on);
      observe({ type: "capabilities", capabilities: { relay: { on: command.on } } });
    },
  };
}

async function openContact(entry: Contact, { transports, observe }: DriverContext): Promise<Opened> {
  const sensor = (on: boolean) => ({ sensor: { kind: "contact", value: Number(on), unit: "" } });
  const port = await transports.gpio(inputOf(entry), (on) =>
    observe({ type: "capabilities", capabilities: sensor(on) }),
  );
  return { capabilities: sensor(await port.read()) };
}

async function openPresence(entry: Presence, { transports, observe, clock }: DriverContext): Promise<Opened> {
  const seen = holdOff(clock, (entry.holdSeconds ?? 60) * 1_000, (occupied) =>
    observe({ type: "capabilities", capabilities: { occupancy: { occupied } } }),
  );
  const port = await transports.gpio(inputOf(entry), seen);
  const first = await port.read();
  seen(first);
  return { capabilities: { occupancy: { occupied: first } } };
}

async function openRadar(entry: Radar, { transports, observe, clock, fail }: DriverContext): Promise<Opened> {
  let rest: Uint8Array = new Uint8Array();
  const seen = holdOff(clock, (entry.holdSeconds ?? 30) * 1_000, (occupied) =>
    observe({ type: "capabilities", capabilities: { occupancy: { occupied } } }),
  );
  const heard = (bytes: Uint8Array) => {
    const cut = radarReports(Uint8Array.of(...rest, ...bytes));
    rest = cut.rest;
    for (const { moving, still } of cut.reports) noted(moving || still);
  };
  let last: boolean | null = null;
  // Ten reports a second: only a change arms the hold-off anew.
  const noted = (isSeen: boolean) => {
    if (isSeen !== last) seen(isSeen);
    last = isSeen;
  };
  await transports.stream({ kind: "serial", path: entry.serial, baudRate: 256_000 }, { heard, lost: fail });
  return { capabilities: { occupancy: { occupied: null } } };
}

const cannot = (what: string) => new RoomkeeperError("intent.impossible", `it cannot do ${what}`);

/** With this `roomkeeper driver check` opens one. */
export const example = {
  settings: { lamps: [{ name: "Door", chip: "/dev/gpiochip0", line: 3, shows: "occupied" }] },
};
