import { expect, test, vi } from "vitest";
import { MeetingError, ProgrammingError, RoomkeeperError } from "../../../src/domain/errors.ts";
import { startPanel } from "./panel-harness.ts";

const json = { "content-type": "application/json" };
const post = (body: unknown, headers: Record<string, string> = json) => ({
  method: "POST",
  headers,
  body: typeof body === "string" ? body : JSON.stringify(body),
});

test("a page that asks for the state gets it whole, and 304 until it changes", async () => {
  const panel = await startPanel();
  const first = await panel.ask("/api/state");
  expect(first.status).toBe(200);
  expect(first.body).toEqual(panel.room.current);
  expect(first.headers["room-state-version"]).toBe("1");
  const known = { "if-none-match": String(first.headers.etag) };
  expect((await panel.ask("/api/state", { headers: known })).status).toBe(304);
  panel.room.change({ volume: { percent: 20 } });
  const second = await panel.ask("/api/state", { headers: known });
  expect([second.status, second.body.volume.percent]).toEqual([200, 20]);
});

test("a wish is taken up once and answered 202 with an id", async () => {
  const panel = await startPanel();
  const answer = await panel.ask("/api/intents", post({ type: "setVolume", percent: 30 }));
  expect(answer.status).toBe(202);
  expect(answer.body.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(panel.room.wishes).toEqual([{ type: "setVolume", percent: 30 }]);
});

test.each([
  ["an unknown field is named", post({ type: "leave", force: true }), 400, "intent.invalid", /force/],
  ["a number out of range", post({ type: "setVolume", percent: 101 }), 400, "intent.invalid", /percent/],
  ["no wish at all", post("null"), 400, "intent.invalid", /type/],
  ["broken JSON", post("{"), 400, "request.invalid", /JSON/],
  ["an empty body", post(""), 400, "request.invalid", /empty/i],
  ["a prototype in the body", post('{"__proto__":{"a":1},"type":"leave"}'), 400, "request.invalid", /JSON/],
  [
    "a form of another site",
    post("a=b", { "content-type": "application/x-www-form-urlencoded" }),
    415,
    "request.type",
    /json/,
  ],
  [
    "text, which a page may send anywhere",
    post('{"type":"leave"}', { "content-type": "text/plain" }),
    415,
    "request.type",
    /json/,
  ],
  ["no type", post('{"type":"leave"}', {}), 415, "request.type", /json/],
  [
    "more than 64 kB",
    post(JSON.stringify({ type: "leave", x: "x".repeat(70_000) })),
    413,
    "request.too-large",
    /64 kB/,
  ],
])("a bad wish is refused with a problem document and does nothing: %s", async (_, request, status, code, detail) => {
  const panel = await startPanel();
  const answer = await panel.ask("/api/intents", request);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(answer.body).toEqual({
    type: "about:blank",
    title: expect.any(String),
    status,
    detail: expect.stringMatching(detail),
    code,
  });
  expect(answer.status).toBe(status);
  expect(panel.room.wishes).toEqual([]);
});

test("an impossible wish is answered 409 with the room's reason", async () => {
  const panel = await startPanel();
  panel.room.wish = () => Promise.reject(new RoomkeeperError("intent.impossible", "There is no meeting to leave."));
  const answer = await panel.ask("/api/intents", post({ type: "leave" }));
  expect([answer.status, answer.body.code, answer.body.detail]).toEqual([
    409,
    "intent.impossible",
    "There is no meeting to leave.",
  ]);
});

test.each([
  ["a stranger's error", new Error("ENOENT /home/room/secret")],
  ["our own mistake", new ProgrammingError("programming", "reading /home/room/secret")],
])("inner errors go to the log, not to the page: %s", async (_, error) => {
  const log = { debug() {}, info() {}, warn() {}, error: vi.fn(), with: () => log };
  const panel = await startPanel({ log });
  panel.room.wish = () => {
    throw error;
  };
  const answer = await panel.ask("/api/intents", post({ type: "leave" }));
  expect(answer.status).toBe(500);
  expect(answer.text).not.toMatch(/secret|at .*\.ts/);
  expect(JSON.stringify(log.error.mock.calls)).toContain("/home/room/secret");
});

test("not ready is 503 with the parts, so that monitoring names the part", async () => {
  const parts = { room: true, deviceHost: false };
  const panel = await startPanel({ readiness: () => ({ ready: false, parts }) });
  const answer = await panel.ask("/readyz");
  expect([answer.status, answer.body]).toEqual([503, { ready: false, parts }]);
  expect((await panel.ask("/healthz")).status).toBe(200);
});

test("metrics come as Prometheus text", async () => {
  const panel = await startPanel();
  const answer = await panel.ask("/metrics");
  expect(answer.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(answer.text).toContain("up 1");
});

test("no running meeting: the display gets a problem with the reason, not a token", async () => {
  const none = () => Promise.reject(new RoomkeeperError("intent.impossible", "The room is in no meeting."));
  const panel = await startPanel({ tickets: { display: none, guest: none } });
  expect(await panel.ask("/api/display-ticket")).toMatchObject({ status: 409, body: { code: "intent.impossible" } });
});

test("a token endpoint that is down is 503 and its secrets stay here", async () => {
  const down = () => Promise.reject(new MeetingError("meeting.token", "https://x.example/?token=abc says no"));
  const panel = await startPanel({ tickets: { display: down, guest: down } });
  const answer = await panel.ask("/api/guest-ticket?name=Bo");
  expect([answer.status, answer.text.includes("abc")]).toEqual([503, false]);
});

test.each([
  ["Bo", "Bo"],
  ["  Ana%20Mar%C3%ADa ", "Ana María"],
  ["a%0Ab%E2%80%AEc", "a b c"],
  ["%F0%9F%91%A9%E2%80%8D%F0%9F%94%A7", "👩‍🔧"],
])("a guest's name is shown as written, without tricks: %s", async (written, shown) => {
  const guest = vi.fn(() => Promise.resolve({ url: "ws://h", token: "t", passphrase: null }));
  const panel = await startPanel({ tickets: { display: guest, guest } });
  expect((await panel.ask(`/api/guest-ticket?name=${written.replaceAll(" ", "%20")}`)).status).toBe(200);
  expect(guest).toHaveBeenCalledExactlyOnceWith(shown);
});

test.each(["", "?name=", "?name=%00", `?name=${"x".repeat(61)}`, "?name=a&name=b", "?name=a&admin=1"])(
  "a guest without a proper name is refused: %s",
  async (query) => {
    const panel = await startPanel();
    expect(await panel.ask(`/api/guest-ticket${query}`)).toMatchObject({
      status: 400,
      body: { code: "request.invalid" },
    });
  },
);

test("with the guest page off, neither page nor ticket is there", async () => {
  const panel = await startPanel({ guest: false });
  for (const path of ["/guest", "/guest/", "/api/guest-ticket?name=Bo"]) {
    expect(await panel.ask(path)).toMatchObject({
      status: 404,
      body: { code: "request.unknown", detail: expect.stringMatching(/panel\.guest/) },
    });
  }
});

test.each([
  ["GET", "/nothing", 404],
  ["GET", "/api/%", 400],
  ["DELETE", "/api/state", 405],
  ["POST", "/api/socket", 405],
  ["OPTIONS", "/api/intents", 405],
  ["GET", "/api/socket", 426],
])("%s %s is a problem document", async (method, path, status) => {
  const panel = await startPanel();
  const answer = await panel.ask(path, { method });
  expect(answer).toMatchObject({ status, body: { status, code: expect.any(String), detail: expect.any(String) } });
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
});
