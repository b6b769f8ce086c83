import { once } from "node:events";
import { expect, test } from "vitest";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import { startPanel } from "./panel-harness.ts";

test("a page that opens gets the state at once, with the daemon's clock", async () => {
  const panel = await startPanel();
  const client = panel.open();
  expect(await client.state(1)).toEqual({
    type: "state",
    version: 1,
    now: "2026-03-02T09:00:00.000Z",
    state: panel.room.current,
  });
});

test("a hundred changes in a moment come as one, the newest", async () => {
  const panel = await startPanel();
  const client = panel.open();
  await client.state(1);
  for (let change = 0; change < 100; change++) panel.room.change();
  await panel.clock.advance(50);
  await client.state(101);
  expect(client.versions).toEqual([1, 101]);
});

test("steady changes come at most 20 times a second, and the last one always comes", async () => {
  const panel = await startPanel();
  const client = panel.open();
  await client.state(1);
  for (let change = 0; change < 200; change++) {
    panel.room.change();
    await panel.clock.advance(5);
  }
  await panel.clock.advance(50);
  await client.state(201);
  expect(client.versions.length).toBeLessThanOrEqual(22);
});

test("a page that does not read piles up nothing, and then gets the newest", async () => {
  const panel = await startPanel();
  const slow = panel.open();
  const quick = panel.open();
  await Promise.all([slow.state(1), quick.state(1)]);
  slow.raw.pause();
  const title = "x".repeat(1_000_000);
  for (let change = 0; change < 60; change++) {
    panel.room.change({ lastMeeting: { title, reason: "left", code: null, detail: "", at: "" } });
    await panel.clock.advance(50);
    await quick.state(panel.room.version);
  }
  slow.raw.resume();
  await slow.state(61);
  expect(quick.versions).toHaveLength(61);
  // What the kernel's buffers hold, and no more.
  expect(slow.versions.length).toBeLessThan(30);
});

test("each wish is answered under its id, a refusal with the reason", async () => {
  const panel = await startPanel();
  const client = panel.open();
  await client.state(1);
  client.wish("a", { type: "setVolume", percent: 10 });
  expect(await client.answer("a")).toEqual({ type: "accepted", id: "a" });
  panel.answering(() => {
    throw new RoomkeeperError("intent.impossible", "There is no meeting to leave.");
  });
  client.wish("b", { type: "leave" });
  const problem = { status: 409, code: "intent.impossible", detail: "There is no meeting to leave." };
  expect(await client.answer("b")).toMatchObject({ type: "refused", problem });
  client.wish("c", { type: "setVolume", percent: "loud" });
  expect(await client.answer("c")).toMatchObject({
    problem: { status: 400, code: "intent.invalid", detail: expect.stringMatching(/percent/) },
  });
  expect(panel.room.wishes).toEqual([{ type: "setVolume", percent: 10 }]);
});

test("a wish that is sent again does nothing twice, and gets the same answer, also while the first one waits", async () => {
  const panel = await startPanel();
  const client = panel.open();
  await client.state(1);
  let calls = 0;
  let accept = () => {};
  panel.answering(() => {
    calls++;
    return new Promise((resolve) => (accept = resolve));
  });
  client.wish("a", { type: "meetNow" });
  client.wish("a", { type: "meetNow" });
  client.wish("bad", {});
  await client.answer("bad");
  accept();
  await client.answer("a");
  client.wish("a", { type: "meetNow" });
  client.wish("bad", {});
  await expect
    .poll(() => client.received.filter((m) => m.type !== "state").map((m) => m.id))
    .toEqual(["bad", "a", "a", "a", "bad"]);
  expect(calls).toBe(1);
});

test("the same id on another page's socket is another wish", async () => {
  const panel = await startPanel();
  for (const client of [panel.open(), panel.open()]) {
    await client.state(1);
    client.wish("1", { type: "leave" });
    await client.answer("1");
  }
  expect(panel.room.wishes).toHaveLength(2);
});

test.each([
  ["not JSON", "{", "", /JSON/],
  ["null", "null", "", /message/],
  ["no id", '{"type":"intent","intent":{"type":"leave"}}', "", /id/],
  ["an unknown field", '{"type":"intent","id":"7","intent":{"type":"leave"},"force":true}', "7", /force/],
  ["an unknown type", '{"type":"state","id":"7"}', "7", /type|intent/],
  ["an endless id", `{"type":"intent","id":"${"7".repeat(101)}","intent":{"type":"leave"}}`, "", /id/],
])("a malformed message is refused and the socket goes on: %s", async (_, text, id, detail) => {
  const panel = await startPanel();
  const client = panel.open();
  await client.state(1);
  client.raw.send(text);
  expect(await client.answer(id)).toMatchObject({
    type: "refused",
    problem: { status: 400, code: "request.invalid", detail: expect.stringMatching(detail) },
  });
  client.wish("after", { type: "leave" });
  expect(await client.answer("after")).toMatchObject({ type: "accepted" });
  expect(panel.room.wishes).toHaveLength(1);
});

test("a message larger than 64 kB closes the socket with 1009", async () => {
  const panel = await startPanel();
  const client = panel.open();
  await client.state(1);
  client.wish("a", { type: "join", link: "x".repeat(70_000) });
  expect(await client.closed).toMatchObject({ code: 1009 });
  expect(panel.room.wishes).toEqual([]);
});

test("a binary message closes the socket with 1003", async () => {
  const panel = await startPanel();
  const client = panel.open();
  await client.state(1);
  client.raw.send(Buffer.from('{"type":"intent","id":"1","intent":{"type":"leave"}}'));
  client.wish("2", { type: "leave" });
  expect(await client.closed).toMatchObject({ code: 1003, reason: "JSON texts only" });
  expect(panel.room.wishes).toEqual([]);
});

test("too many wishes are refused, and taken again after a pause", async () => {
  const panel = await startPanel();
  const client = panel.open();
  await client.state(1);
  for (let wish = 1; wish <= 50; wish++) client.wish(String(wish), { type: "setVolume", percent: wish });
  expect(await client.answer("50")).toMatchObject({ problem: { status: 429, code: "request.too-many" } });
  expect(panel.room.wishes).toHaveLength(40);
  await panel.clock.advance(1000);
  client.wish("later", { type: "leave" });
  expect(await client.answer("later")).toMatchObject({ type: "accepted" });
});

test("a flood of messages closes the socket with 1008, a flood of pings ends it", async () => {
  const panel = await startPanel();
  const [messages, pings] = [panel.open(), panel.open()];
  await Promise.all([messages.state(1), pings.state(1)]);
  for (let message = 0; message < 500; message++) {
    messages.wish(String(message), { type: "leave" });
    pings.raw.ping();
  }
  expect(await messages.closed).toEqual({ code: 1008, reason: "at most 20 messages a second" });
  expect(await pings.closed).toMatchObject({ code: 1006 });
  expect(panel.room.wishes).toHaveLength(40);
});

test("wishes that hang do not pile up", async () => {
  const panel = await startPanel();
  const client = panel.open();
  await client.state(1);
  let calls = 0;
  panel.answering(() => {
    calls++;
    return new Promise(() => {});
  });
  for (let wish = 1; wish <= 65; wish++) {
    client.wish(String(wish), { type: "leave" });
    await expect.poll(() => calls, { interval: 1 }).toBe(Math.min(wish, 64));
    await panel.clock.advance(50);
  }
  expect(await client.answer("65")).toMatchObject({ problem: { code: "request.too-many" } });
  expect(calls).toBe(64);
});

test("a page whose line is dead is dropped; one that lives gets the state again and stays", async () => {
  const panel = await startPanel();
  const living = panel.open();
  const dead = panel.open();
  await Promise.all([living.state(1), dead.state(1)]);
  dead.raw.pause();
  await panel.clock.advance(15_000);
  await expect.poll(() => living.versions).toEqual([1, 1]);
  // The answer to the wish comes after the pong was read.
  living.wish("1", { type: "leave" });
  await living.answer("1");
  await panel.clock.advance(15_000);
  dead.raw.resume();
  expect(await dead.closed).toMatchObject({ code: 1006 });
  await expect.poll(() => living.versions).toEqual([1, 1, 1]);
});

test("a page beyond the limit is refused until another one goes", async () => {
  const panel = await startPanel();
  const clients = Array.from({ length: 64 }, () => panel.open());
  await Promise.all(clients.map((client) => client.state(1)));
  expect(await panel.open().closed).toMatchObject({ code: -429 });
  clients[0]!.raw.close();
  await clients[0]!.closed;
  await panel.open().state(1);
});

test("when the daemon stops, pages hear it, timers and listeners go, and a page that hangs does not hold it", async () => {
  const panel = await startPanel();
  const polite = panel.open();
  const hanging = panel.open();
  await Promise.all([polite.state(1), hanging.state(1)]);
  hanging.raw.pause();
  const closing = panel.close();
  expect(await polite.closed).toEqual({ code: 1001, reason: "the daemon stops" });
  await closing;
  expect([panel.room.listeners, panel.clock.pendingTimers]).toEqual([0, 0]);
  await panel.close();
  const [error] = await once(panel.open().raw, "error");
  expect(error).toMatchObject({ code: "ECONNREFUSED" });
});
