import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { connect as tlsConnect } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renewCertificate } from "../../../src/fleet/enrolment.ts";
import { connectToHub, fetchAuthority, secureContextFor } from "../../../src/fleet/hub-address.ts";
import { dialHub } from "../../../src/fleet/hub-socket.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { meeting } from "../../unit/fleet/fake-room.ts";
import { HubKit } from "./hub-kit.ts";

let kit: HubKit;
beforeAll(async () => {
  kit = await HubKit.start({ times: { heartbeatMs: 1000, blinkMs: 300, resumeMs: 60_000 } });
  await kit.signInFirst();
});
afterAll(() => kit.stop());

interface Room {
  id: string;
  connected: boolean;
  status: string;
  summary: { meeting: { title: string } | null } | null;
  reportedStatus: string;
}
interface Action {
  id: string;
  status: string;
  detail: string;
}

const online = (id: string) => kit.until<Room>(`/rooms/${id}`, (room) => room.connected);

test("a room shows a code, is claimed, connects, and its state is seen live", async () => {
  const { identity, folder } = await kit.enrolRoom("Oak");
  const { member, room } = kit.member(identity, folder);
  await member.start();
  await online(identity.room);
  room.set({ meeting: meeting() });
  const seen = await kit.until<Room>(`/rooms/${identity.room}`, (one) => one.status === "meeting");
  expect(seen.summary?.meeting?.title).toBe("Design");
  member.stop();
  expect((await kit.until<Room>(`/rooms/${identity.room}`, (one) => !one.connected)).status).toBe("offline");
});

test("an action is done in the room and its real outcome comes back, audited at both ends", async () => {
  const { identity, folder } = await kit.enrolRoom("Elm");
  const { member, room } = kit.member(identity, folder);
  room.set({ meeting: meeting() });
  await member.start();
  await online(identity.room);
  const ask = async (verb: string, args = {}) => {
    const { body } = await kit.own<{ id: string }>("POST", `/rooms/${identity.room}/actions`, {
      verb,
      arguments: args,
    });
    return kit.until<Action>(`/actions/${body.id}`, (action) => !["waiting", "sent"].includes(action.status));
  };
  expect((await ask("leave")).status).toBe("done");
  expect(room.current.meeting).toBeNull();
  room.refuse.add("setVolume");
  expect(await ask("setVolume", { percent: 10 })).toMatchObject({ status: "refused", detail: "not now" });
  expect(await ask("reboot")).toMatchObject({ status: "refused", detail: "this room cannot reboot" });
  const audit = await kit.own<{ what: string; actor: string }[]>("GET", "/audit");
  expect(audit.body.filter((entry) => entry.what === "action.ended").map((entry) => entry.actor)).toEqual(
    Array(3).fill(`room:${identity.room}`),
  );
  expect((await kit.own<{ firstBroken: number | null }>("GET", "/audit/check")).body.firstBroken).toBeNull();
});

test("an action for a room that is away is done once when it comes back, also through a hub restart", async () => {
  const { identity, folder } = await kit.enrolRoom("Fir");
  const { member, room } = kit.member(identity, folder);
  const { body } = await kit.own<{ id: string }>("POST", `/rooms/${identity.room}/actions`, {
    verb: "setVolume",
    arguments: { percent: 33 },
  });
  await kit.restart();
  await member.start();
  await kit.until<Action>(`/actions/${body.id}`, (action) => action.status === "done");
  member.reconnect();
  await kit.restart();
  await online(identity.room);
  expect(room.wishes.filter((wish) => wish.type === "setVolume")).toEqual([{ type: "setVolume", percent: 33 }]);
});

test("a broken connection is resumed; nothing is sent anew that was acknowledged", async () => {
  const { identity, folder } = await kit.enrolRoom("Ash");
  const onlines: boolean[] = [];
  const { member, room } = kit.member(identity, folder, { onOnline: (now) => onlines.push(now) });
  await member.start();
  await online(identity.room);
  member.event("door.opened", "Ash", "a");
  await kit.until<unknown[]>(`/rooms/${identity.room}/events`, (events) => events.length === 1);
  member.reconnect();
  member.event("door.opened", "Ash", "b");
  room.set({ meeting: meeting() });
  await kit.until<unknown[]>(`/rooms/${identity.room}/events`, (events) => events.length === 2);
  await kit.until<Room>(`/rooms/${identity.room}`, (one) => one.status === "meeting");
  expect(onlines).toEqual([true, false, true]);
  const connected = () => [...kit.hub.parts.view.everything()].filter((one) => one.connected).length;
  await expect.poll(() => kit.hub.counts().sessions - connected()).toBe(0);
});

test("a revoked room is cut off at once and does not get in again", async () => {
  const { identity, folder } = await kit.enrolRoom("Yew");
  const { member } = kit.member(identity, folder);
  await member.start();
  await online(identity.room);
  await kit.own("POST", `/rooms/${identity.room}/revoke`, { reason: "stolen" });
  await kit.until<Room>(`/rooms/${identity.room}`, (room) => !room.connected);
  const dial = dialHub({ ...kit.address, authority: identity.authority }, () => identity);
  await expect(dial("idle", { onText() {}, onClose() {} })).rejects.toThrow(/403/);
  await expect(renewCertificate({ ...kit.address, authority: identity.authority }, identity, folder)).rejects.toThrow(
    /^the room's certificate was revoked$/,
  );
});

test("a room that comes back resumes its TLS session, also after the hub restarted, and is still known by its certificate", async () => {
  const { identity } = await kit.enrolRoom("Again");
  const context = secureContextFor({ ...kit.address, authority: identity.authority }, identity);
  const address = { ...kit.address, authority: identity.authority };
  const first = await connectToHub(address, context);
  const session = await new Promise<Buffer>((resolve) => first.once("session", resolve));
  first.destroy();
  await kit.restart();
  const again = await connectToHub(address, context, false, session);
  expect(again.isSessionReused()).toBe(true);
  again.destroy();
  const dial = dialHub(address, () => identity);
  const events = { onText() {}, onClose() {} };
  for (let times = 0; times < 2; times++) {
    const socket = await dial("idle", events);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.close();
  }
  await kit.own("POST", `/rooms/${identity.room}/revoke`, { reason: "stolen" });
  await expect(dial("idle", events)).rejects.toThrow(/403/);
});

test("a revocation of which a hub process was not told cuts the room off within a minute all the same", async () => {
  const clock = new FakeClock(Date.now());
  const own = await HubKit.start({ clock, times: { heartbeatMs: 600_000 } });
  let over = false;
  const time = (async () => {
    while (!over) {
      await clock.advance(100);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  try {
    await own.signInFirst();
    const { identity, folder } = await own.enrolRoom("Quiet");
    const { member } = own.member(identity, folder);
    await member.start();
    await own.until<Room>(`/rooms/${identity.room}`, (room) => room.connected);
    let cutAt = Number.NaN;
    own.hub.parts.view.onChange(({ id, connected }) => {
      if (id === identity.room && !connected) cutAt = clock.now();
    });
    const revoked = { revoked_at: clock.now(), revoked_for: "by another hub process" };
    await own.hub.parts.store.db.updateTable("certificates").set(revoked).where("room", "=", identity.room).execute();
    await own.until<Room>(`/rooms/${identity.room}`, (room) => !room.connected);
    expect(cutAt - revoked.revoked_at).toBeLessThan(60_000);
    member.stop();
  } finally {
    over = true;
    await time;
    await own.stop();
  }
});

test("two computers with one room key are noticed, both named, and the first goes on", async () => {
  const { identity, folder } = await kit.enrolRoom("Bay");
  const first = kit.member(identity, folder, { machine: "machine-original" });
  await first.member.start();
  await online(identity.room);
  const second = kit.member(identity, folder, { machine: "machine-copy" });
  await second.member.start();
  const events = await kit.until<{ what: string; detail: string }[]>(
    `/rooms/${identity.room}/events`,
    (all) => all.length > 0,
  );
  expect(events[0]).toMatchObject({ what: "room.clone" });
  expect(events[0]?.detail).toMatch(/computer machine-orig at 127.0.0.1 and computer machine-copy at 127.0.0.1/);
  await expect.poll(() => [first.member.online, second.member.online]).toEqual([true, false]);
  second.member.stop();
});

test("a certificate is renewed, and both the new and the old one work until the old one ends", async () => {
  const { identity, folder } = await kit.enrolRoom("Box");
  const renewed = await renewCertificate({ ...kit.address, authority: identity.authority }, identity, folder);
  expect(renewed.certificate).not.toBe(identity.certificate);
  expect((await folder.read())?.certificate).toBe(renewed.certificate);
  for (const one of [renewed, identity]) {
    const { member } = kit.member(one, folder);
    await member.start();
    await online(identity.room);
    member.stop();
    await kit.until<Room>(`/rooms/${identity.room}`, (room) => !room.connected);
  }
});

test("without a certificate, or with one of another hub, there is no way to the rooms' door", async () => {
  const other = await HubKit.start();
  try {
    await other.signInFirst();
    const foreign = await other.enrolRoom("Foreign");
    const authority = kit.hub.parts.authority.certificate;
    const door = (credentials: { certificate: string; key: string }) =>
      dialHub({ ...kit.address, authority }, () => credentials)("idle", { onText() {}, onClose() {} });
    await expect(door(foreign.identity)).rejects.toThrow(/403/);
    const bare = await connectToHub({ ...kit.address, authority }, null);
    bare.write(
      "GET /room-link HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    const answer = await new Promise<string>((resolve) =>
      bare.once("data", (data: Buffer) => resolve(data.toString())),
    );
    expect(answer).toMatch(/^HTTP\/1.1 403/);
    bare.destroy();
  } finally {
    await other.stop();
  }
});

test("older TLS is refused", async () => {
  const { port } = new URL(kit.hub.url);
  const old = tlsConnect({ host: "127.0.0.1", port: Number(port), maxVersion: "TLSv1.2", rejectUnauthorized: false });
  const error = await new Promise<Error>((resolve) => old.once("error", resolve));
  expect(error.message).toMatch(/protocol version/);
});

test("a hub that is not the expected one is not trusted with the first contact", async () => {
  await expect(fetchAuthority(kit.address, `sha256:${"0".repeat(64)}`)).rejects.toThrow(/not the expected hub/);
});

/** A corporate proxy: CONNECT only, with a password. */
function startProxy(): Promise<{ server: Server; url: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on("connect", (request, socket, head) => {
    if (request.headers["proxy-authorization"] !== `Basic ${Buffer.from("ann:p@ss").toString("base64")}`) {
      return socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    }
    tunnels.push(request.url as string);
    const [host, port] = (request.url as string).split(":");
    const upstream = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ server, url: `http://ann:p%40ss@127.0.0.1:${(server.address() as { port: number }).port}`, tunnels });
    });
  });
}

test("a room behind a corporate proxy is claimed and connects through it", async () => {
  const proxy = await startProxy();
  const address = { ...kit.address, proxy: proxy.url };
  const { identity, folder } = await kit.enrolRoom("Behind", address);
  const { member } = kit.member(identity, folder, {}, address);
  await member.start();
  await online(identity.room);
  expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(kit.hub.url).host]));
  member.stop();
  const wrong = { ...address, proxy: proxy.url.replace("ann", "eve") };
  await expect(connectToHub(wrong, null)).rejects.toThrow(/proxy 127.0.0.1:\d+ answered 407/);
  proxy.server.closeAllConnections();
  proxy.server.close();
});
