import { messageOf } from "../../src/domain/errors.ts";
import { readArguments, type TrialArguments } from "./arguments.ts";
import { EverythingStarted } from "./everything-started.ts";
import { claimRoom, giveServer, startHub, startSimulatedRooms, type TrialHub } from "./hub.ts";
import { Ports } from "./ports.ts";
import { startRoom, type TrialRoom } from "./room.ts";
import { type Sfu, startSfu } from "./sfu.ts";

/**
 * Starts a LiveKit server and a room on this computer and stays until it is told to end, or, with --check, until it has
 * tried them out; with --hub also a hub that manages the room. People read standard error; standard output is for programs.
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
async function trial({ json, check, hub: withHub }: TrialArguments): Promise<number> {
  const startedAt = performance.now();
  const { folder, process: onStart } = everything;
  const ports = new Ports();
  const [sfu, hub] = await Promise.all([
    startSfu(folder, ports, onStart),
    withHub ? startHub({ folder, ports, onStart }) : null,
  ]);
  const room = await startRoom({ folder, ports, sfu, onStart, ...(hub && { hub: { url: hub.url, pin: hub.pin } }) });
  if (hub !== null) await fillHub(hub, sfu, room);
  say(`ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  if (check) {
    const { runCheck } = await import("./check/run.ts");
    return (await runCheck(sfu, room, everything)) ? 0 : 1;
  }
  announce(sfu, room, hub, json);
  const all = [sfu.process, room.process, ...(hub === null ? [] : [hub.process])];
  const [name, how] = await Promise.race(all.map(endOf));
  if (!everything.ending) say(`${name} ended by itself (${how}); its log is in ${everything.folder}`);
  return 1;
}

async function fillHub(hub: TrialHub, sfu: Sfu, room: TrialRoom): Promise<void> {
  await giveServer(hub, sfu);
  await Promise.all([claimRoom(hub, room), startSimulatedRooms(hub, everything.process)]);
}

async function endOf({ name, ended }: Sfu["process"]): Promise<[string, string]> {
  return [name, await ended];
}

function announce(sfu: Sfu, room: TrialRoom, hub: TrialHub | null, json: boolean): void {
  const { panelUrl, displayUrl, guestUrl, apiUrl, meeting } = room;
  const { url: livekitUrl, apiKey, apiSecret } = sfu;
  const answer = {
    panelUrl,
    displayUrl,
    guestUrl,
    apiUrl,
    livekitUrl,
    apiKey,
    apiSecret,
    meeting,
    ...addressesOf(hub),
  };
  if (json) process.stdout.write(`${JSON.stringify(answer)}\n`);
  say("");
  say(`  panel    ${panelUrl.padEnd(34)} tap Join here`);
  say(`  display  ${displayUrl.padEnd(34)} what hangs on the wall`);
  say(`  guest    ${guestUrl.padEnd(34)} the other side: join from another tab`);
  if (hub !== null) {
    say(`  console  ${hub.url.padEnd(34)} where IT manages rooms`);
    say(`  sign in  ${hub.signInUrl}`);
    say("           (works once, for an hour; the browser does not know the hub's own certificate: let it pass)");
  }
  say("");
  say(`Logs in ${everything.folder}. Ctrl-C ends everything.`);
}

function addressesOf(hub: TrialHub | null) {
  return hub === null ? {} : { hubUrl: hub.url, consoleUrl: `${hub.url}/`, signInUrl: hub.signInUrl };
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
