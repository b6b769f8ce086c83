import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { freemem, loadavg, release, totalmem, uptime } from "node:os";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { DeviceError } from "../domain/errors.ts";
import { withoutNames } from "../domain/without-names.ts";
import { redact } from "../platform/redact.ts";
import type { HubRequest } from "./hub-address.ts";
import type { HostActions, RoomPort } from "./room-port.ts";

export interface DiagnosticSources {
  room: RoomPort;
  software: string;
  /** The newest lines of the daemon's log, oldest first. */
  recentLog: () => readonly string[];
  /** More for the bundle, by name: whatever is plain data. */
  more?: (() => Promise<Record<string, unknown>>) | undefined;
  /** Asks the hub, as this room. */
  ask: (request: HubRequest) => Promise<unknown>;
}

const mostLines = 5_000;
/** Multiple of three: base64 without padding in between. */
const partBytes = 720_000;
const mostParts = 12;
const compress = promisify(gzip);

/**
 * The actions `diagnostics` and `logs`: what there is goes to the hub as one JSON document, compressed, in parts; secrets and
 * names of people are cut out here, before it leaves the room.
 */
export function diagnosticActions(sources: DiagnosticSources): HostActions {
  const { ask } = sources;
  return {
    diagnostics: async (_wanted, signal, action) => send(ask, action, await bundleOf(sources), signal),
    logs: (wanted, signal, action) => {
      const lines = typeof wanted.lines === "number" ? wanted.lines : 1000;
      return send(ask, action, { log: logOf(sources, lines) }, signal);
    },
  };
}

async function bundleOf(sources: DiagnosticSources): Promise<Record<string, unknown>> {
  const { room, software, more } = sources;
  const computer = {
    ...{ kernel: release(), node: process.version, uptimeSeconds: Math.round(uptime()), load: loadavg() },
    memory: { totalBytes: totalmem(), freeBytes: freemem(), daemonBytes: process.memoryUsage.rss() },
    system: await readFile("/etc/os-release", "utf8").catch(() => ""),
  };
  return {
    ...{ made: new Date().toISOString(), software, computer, state: withoutNames(room.state()) },
    ...(more === undefined ? {} : { more: await more() }),
    log: logOf(sources, mostLines),
  };
}

function logOf({ recentLog }: DiagnosticSources, lines: number): readonly string[] {
  const wanted = Math.max(1, Math.min(mostLines, Math.floor(lines)));
  return recentLog().slice(-wanted);
}

async function send(
  ask: DiagnosticSources["ask"],
  action: string,
  document: Record<string, unknown>,
  signal: AbortSignal,
): Promise<string> {
  const bytes = await compress(JSON.stringify(withoutSecrets(document)));
  const of = Math.ceil(bytes.length / partBytes);
  if (of > mostParts) throw new DeviceError("hub.invalid", `the bundle is too large: ${bytes.length} bytes`);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  for (let number = 0; number < of; number++) {
    signal.throwIfAborted();
    const data = bytes.subarray(number * partBytes, (number + 1) * partBytes).toString("base64");
    const path = `/api/room/bundles/${encodeURIComponent(action)}/parts/${number}`;
    await ask({ method: "PUT", path, body: { of, sha256, data } });
  }
  return `sent ${bytes.length} bytes, sha256 ${sha256}`;
}

const secretName =
  /secret|password|passwd|token|credential|apikey|api_key|privatekey|private_key|cookie|authorization/i;

/** A copy in which fields that are named like secrets, and texts that look like them, are cut out. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return redact(value, 20_000);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const hidden = secretName.test(name) && inner !== null && typeof inner !== "boolean";
      return [name, hidden ? "[secret]" : withoutSecrets(inner)];
    }),
  );
}
