import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ConfigError, messageOf } from "../domain/errors.ts";
import { systemClock } from "../platform/clock.ts";
import { createLog, type Log } from "../platform/log.ts";
import { type RunningHub, startHub } from "./hub.ts";
import { inviteOwner } from "./people/invite.ts";
import type { HubSettings } from "./settings.ts";
import { checkExport } from "./store/audit.ts";
import { lockFolder } from "./store/lock.ts";
import { openStore } from "./store/open.ts";
import { restoreStore } from "./store/restore.ts";

export interface CommandOutput {
  out(text: string): void;
  err(text: string): void;
}

export interface HubCommandParts {
  version: string;
  /** Folder for database and keys when none is named. */
  folder: string;
  /** The console's built pages. */
  pagesFolder: string;
  /** Resolves when the process is told to end. */
  ended: Promise<void>;
}

const usage = `usage:
  roomkeeper hub [--folder DIR] [--host ADDRESS] [--port PORT] [--name HOSTNAME ...] [--organisation NAME]
                 [--database postgres://...] [--nats nats://...] [--certificate FILE --key FILE]
                 [--private-webhooks] [--json]
  roomkeeper hub backup FILE [--folder DIR]     copies the running hub's database
  roomkeeper hub restore FILE [--folder DIR]    puts a backup in its place; stop the hub first
  roomkeeper hub owner-link [--folder DIR] [--organisation NAME] [--database postgres://...]
                                                one-time link of one more owner, when nobody gets in any more
  roomkeeper hub check-audit FILE               says whether an exported audit log is whole and unaltered
`;

const options = {
  folder: { type: "string" },
  host: { type: "string", default: "0.0.0.0" },
  port: { type: "string", default: "8443" },
  name: { type: "string", multiple: true },
  organisation: { type: "string" },
  database: { type: "string" },
  nats: { type: "string" },
  certificate: { type: "string" },
  key: { type: "string" },
  "private-webhooks": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  json: { type: "boolean", default: false },
} as const;

/**
 * `roomkeeper hub`: the hub until it is told to end, or one of its upkeep commands.
 * @returns the exit code
 * @throws RoomkeeperError with what has to be mended
 */
export async function runHubCommand(args: string[], io: CommandOutput, parts: HubCommandParts): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help) {
    io.out(usage);
    return 0;
  }
  const [what = "run", file, ...rest] = positionals;
  const folder = values.folder ?? parts.folder;
  const takesFile = ["backup", "restore", "check-audit"].includes(what);
  if (rest.length > 0 || takesFile !== (file !== undefined) || !(takesFile || ["run", "owner-link"].includes(what))) {
    throw new ConfigError("config.invalid", `hub: ${positionals.join(" ")} is not understood\n${usage}`);
  }
  if (what === "run") return run(settingsOf(values, folder), values.json, io, parts);
  if (what === "owner-link") return ownerLink(values, folder, io);
  if (what === "check-audit") return checkAudit(file as string, io);
  await (what === "backup"
    ? backup(values.database ?? join(folder, "hub.db"), file as string)
    : restore(folder, file as string));
  io.out(
    what === "backup"
      ? `the backup is in ${file}\n`
      : `restored; the former database is ${join(folder, "hub.db")}.before-restore\n`,
  );
  return 0;
}

async function ownerLink(values: Values, folder: string, io: CommandOutput): Promise<number> {
  const store = await openStore(values.database ?? join(folder, "hub.db"));
  try {
    const secret = await inviteOwner(store, values.organisation ?? null, systemClock.now());
    io.out(`on the hub's own address, works once, for an hour: /welcome#${secret}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

async function checkAudit(file: string, io: CommandOutput): Promise<number> {
  const { entries, firstBroken } = checkExport(await readFile(file, "utf8"));
  io.out(
    firstBroken === null
      ? `${entries} entries, unbroken\n`
      : `${entries} entries; entry ${firstBroken} does not fit the one before it, or was altered\n`,
  );
  return firstBroken === null ? 0 : 1;
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new ConfigError("config.invalid", `hub: ${messageOf(error)}\n${usage}`);
  }
}

type Values = ReturnType<typeof readArguments>["values"];

function settingsOf(values: Values, folder: string): HubSettings {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError("config.invalid", `hub: --port ${values.port} is not a port`);
  const { certificate, key } = values;
  if ((certificate === undefined) !== (key === undefined))
    throw new ConfigError("config.invalid", "hub: --certificate and --key go together");
  return {
    folder,
    host: values.host,
    port,
    names: values.name ?? ["localhost", "127.0.0.1"],
    database: values.database ?? null,
    nats: values.nats ?? null,
    organisation: values.organisation ?? "My organisation",
    privateWebhooks: values["private-webhooks"],
    tls: certificate === undefined || key === undefined ? null : { certificate, key },
  };
}

async function run(settings: HubSettings, json: boolean, io: CommandOutput, parts: HubCommandParts): Promise<number> {
  const log: Log = createLog("info");
  const hub = await startHub(settings, {
    clock: systemClock,
    log,
    version: parts.version,
    pagesFolder: parts.pagesFolder,
  });
  io.out(json ? `${JSON.stringify(told(hub))}\n` : welcome(hub));
  await parts.ended;
  await hub.close();
  return 0;
}

function told(hub: RunningHub) {
  return { url: hub.url, pin: hub.pin, welcomeUrl: welcomeUrl(hub) };
}

/** The secret is in the fragment, which browsers do not send: it is in no log. */
const welcomeUrl = (hub: RunningHub) => (hub.firstLink === null ? null : `${hub.url}/welcome#${hub.firstLink}`);

function welcome(hub: RunningHub): string {
  const link = welcomeUrl(hub);
  const first = link === null ? "" : `  first administrator (works once, for an hour): ${link}\n`;
  return `the hub is at ${hub.url}\n  rooms expect the authority ${hub.pin}\n${first}`;
}

async function backup(database: string, file: string): Promise<void> {
  const store = await openStore(database);
  try {
    await store.backup(file);
  } finally {
    await store.close();
  }
}

async function restore(folder: string, file: string): Promise<void> {
  const unlock = await lockFolder(folder);
  try {
    await restoreStore(file, join(folder, "hub.db"));
  } finally {
    unlock();
  }
}
