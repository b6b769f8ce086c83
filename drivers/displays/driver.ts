import type { Descriptor } from "../../src/domain/device.ts";
import type { DeviceCommand } from "../../src/domain/device-command.ts";
import { DeviceError, RoomkeeperError } from "../../src/domain/errors.ts";
import {
  type Claim,
  type Device,
  type DriverContext,
  defineDriver,
  type StreamPort,
} from "../../src/driver-contract/index.ts";
import { addressOf, type DisplayEntry, type DisplaySettings, DisplaySettingsSchema, languageOf } from "./addresses.ts";
import { openCecDisplay } from "./cec-display.ts";
import { DisplayLine, withHint } from "./display-line.ts";
import { pjlinkGreeting } from "./protocols/pjlink.ts";

/** Displays and projectors: power and input, by serial line, network or CEC. Which there are, the settings say. */
export const displays = defineDriver({
  manifest: {
    id: "displays",
    title: "Displays and projectors",
    rules: [
      { subsystem: "serial", title: "Samsung MDC, LG, NEC, Sharp or Sony display at a serial port" },
      { subsystem: "network", title: "Display or projector in the network (PJLink and others)" },
      { subsystem: "cec", title: "Display on HDMI-CEC" },
    ],
    settings: DisplaySettingsSchema,
  },
  announce: ({ displays: entries = [], cec = [] }) => [...entries.map(announced), ...cec.map(announcedCec)],
  match(descriptor, settings) {
    if (descriptor.subsystem === "cec" && settings.cec?.includes(descriptor.node))
      return { score: 80, why: "the settings name it", title: "Display (CEC)", identity: descriptor.node };
    const entry = entryOf(descriptor, settings);
    if (entry === undefined) return null;
    return { score: 80, why: `the settings name it (${entry.protocol})`, title: entry.name, identity: entry.name };
  },
  async open(claim, context) {
    const entry = entryOf(claim.descriptor, claim.settings);
    return entry === undefined ? await openCecDisplay(claim, context) : await openDisplay(claim, context, entry);
  },
});

const entryOf = ({ key }: Descriptor, { displays: entries = [] }: DisplaySettings) =>
  entries.find((entry) => announced(entry).key === key);

function announced(entry: DisplayEntry): Descriptor {
  const { name, serial, host } = entry;
  const subsystem = serial === undefined ? "network" : "serial";
  return { ...blank, key: `${subsystem}/display ${name}`, subsystem, name, node: serial ?? host ?? "" };
}

const announcedCec = (node: string): Descriptor => ({ ...blank, key: node, subsystem: "cec", name: node, node });

const blank = { vendorId: "", productId: "", serial: "", port: "", facts: {} };

async function openDisplay({ deviceId }: Claim, context: DriverContext, entry: DisplayEntry): Promise<Device> {
  const address = addressOf(entry);
  if (address === null)
    throw new DeviceError(
      "device.settings",
      `displays: ${entry.name} needs serial, or host (and a language spoken there)`,
    );
  const protocol = languageOf(entry);
  const greeting = new Greeting(entry.protocol === "pjlink");
  let line: DisplayLine | null = null;
  const hear = (bytes: Uint8Array) => (line === null ? greeting.heard(bytes) : line.heard(bytes));
  let port: StreamPort;
  let prefix: Uint8Array;
  try {
    port = await context.transports.stream(address, { heard: hear, lost: context.fail });
    prefix = await greeting.prefix(context, entry);
  } catch (error) {
    throw withHint(error, protocol);
  }
  const tell = () => {
    if (line !== null) context.observe({ type: "capabilities", capabilities: { display: line.capability } });
  };
  line = new DisplayLine({ protocol, port, context, prefix, changed: tell });
  return deviceOf(deviceId, line, entry.input);
}

/** What a PJLink projector says first; others say nothing. */
class Greeting {
  readonly #isSpoken: boolean;
  #bytes = new Uint8Array();
  #wake = () => {};

  constructor(isSpoken: boolean) {
    this.#isSpoken = isSpoken;
  }

  heard(bytes: Uint8Array) {
    this.#bytes = Uint8Array.of(...this.#bytes, ...bytes);
    this.#wake();
  }

  async prefix({ signal, transports }: DriverContext, { passwordFile }: DisplayEntry): Promise<Uint8Array> {
    if (!this.#isSpoken) return new Uint8Array();
    let greeting = pjlinkGreeting(this.#bytes);
    while (greeting === null) {
      await new Promise<void>((resolve, reject) => {
        this.#wake = resolve;
        signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      });
      greeting = pjlinkGreeting(this.#bytes);
    }
    if (greeting.type === "open") return new Uint8Array();
    if (greeting.type === "refused") throw new DeviceError("device.protocol", greeting.why);
    if (passwordFile === undefined) throw new DeviceError("device.protocol", "it wants a password: set passwordFile");
    return greeting.prefix(await transports.secret(passwordFile));
  }
}

function deviceOf(id: string, line: DisplayLine, input: string | undefined): Device {
  return {
    id,
    capabilities: { display: line.capability },
    configure: () => Promise.resolve(),
    command(command: DeviceCommand) {
      if (command.type === "displayPower")
        line.want({ power: command.on, ...(command.on && input !== undefined ? { input } : {}) });
      else if (command.type === "displayInput") line.want({ input: command.input });
      else return Promise.reject(new RoomkeeperError("intent.impossible", `a display cannot do ${command.type}`));
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

/** With this `roomkeeper driver check` opens one. */
export const example = { settings: { displays: [{ name: "Wall", protocol: "samsung-mdc", host: "wall.example" }] } };
