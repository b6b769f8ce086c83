import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { FleetMember } from "../../../src/fleet/fleet-member.ts";
import { fetchAuthority } from "../../../src/fleet/hub-address.ts";
import { MemoryJournal } from "../../../src/fleet/keyed-journal.ts";
import type { RunningHub } from "../../../src/hub/hub.ts";
import type { UpBody } from "../../../src/protocol/hub/bodies.ts";
import { freePort } from "../../simulators/free-port.ts";
import { HubKit } from "./hub-kit.ts";

const cli = new URL("../../../src/cli.ts", import.meta.url).pathname;
let child: ChildProcess | null = null;
const folders: string[] = [];
afterEach(async () => {
  await killed();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), name));
  folders.push(folder);
  return folder;
}

interface Told {
  url: string;
  pin: string;
  welcomeUrl: string | null;
}

/** A hub as a process of its own. */
function start(folder: string, port: string): Promise<Told> {
  const where = ["--folder", folder, "--host", "127.0.0.1", "--name", "127.0.0.1", "--port", port];
  const hub = spawn(process.execPath, [cli, "hub", "--json", ...where], { stdio: ["ignore", "pipe", "ignore"] });
  child = hub;
  return new Promise((resolve, reject) => {
    hub.once("exit", () => reject(new Error("the hub did not start")));
    hub.stdout.once("data", (line: Buffer) => {
      hub.removeAllListeners("exit");
      resolve(JSON.parse(line.toString()) as Told);
    });
  });
}

async function killed(): Promise<void> {
  const hub = child;
  if (hub === null || hub.exitCode !== null || hub.signalCode !== null) return;
  const gone = new Promise((resolve) => hub.once("exit", resolve));
  hub.kill("SIGKILL");
  await gone;
}

/** A kit for a hub that runs elsewhere. */
async function kitFor(told: Told): Promise<HubKit> {
  const kit = new HubKit();
  kit.folder = await temporaryFolder("rk-killed-");
  const certificate = await fetchAuthority({ url: told.url, proxy: null, authority: null }, told.pin);
  const firstLink = new URL(told.welcomeUrl as string).hash.slice(1);
  const known = { url: told.url, pin: told.pin, firstLink, parts: { authority: { certificate } } };
  kit.hub = known as unknown as RunningHub;
  await kit.signInFirst();
  return kit;
}

/** What the hub answers once it is not asked too much: the people of this test have just been very busy. */
const patiently = <T>(kit: HubKit, path: string) => kit.until<T>(path, () => true);

/** Tells what the hub has confirmed as stored. */
class Watched extends MemoryJournal<UpBody> {
  readonly confirmed: string[] = [];
  override delete(key: string): Promise<void> {
    this.confirmed.push(key);
    return super.delete(key);
  }
}

test("a hub killed at any moment has lost nothing that it had acknowledged, to rooms or to people, and did nothing twice", async () => {
  const folder = await temporaryFolder("rk-killed-hub-");
  const told = await start(folder, String(await freePort()));
  const kit = await kitFor(told);
  const rooms: { id: string; member: FleetMember; outbox: Watched; done: string[] }[] = [];
  for (const name of ["Oak", "Elm", "Ash"]) {
    const { identity, folder: own } = await kit.enrolRoom(name);
    const outbox = new Watched();
    const journals = { outbox, actions: new MemoryJournal<never>(), target: new MemoryJournal<never>() };
    const done: string[] = [];
    const testCall = (_: unknown, __: unknown, action: string) => {
      done.push(action);
      return Promise.resolve("heard");
    };
    const { member } = kit.member(identity, own, { journals, host: { testCall } });
    await member.start();
    rooms.push({ id: identity.room, member, outbox, done });
  }
  const answered: string[] = [];
  const asked: string[] = [];
  let busy = true;
  let sent = 0;
  let turns = 0;
  // People and rooms go on all the while; what the hub does not answer they take as not done.
  const people = (async () => {
    for (let n = 0; busy; n++) {
      while (busy && turns <= 0) await new Promise((resolve) => setTimeout(resolve, 5));
      turns -= 1;
      const added = await kit
        .own<{ rooms: string[] }>("POST", "/rooms", { rooms: [{ name: `N${n}` }] })
        .catch(() => null);
      if (added?.status === 200) answered.push(added.body.rooms[0] as string);
      const room = rooms[n % rooms.length]?.id;
      const action = await kit
        .own<{ id: string }>("POST", `/rooms/${room}/actions`, { verb: "testCall", expiresInSeconds: 86_400 })
        .catch(() => null);
      if (action?.status === 200) asked.push(action.body.id);
      for (const { member } of rooms) member.event(`e${sent++}`, "", "");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  for (let times = 0; times < 5; times++) {
    // What happens in one life of the hub; a slow computer would have more to tell than one answer shows.
    turns = 60;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 700));
    await killed();
    await start(folder, new URL(told.url).port);
  }
  busy = false;
  await people;
  const settled = () => rooms.every(({ outbox }) => outbox.entries().length === 0);
  while (!settled()) await new Promise((resolve) => setTimeout(resolve, 50));
  // One after the other: the front door turns away what comes all at once.
  for (const id of asked) await kit.until<{ status: string }>(`/actions/${id}`, ({ status }) => status === "done");
  let events = 0;
  for (const { id, outbox, done } of rooms) {
    const stored = await patiently<{ id: string; what: string }[]>(kit, `/rooms/${id}/events?limit=1000`);
    const own = stored.filter(({ what }) => /^e\d+$/.test(what)).map((event) => event.id);
    const confirmed = outbox.confirmed.filter((key) => !key.startsWith("outcome-"));
    expect(new Set(own)).toEqual(new Set(confirmed));
    expect(own.length).toBe(confirmed.length);
    expect(new Set(done).size).toBe(done.length);
    events += own.length;
  }
  expect(events).toBe(sent);
  expect(new Set(rooms.flatMap(({ done }) => done)).isSupersetOf(new Set(asked))).toBe(true);
  for (const id of answered) expect((await patiently<{ id?: string }>(kit, `/rooms/${id}`)).id).toBe(id);
  expect(answered.length).toBeGreaterThan(0);
  expect((await patiently<{ firstBroken: unknown }>(kit, "/audit/check")).firstBroken).toBeNull();
  for (const { member } of rooms) member.stop();
}, 400_000);
