import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Dial } from "../../../src/fleet/hub-socket.ts";
import { dialHub } from "../../../src/fleet/hub-socket.ts";
import { startHub } from "../../../src/hub/hub.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { freePort } from "../../simulators/free-port.ts";
import { natsProgram, type RunningNats, startNats } from "../../simulators/nats.ts";
import { postgresPrograms, type RunningPostgres, startPostgres } from "../../simulators/postgres.ts";
import { meeting } from "../../unit/fleet/fake-room.ts";
import { HubKit } from "./hub-kit.ts";

const programs = postgresPrograms();
const able = programs !== null && natsProgram !== null;

describe.skipIf(!able)("two hub processes (skipped without Debian's postgresql and nats-server packages)", () => {
  let postgres: RunningPostgres;
  let nats: RunningNats;
  let streams: string;
  let kit: HubKit;
  let second: Awaited<ReturnType<typeof startHub>>;

  beforeAll(async () => {
    postgres = await startPostgres(programs as string);
    streams = await mkdtemp(join(tmpdir(), "rk-nats-"));
    nats = await startNats(natsProgram as string, { jetStream: streams });
    const times = { heartbeatMs: 1000, blinkMs: 300 };
    kit = await HubKit.start({ times }, { database: await postgres.database(), nats: nats.url });
    await kit.signInFirst();
    second = await startHub(
      { ...kit.settings, port: await freePort() },
      { clock: systemClock, log: silentLog, version: "1.2.3", times },
    );
  });
  afterAll(async () => {
    await second.close();
    await kit.stop();
    await nats.stop();
    await postgres.stop();
    await rm(streams, { recursive: true });
  });

  interface Room {
    connected: boolean;
    status: string;
    hub: string | null;
  }

  test("a room of one hub is seen and moved from the other, and goes on there when its own dies", async () => {
    const { identity, folder } = await kit.enrolRoom("Oak");
    // A load balancer, as far as the room can tell.
    let url = second.url;
    const dial: Dial = (urgency, events) =>
      dialHub({ url, proxy: null, authority: identity.authority }, () => identity)(urgency, events);
    const { member, room } = kit.member(identity, folder, { dial });
    await member.start();
    const seen = await kit.until<Room>(`/rooms/${identity.room}`, (one) => one.connected);
    expect(seen.hub).toBe(second.parts.hub);
    room.set({ meeting: meeting() });
    await kit.until<Room>(`/rooms/${identity.room}`, (one) => one.status === "meeting");
    const asked = await kit.own<{ id: string }>("POST", `/rooms/${identity.room}/actions`, { verb: "leave" });
    await kit.until<{ status: string }>(`/actions/${asked.body.id}`, (action) => action.status === "done");

    url = kit.hub.url;
    await second.close();
    const moved = await kit.until<Room>(
      `/rooms/${identity.room}`,
      (one) => one.connected && one.hub === kit.hub.parts.hub && one.status === "idle",
    );
    expect(moved.status).toBe("idle");
    second = await startHub(
      { ...kit.settings, port: await freePort() },
      { clock: systemClock, log: silentLog, version: "1.2.3" },
    );
    const told = () => second.parts.view.byId(identity.room);
    while (told()?.connected !== true) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told()?.hub).toBe(kit.hub.parts.hub);
    member.stop();
  });

  test("a room that moves to the other hub is not told offline by the one that it left", async () => {
    const { identity, folder } = await kit.enrolRoom("Elm");
    let url = kit.hub.url;
    const dial: Dial = (urgency, events) =>
      dialHub({ url, proxy: null, authority: identity.authority }, () => identity)(urgency, events);
    const { member } = kit.member(identity, folder, { dial });
    await member.start();
    await kit.until<Room>(`/rooms/${identity.room}`, (one) => one.connected);
    url = second.url;
    const offline: boolean[] = [];
    const stop = kit.hub.parts.view.onChange((one) => one.id === identity.room && offline.push(!one.connected));
    member.reconnect();
    await kit.until<Room>(`/rooms/${identity.room}`, (one) => one.hub === second.parts.hub);
    await new Promise((resolve) => kit.hub.parts.clock.after(2500, () => resolve(null)));
    expect(offline).not.toContain(true);
    stop();
    member.stop();
  });

  test("only one of them tells of alerts", async () => {
    const leases = () => kit.hub.parts.store.db.selectFrom("leases").select(["name", "holder"]).execute();
    // One that ended without giving it back holds it for a while.
    const holder = expect.toBeOneOf([kit.hub.parts.hub, second.parts.hub]);
    await expect.poll(leases).toEqual([{ name: "alerts", holder }]);
  });
});
