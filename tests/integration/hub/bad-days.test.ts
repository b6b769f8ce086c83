import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dialHub } from "../../../src/fleet/hub-socket.ts";
import { prepareRooms } from "../../../src/fleet/simulator/prepared-rooms.ts";
import { FleetSimulator } from "../../../src/fleet/simulator/simulator.ts";
import { signatureOf } from "../../../src/hub/alerts/channels.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { HubKit } from "./hub-kit.ts";

let kit: HubKit;
beforeAll(async () => {
  kit = await HubKit.start({ times: { heartbeatMs: 1000, blinkMs: 300 } });
  await kit.signInFirst();
});
afterAll(() => kit.stop());

interface Room {
  connected: boolean;
}

/** An open link of an enrolled room, without the room's own machines: a test says what it likes. */
async function rawLink(name: string) {
  const { identity } = await kit.enrolRoom(name);
  const heard: string[] = [];
  const closed = Promise.withResolvers<string>();
  const dial = dialHub({ ...kit.address, authority: identity.authority }, () => identity);
  const socket = await dial("idle", { onText: (text) => heard.push(text), onClose: closed.resolve });
  const hello = (change: object = {}) => ({
    ...{
      type: "hello",
      protocol: { min: 1, max: 1 },
      software: "1",
      session: null,
      received: 0,
      boot: "b",
      connection: 1,
      machine: "m",
    },
    ...{ urgency: "idle", target: 0, ...change },
  });
  const until = async (fits: (all: string[]) => boolean) => {
    while (!fits(heard)) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return {
    identity,
    socket,
    heard,
    closed: closed.promise,
    hello,
    until,
    send: (message: unknown) => socket.send(JSON.stringify(message)),
  };
}

const data = (seq: number, body: object) => ({ type: "data", seq, ack: 0, body });

test.each<[string, (link: Awaited<ReturnType<typeof rawLink>>) => void]>([
  ["no JSON", ({ socket }) => socket.send("{")],
  ["data before hello", ({ send }) => send(data(1, { kind: "log" }))],
  ["hello twice", ({ send, hello }) => [hello(), hello()].forEach(send)],
  ["an oversized message", ({ socket }) => socket.send("x".repeat(300_000))],
  ["a flood", ({ send, hello }) => [hello(), ...Array<object>(600).fill({ type: "ack", ack: 0 })].forEach(send)],
  [
    "a body of a wrong shape",
    (link) => {
      link.send(link.hello());
      void link.until((all) => all.length > 0).then(() => link.send(data(1, { kind: "outcome", id: 7 })));
    },
  ],
  ["only a future protocol", ({ send, hello }) => send(hello({ protocol: { min: 99, max: 100 } }))],
])("a room that sends %s is cut off, and the hub goes on with the others", async (_, misbehave) => {
  const good = await rawLink("Good");
  good.send(good.hello());
  await good.until((all) => all.some((text) => text.includes("welcome")));
  const bad = await rawLink("Bad");
  misbehave(bad);
  expect(await bad.closed).toMatch(/^\d+/);
  good.send(data(1, { kind: "snapshot", version: 1, state: { faults: [] } }));
  await good.until((all) => all.some((text) => text.includes('"ack":1')));
  good.socket.close();
});

test("a future version's unknown message is acknowledged, and a known one after it is taken", async () => {
  const link = await rawLink("Future");
  link.send(link.hello({ protocol: { min: 1, max: 7 }, colour: "new" }));
  await link.until((all) => all.some((text) => text.includes('"protocol":1')));
  link.send(data(1, { kind: "hologram", depth: 3 }));
  link.send(data(2, { kind: "event", id: "e1", at: 1, what: "x", subject: "", detail: "" }));
  await link.until((all) => all.some((text) => text.includes('"ack":2')));
  link.socket.close();
});

test("an outcome for another room's action changes nothing, also from an enrolled room", async () => {
  const victim = await kit.enrolRoom("Victim");
  const asked = await kit.own<{ id: string }>("POST", `/rooms/${victim.identity.room}/actions`, { verb: "leave" });
  const link = await rawLink("Liar");
  link.send(link.hello());
  await link.until((all) => all.length > 0);
  link.send(data(1, { kind: "outcome", id: "o1", action: asked.body.id, end: "done", detail: "lie", at: 1 }));
  await link.until((all) => all.some((text) => text.includes('"ack":1')));
  expect((await kit.own<{ status: string }>("GET", `/actions/${asked.body.id}`)).body.status).toBe("waiting");
  link.socket.close();
});

test("the same event sent again in another session is stored once", async () => {
  const link = await rawLink("Twice");
  link.send(link.hello());
  await link.until((all) => all.length > 0);
  for (const seq of [1, 2])
    link.send(data(seq, { kind: "event", id: "same", at: 1, what: "x", subject: "", detail: "" }));
  await link.until((all) => all.some((text) => text.includes('"ack":2')));
  expect((await kit.own<unknown[]>("GET", `/rooms/${link.identity.room}/events`)).body.length).toBe(1);
  link.socket.close();
});

test("a fleet with flapping, slow and malicious rooms in it: the normal ones stay online", async () => {
  const key = await kit.own<{ secret: string }>("POST", "/keys", { name: "simulator", scopes: ["trust:write"] });
  const address = { ...kit.address, authority: kit.hub.parts.authority.certificate };
  const identities = await prepareRooms({
    address,
    organisation: kit.organisation,
    apiKey: key.body.secret,
    count: 24,
    roomOf: (index) => ({ name: `Simulated ${index}` }),
  });
  const simulator = new FleetSimulator({
    address,
    clock: systemClock,
    log: silentLog,
    software: "1",
    changeSeconds: 1,
  });
  const behaviours = ["flapping", "slow", "malicious", "malicious"] as const;
  for (const [index, identity] of identities.entries()) simulator.add(identity, index, behaviours[index]);
  simulator.start(200);
  const normal = identities.slice(4).map(({ room }) => room);
  const online = () => normal.filter((room) => kit.hub.parts.view.byId(room)?.connected).length;
  while (online() < normal.length) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(online()).toBe(normal.length);
  simulator.stop();
});

test("an alert reaches a webhook, signed so that the receiver can check it", async () => {
  const received = Promise.withResolvers<{ body: string; signature: string }>();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      // Alerts of rooms that other tests had are told here, too.
      if (body.includes("fault camera.missing")) {
        received.resolve({ body, signature: request.headers["x-roomkeeper-signature"] as string });
      }
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/hook`;
  const channel = await kit.own<{ secret: string }>("POST", "/channels", { kind: "webhook", name: "desk", url });
  await kit.own("POST", "/alert-rules", { name: "any fault", looksFor: "fault", severity: "warning", forSeconds: 0 });
  const link = await rawLink("Faulty <script>alert(1)</script>");
  link.send(link.hello());
  await link.until((all) => all.length > 0);
  const fault = { code: "camera.missing", severity: "warning", subject: "", since: "" };
  link.send(data(1, { kind: "snapshot", version: 1, state: { faults: [fault] } }));
  const alive = setInterval(() => link.send({ type: "ack", ack: 0 }), 500);
  const { body, signature } = await received.promise;
  clearInterval(alive);
  const [, seconds, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  expect(hex).toBe(signatureOf(channel.body.secret, Number(seconds), body));
  expect(JSON.parse(body)).toMatchObject({ kind: "opened", cause: "fault camera.missing" });
  const alerts = await kit.own<{ cause: string; closedAt: number | null }[]>("GET", "/alerts");
  expect(alerts.body.find((alert) => alert.cause === "fault camera.missing")?.closedAt).toBeNull();
  link.socket.close();
  server.close();
});

test("a silent room is known to be offline in time", async () => {
  const link = await rawLink("Silent");
  link.send(link.hello());
  const path = `/rooms/${link.identity.room}`;
  await kit.until<Room>(path, (room) => room.connected);
  expect(await link.closed).toMatch(/^\d+/);
  await kit.until<Room>(path, (room) => !room.connected);
});
