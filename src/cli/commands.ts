type Command = (args: string[]) => Promise<number>;

interface Entry {
  /** What it does, and how it is called. */
  summary: string;
  /** Explains its many options by itself when called with `--help`. */
  explainsItself?: true;
  load: () => Promise<Command>;
}

/** Every command, loaded only when it is called: `--help` must not load the media stack. */
const commands: Record<string, Entry> = {
  room: {
    summary: "run the room daemon: room --config FILE",
    load: async () => (await import("./room.ts")).runRoomCommand,
  },
  check: {
    summary: "check a settings file without running it: check --config FILE",
    load: async () => (await import("./check.ts")).runCheckCommand,
  },
  hub: {
    summary:
      "manage every room from one place: hub [--folder DIR] [--port PORT] ..., hub backup FILE, hub restore FILE, hub owner-link, hub check-audit FILE",
    explainsItself: true,
    load: async () => (await import("./hub.ts")).runHub,
  },
  calendar: {
    summary: "read the calendars of a settings file and say what is wrong: calendar check --config FILE",
    load: async () => (await import("./calendar.ts")).runCalendar,
  },
  "fleet-simulator": {
    summary:
      "many simulated rooms for a hub: fleet-simulator --hub URL --pin PIN --organisation ID --key-file FILE ...",
    explainsItself: true,
    load: async () => (await import("./fleet-simulator.ts")).runFleetSimulator,
  },
  agenda: {
    summary:
      "what a room would show of calendars: agenda --ics FILE|URL ... --zone ZONE [--from ISO] [--to ISO] [--json]",
    load: async () => (await import("./agenda.ts")).runAgenda,
  },
  recognise: {
    summary: "which meeting a booking leads to: recognise --json [FILE|-]",
    load: async () => (await import("./recognise.ts")).runRecognise,
  },
  devices: {
    summary: "what is plugged and what is missing: devices [--json] [--config FILE] [--record FILE | --replay FILE]",
    load: async () => (await import("./devices.ts")).runDevices,
  },
  driver: {
    summary: "whether a driver of your own keeps the contract: driver check PATH|roomkeeper-driver-NAME",
    load: async () => (await import("./driver.ts")).runDriver,
  },
  hid: {
    summary: "keys and lamps of a HID device: hid describe FILE|/dev/hidrawN [--json]",
    load: async () => (await import("./hid.ts")).runHid,
  },
};

/** Finds the command that the arguments name; unknown ones explain themselves. */
export function parseCommand(argv: string[]): { run: Command; args: string[] } {
  const [name = "--help", ...args] = argv;
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined && isHelp(args[0]) && !entry.explainsItself)
    return { run: () => Promise.resolve(explain(name, entry)), args };
  if (entry !== undefined) return { run: async (rest) => (await entry.load())(rest), args };
  return { run: () => Promise.resolve(usage(isHelp(name) || name === "help" ? null : name)), args };
}

const isHelp = (text: string | undefined) => text === "--help" || text === "-h";

function explain(name: string, { summary }: Entry): number {
  process.stdout.write(`roomkeeper ${name}: ${summary}\n`);
  return 0;
}

function usage(unknown: string | null): number {
  const out = unknown === null ? process.stdout : process.stderr;
  if (unknown !== null) out.write(`roomkeeper: there is no command ${JSON.stringify(unknown)}\n`);
  out.write("usage: roomkeeper COMMAND ...\n");
  for (const [name, { summary }] of Object.entries(commands)) out.write(`  ${name.padEnd(12)} ${summary}\n`);
  return unknown === null ? 0 : 2;
}
