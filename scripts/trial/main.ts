import { messageOf } from "../../src/domain/errors.ts";
import { readArguments, type TrialArguments } from "./arguments.ts";
import { EverythingStarted } from "./everything-started.ts";
import { Ports } from "./ports.ts";
import { startRoom, type TrialRoom } from "./room.ts";
import { type Sfu, startSfu } from "./sfu.ts";

/**
 * Starts a LiveKit server and a room on this computer and stays until it is told to end, or, with --check, until it has
 * tried them out. People read standard error; standard output is for programs.
 */

const everything = await EverythingStarted.begin();
endOnSignals();
try {
  process.exitCode = await trial(readArguments(process.argv.slice(2)));
} catch (error) {
  say(messageOf(error));
  process.exitCode = 1;
}
await everything.end(process.exitCode !== 0);

/** @returns the exit code */
async function trial({ json, check }: TrialArguments): Promise<number> {
  const startedAt = performance.now();
  const ports = new Ports();
  const sfu = await startSfu(everything.folder, ports, everything.process);
  const room = await startRoom({ folder: everything.folder, ports, sfu, onStart: everything.process });
  say(`ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  if (check) {
    const { runCheck } = await import("./check/run.ts");
    return (await runCheck(sfu, room, everything)) ? 0 : 1;
  }
  announce(sfu, room, json);
  const [name, how] = await Promise.race([endOf(sfu.process), endOf(room.process)]);
  if (!everything.ending) say(`${name} ended by itself (${how}); its log is in ${everything.folder}`);
  return 1;
}

async function endOf({ name, ended }: Sfu["process"]): Promise<[string, string]> {
  return [name, await ended];
}

function announce(sfu: Sfu, room: TrialRoom, json: boolean): void {
  const { panelUrl, displayUrl, guestUrl, apiUrl, meeting } = room;
  const { url: livekitUrl, apiKey, apiSecret } = sfu;
  const answer = { panelUrl, displayUrl, guestUrl, apiUrl, livekitUrl, apiKey, apiSecret, meeting };
  if (json) process.stdout.write(`${JSON.stringify(answer)}\n`);
  say("");
  say(`  panel    ${panelUrl.padEnd(34)} tap Join here`);
  say(`  display  ${displayUrl.padEnd(34)} what hangs on the wall`);
  say(`  guest    ${guestUrl.padEnd(34)} the other side: join from another tab`);
  say("");
  say(`Logs in ${everything.folder}. Ctrl-C ends everything.`);
}

function endOnSignals(): void {
  // A terminal that is gone must not keep the rest from ending.
  process.stderr.on("error", () => {});
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.on(signal, () => {
      say("\nstopping");
      everything.end().then(() => process.exit(code));
    });
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
