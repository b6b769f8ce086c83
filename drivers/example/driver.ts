import type { Claim, Device, Driver, DriverContext } from "../../src/driver-contract/index.ts";

/**
 * An example, complete: a traffic light at a serial port that takes `R`, `G` or `-` and a line end, and answers each with `ok`.
 * It shows whether the room is free. Copy the folder and change it; only types are imported, so that it runs anywhere.
 */
interface LightSettings {
  /** The serial port; without it there is no light. */
  readonly serial?: string;
  readonly baudRate?: number;
}

export const driver: Driver<LightSettings> = {
  manifest: {
    id: "example",
    title: "Traffic light (example)",
    rules: [{ subsystem: "serial", title: "Traffic light at a serial port" }],
    // JSON Schema. `{}` must be allowed, what is not named must not.
    settings: {
      type: "object",
      additionalProperties: false,
      properties: {
        serial: { type: "string", pattern: "^/dev/" },
        baudRate: { type: "integer", minimum: 300, maximum: 1_000_000 },
      },
    },
  },

  // The kernel cannot tell what hangs at a serial port: the settings do. USB devices need no `announce`.
  announce({ serial }) {
    if (serial === undefined) return [];
    const blank = { vendorId: "", productId: "", serial: "", port: "", facts: {} };
    return [{ ...blank, key: `serial/light ${serial}`, subsystem: "serial", name: "Traffic light", node: serial }];
  },

  // Pure: looks, and opens nothing.
  match({ key, node }, { serial }) {
    if (serial === undefined || key !== `serial/light ${serial}`) return null;
    return { score: 80, why: "the settings name its port", identity: node };
  },

  // Opens one. Whatever fails here is thrown, with a code; when to try again is the host's business.
  async open(claim, context) {
    const light = new TrafficLight(claim, context);
    await light.connect();
    return light;
  },
};

class TrafficLight implements Device {
  readonly id: string;
  readonly capabilities = { indicators: { mute: false, offHook: true, ring: false } };
  readonly #claim: Claim<LightSettings>;
  readonly #context: DriverContext;
  #send: (text: string) => Promise<void> = () => Promise.resolve();

  constructor(claim: Claim<LightSettings>, context: DriverContext) {
    this.id = claim.deviceId;
    this.#claim = claim;
    this.#context = context;
  }

  async connect() {
    const { descriptor, settings } = this.#claim;
    const address = { kind: "serial", path: descriptor.node, baudRate: settings.baudRate ?? 9_600 } as const;
    // A line that breaks ends the device; the host opens it again.
    const port = await this.#context.transports.stream(address, { heard: () => {}, lost: this.#context.fail });
    this.#send = (text) => port.send(new TextEncoder().encode(`${text}\n`));
  }

  configure() {
    return Promise.resolve();
  }

  async command(command: Parameters<NonNullable<Device["command"]>>[0]) {
    // Confirmed states only: the light never shows a wish.
    if (command.type === "show") await this.#send(command.room.occupied ? "R" : "G");
  }

  async close() {
    const send = this.#send;
    // Closing twice is allowed, and the line may be gone.
    this.#send = () => Promise.resolve();
    await send("-").catch(() => {});
  }
}

/** With this `roomkeeper driver check` opens one. */
export const example = { settings: { serial: "/dev/ttyUSB0" } };
