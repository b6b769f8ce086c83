import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ConfigError, messageOf } from "../../domain/errors.ts";
import { systemClock } from "../../platform/clock.ts";
import { createLog } from "../../platform/log.ts";
import { fetchAuthority } from "../hub-address.ts";
import { describedRooms } from "./described-rooms.ts";
import { prepareRooms } from "./prepared-rooms.ts";
import { type Behaviour, behaviours, FleetSimulator } from "./simulator.ts";

export interface SimulatorCommandParts {
  version: string;
  out: (text: string) => void;
  /** Resolves when the process is told to end. */
  ended: Promise<void>;
}

const usage =
  "usage: roomkeeper fleet-simulator --hub URL --pin sha256:... --organisation ID --key-file FILE [--rooms N] [--flapping N] [--slow N] [--malicious N] [--away N] [--change-seconds S]";

const options = {
  hub: { type: "string" },
  pin: { type: "string" },
  organisation: { type: "string" },
  "key-file": { type: "string" },
  rooms: { type: "string", default: "20" },
  flapping: { type: "string", default: "0" },
  slow: { type: "string", default: "0" },
  malicious: { type: "string", default: "0" },
  away: { type: "string", default: "0" },
  "change-seconds": { type: "string", default: "30" },
} as const;

const tellMs = 5_000;

/**
 * `roomkeeper fleet-simulator`: rooms with the real link code in one process, until it is told to end. The key is an API key with
 * trust:write, and rooms:read and rooms:write if there should be sites.
 * @throws ConfigError with how it is called
 */
export async function runFleetSimulatorCommand(args: string[], parts: SimulatorCommandParts): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    parts.out(`${usage}\n`);
    return 0;
  }
  const given = read(args);
  const apiKey = (await readFile(given.keyFile, "utf8")).trim();
  const open = { url: given.hub, proxy: null, authority: null };
  const address = { ...open, authority: await fetchAuthority(open, given.pin) };
  const { organisation, behaviourOf, rooms: count } = given;
  const access = { address, organisation, apiKey };
  const roomOf = await describedRooms(access, (why) => parts.out(`the rooms have no sites: ${why}\n`));
  const identities = await prepareRooms({ ...access, count, roomOf });
  const setUp = {
    address,
    clock: systemClock,
    log: createLog("warn"),
    software: parts.version,
    changeSeconds: given.changeSeconds,
  };
  const simulator = new FleetSimulator(setUp);
  for (const [index, identity] of identities.entries()) simulator.add(identity, index, behaviourOf(index));
  simulator.start(Math.min(30_000, count * 5));
  const stop = systemClock.every(tellMs, () => parts.out(`${simulator.online} of ${count} rooms online\n`));
  await parts.ended;
  stop();
  simulator.stop();
  return 0;
}

function read(args: string[]) {
  try {
    const { values } = parseArgs({ args, options });
    const { hub, pin, organisation } = values;
    const keyFile = values["key-file"];
    if (hub === undefined || pin === undefined || organisation === undefined || keyFile === undefined)
      throw new ConfigError("config.invalid", "an option is missing");
    const number = (name: keyof typeof values) => {
      const count = Number(values[name]);
      if (!Number.isInteger(count) || count < 0 || count > 100_000)
        throw new ConfigError("config.invalid", `--${name} ${values[name]} is not a number of rooms or seconds`);
      return count;
    };
    const odd = behaviours
      .filter((one) => one !== "normal")
      .flatMap((one): Behaviour[] => Array<Behaviour>(number(one)).fill(one));
    const behaviourOf = (index: number): Behaviour => odd[index] ?? "normal";
    return {
      hub,
      pin,
      organisation,
      keyFile,
      behaviourOf,
      rooms: number("rooms"),
      changeSeconds: Math.max(1, number("change-seconds")),
    };
  } catch (error) {
    throw new ConfigError("config.invalid", `fleet-simulator: ${messageOf(error)}\n${usage}`);
  }
}
