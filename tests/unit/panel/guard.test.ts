import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hostAllowed, hostRules, sameOrigin } from "../../../src/panel/host-guard.ts";
import { SocketClient, startPanel } from "./panel-harness.ts";

const wish = { method: "POST", body: '{"type":"leave"}' };
const json = { "content-type": "application/json" };

test.each(["/api/state", "/panel", "/metrics", "/healthz", "/assets/panel-abc123.js", "/nothing"])(
  "a foreign name that leads here (DNS rebinding) gets nothing: %s",
  async (path) => {
    const panel = await startPanel();
    for (const host of [`evil.example:${panel.port}`, "evil.example", "localhost", `127.0.0.1:${panel.port + 1}`]) {
      const answer = await panel.ask(path, { headers: { host } });
      expect(answer).toMatchObject({ status: 421, body: { code: "request.host" } });
    }
  },
);

test.each([
  ["no Host at all, as HTTP/1.0 allows", "GET /api/state HTTP/1.0\r\n\r\n", 421],
  ["an empty Host", "GET /api/state HTTP/1.1\r\nHost:\r\n\r\n", 421],
  ["a foreign name in the request line", "GET http://evil.example/api/state HTTP/1.1\r\nHost: OWN\r\n\r\n", 421],
  ["two Hosts", "GET /api/state HTTP/1.1\r\nHost: evil.example\r\nHost: OWN\r\n\r\n", 421],
  [
    "another protocol by upgrade is answered plainly",
    "GET /healthz HTTP/1.1\r\nHost: OWN\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n",
    200,
  ],
])("raw requests: %s", async (_, text, status) => {
  const panel = await startPanel();
  const socket = connect(panel.port, "127.0.0.1");
  socket.write(text.replace("OWN", panel.own));
  const [first] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  expect(String(first)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test.each(["/panel", "/api/state", "/nothing"])("a socket at %s is refused, not opened and closed", async (path) => {
  const panel = await startPanel();
  const client = new SocketClient(`ws://${panel.own}${path}`, {});
  expect(await client.closed).toMatchObject({ code: -400 });
});

test("own names work: loopback, and what the settings name", async () => {
  const panel = await startPanel({ allowedHosts: ["Room.example", "other.example:8443"] });
  const port = panel.port;
  const names = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`];
  for (const host of [...names, "room.example", `room.example:${port}`, "other.example:8443"]) {
    expect((await panel.ask("/api/state", { headers: { host } })).status, host).toBe(200);
  }
});

test("a page of another origin can wish nothing, even one of this computer", async () => {
  const panel = await startPanel();
  const { port } = panel;
  for (const origin of [
    "http://evil.example",
    `http://localhost:${port + 1}`,
    `http://127.0.0.1:${port + 1}`,
    "null",
    "file://",
  ]) {
    const headers = { ...json, origin, host: `localhost:${port}` };
    expect(await panel.ask("/api/intents", { ...wish, headers })).toMatchObject({
      status: 403,
      body: { code: "request.origin" },
    });
    expect((await panel.ask("/api/guest-ticket?name=x", { headers })).status).toBe(403);
    expect(await panel.open({ origin }).closed).toMatchObject({ code: -403 });
  }
  const disguised = await panel.ask("/%61pi/guest-ticket?name=x", { headers: { origin: "http://evil.example" } });
  expect(disguised.status).toBe(403);
  for (const site of ["cross-site", "same-site"]) {
    const headers = { ...json, "sec-fetch-site": site };
    expect((await panel.ask("/api/intents", { ...wish, headers })).status).toBe(403);
  }
  expect(panel.room.wishes).toEqual([]);
});

test("the room's own page may wish, by HTTP and by socket", async () => {
  const panel = await startPanel();
  const headers = { ...json, origin: `http://${panel.own}`, "sec-fetch-site": "same-origin" };
  expect((await panel.ask("/api/intents", { ...wish, headers })).status).toBe(202);
  const client = panel.open({ origin: `http://${panel.own}` });
  await client.state(1);
  client.wish("1", { type: "leave" });
  expect(await client.answer("1")).toEqual({ type: "accepted", id: "1" });
});

test("a link from another site may open the panel", async () => {
  const panel = await startPanel();
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  expect((await panel.ask("/panel", { headers })).status).toBe(200);
});

test("a socket under a foreign name is refused before it opens", async () => {
  const panel = await startPanel();
  const headers = { host: `evil.example:${panel.port}`, origin: `http://evil.example:${panel.port}` };
  expect(await panel.open(headers).closed).toMatchObject({ code: -421 });
});

test("on all addresses, the address that the request came to is its own name", () => {
  const rules = hostRules("0.0.0.0", 8080, []);
  expect(hostAllowed("192.0.2.7:8080", rules, "192.0.2.7")).toBe(true);
  expect(hostAllowed("192.0.2.7:8080", rules, "::ffff:192.0.2.7")).toBe(true);
  expect(hostAllowed("[2001:db8::7]:8080", rules, "2001:db8::7")).toBe(true);
  expect(hostAllowed("192.0.2.8:8080", rules, "192.0.2.7")).toBe(false);
  expect(hostAllowed("0.0.0.0:8080", rules, "127.0.0.1")).toBe(false);
});

test("no header that is not exactly an own name passes", () => {
  const rules = hostRules("127.0.0.1", 8080, ["room.example:8443"]);
  const own = ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "room.example:8443"];
  fc.assert(
    fc.property(
      fc.constantFrom(...own),
      fc.constantFrom("", ".evil.example", "@evil.example", ":80", " ", "/", "#", "%", "\t", "0"),
      fc.constantFrom("", "evil.", "x@", " ", "a"),
      (name, after, before) => {
        fc.pre(before + after !== "");
        return !hostAllowed(`${before}${name}${after}`, rules, "127.0.0.1");
      },
    ),
  );
});

test.each([
  ["http://room.example", "room.example", true],
  ["https://room.example", "room.example", true],
  ["http://ROOM.example", "room.EXAMPLE", true],
  ["http://[::1]:8080", "[::1]:8080", true],
  ["http://room.example:81", "room.example", false],
  ["http://room.example.evil", "room.example", false],
  ["http://evil@room.example.x", "room.example", false],
  ["ftp://room.example", "room.example", false],
  ["null", "room.example", false],
  ["", "room.example", false],
])("origin %j for host %j is own: %s", (origin, host, own) => {
  expect(sameOrigin({ origin, host })).toBe(own);
});
