import Type from "typebox";
import type { Descriptor } from "../../src/domain/device.ts";
import type { RoomSummary } from "../../src/domain/device-command.ts";
import { RoomkeeperError } from "../../src/domain/errors.ts";
import {
  type Caller,
  type Device,
  type DriverContext,
  defineDriver,
  type StreamPort,
} from "../../src/driver-contract/index.ts";
import { helpLines, panelLines, readPanelLine, statusLines } from "./language.ts";
import { matchTouchScreen, openTouchScreen } from "./touch-screen.ts";

const strict = { additionalProperties: false } as const;
const PanelShape = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, description: "What people call this panel." }),
    serial: Type.Optional(Type.String({ pattern: "^/dev/", description: "Serial port of one panel." })),
    baudRate: Type.Optional(Type.Integer({ minimum: 300, maximum: 1_000_000, description: "9600 when left out." })),
    listen: Type.Optional(
      Type.Object(
        {
          port: Type.Integer({ minimum: 1, maximum: 65_535 }),
          host: Type.Optional(Type.String({ description: "Address to listen on; 127.0.0.1 when left out." })),
        },
        { ...strict, description: "TCP port for control systems. Whoever reaches it steers the room: no password." },
      ),
    ),
  },
  strict,
);
const PanelSettingsSchema = Type.Object({ panels: Type.Optional(Type.Array(PanelShape, { maxItems: 4 })) }, strict);
type PanelEntry = Type.Static<typeof PanelShape>;

/** Panels of control systems (Crestron, AMX, Extron, own programs) that speak lines of text. */
export const touchPanel = defineDriver({
  manifest: {
    id: "touch-panel",
    title: "Panels of control systems, and touch screens",
    rules: [
      { subsystem: "serial", title: "Control system at a serial port" },
      { subsystem: "network", title: "Control system in the network" },
      { subsystem: "hidraw", title: "Touch screen of the room computer" },
    ],
    settings: PanelSettingsSchema,
  },
  announce: ({ panels = [] }) => panels.map(announced),
  match(descriptor, { panels = [] }) {
    if (descriptor.subsystem === "hidraw") return matchTouchScreen(descriptor);
    const entry = panels.find((one) => announced(one).key === descriptor.key);
    return entry === undefined
      ? null
      : { score: 80, why: "the settings name it", title: entry.name, identity: entry.name };
  },
  async open({ descriptor, settings, deviceId }, context) {
    if (descriptor.subsystem === "hidraw") return await openTouchScreen(descriptor, deviceId, context);
    const entry = settings.panels?.find((one) => announced(one).key === descriptor.key) as PanelEntry;
    const panel = new Panel(deviceId, context);
    await panel.connect(entry);
    return panel;
  },
});

function announced({ name, serial, listen }: PanelEntry): Descriptor {
  const subsystem = serial === undefined ? "network" : "serial";
  const blank = { vendorId: "", productId: "", serial: "", port: "", facts: {} };
  return { ...blank, key: `${subsystem}/panel ${name}`, subsystem, name, node: serial ?? `port ${listen?.port ?? ""}` };
}

class Panel implements Device {
  readonly id: string;
  readonly capabilities = { indicators: { mute: true, offHook: true, ring: false } };
  readonly #context: DriverContext;
  readonly #ports = new Set<StreamPort>();
  #shown: readonly string[] = [];

  constructor(id: string, context: DriverContext) {
    this.id = id;
    this.#context = context;
  }

  async connect({ name, serial, baudRate = 9_600, listen }: PanelEntry) {
    const { transports, fail } = this.#context;
    if (serial !== undefined) {
      const early: { port: StreamPort | null } = { port: null };
      const hear = this.#reader(() => early.port);
      early.port = await transports.stream({ kind: "serial", path: serial, baudRate }, { heard: hear, lost: fail });
      this.#ports.add(early.port);
    } else if (listen !== undefined) {
      const { port, host = "127.0.0.1" } = listen;
      await transports.listen({ host, port }, (caller) => this.#welcome(caller));
    } else throw new RoomkeeperError("device.settings", `touch-panel: ${name} needs serial or listen`);
  }

  configure() {
    return Promise.resolve();
  }

  /** Tells what changed, a line a fact. */
  async command(command: Parameters<NonNullable<Device["command"]>>[0]) {
    if (command.type !== "show") throw new RoomkeeperError("intent.impossible", `a panel cannot do ${command.type}`);
    const lines = linesOf(command.room);
    const news = lines.filter((line) => !this.#shown.includes(line));
    this.#shown = lines;
    await Promise.all([...this.#ports].map((port) => this.#tell(port, news)));
  }

  close() {
    this.#ports.clear();
    return Promise.resolve();
  }

  #welcome(caller: StreamPort): Caller {
    this.#ports.add(caller);
    void this.#tell(caller, this.#shown);
    return { heard: this.#reader(() => caller), left: () => void this.#ports.delete(caller) };
  }

  #reader(port: () => StreamPort | null): (bytes: Uint8Array) => void {
    let rest = "";
    return (bytes) => {
      const cut = panelLines(rest + Buffer.from(bytes).toString("latin1"));
      rest = cut.rest;
      for (const line of cut.lines) void this.#tell(port(), this.#answer(line));
    };
  }

  #answer(text: string): readonly string[] {
    const line = readPanelLine(text);
    if (line.type === "status") return this.#shown;
    if (line.type === "help") return helpLines;
    if (line.type === "unknown") return [`ERROR ${line.why}`];
    this.#context.observe({ type: "event", event: line.event });
    return ["OK"];
  }

  /** A caller that is just hanging up is none of the room's troubles; a serial line tells its end by itself. */
  async #tell(port: StreamPort | null, lines: readonly string[]) {
    if (port === null || lines.length === 0) return;
    const text = lines.map((line) => `${line}\r\n`).join("");
    await port.send(Buffer.from(text, "utf8")).catch(() => void this.#ports.delete(port));
  }
}

const linesOf = (room: RoomSummary) => statusLines(room);

/** With this `roomkeeper driver check` opens one. */
export const example = { settings: { panels: [{ name: "Panel", listen: { port: 4_999 } }] } };
