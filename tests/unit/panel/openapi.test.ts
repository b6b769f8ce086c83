import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { expect, test } from "vitest";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import type { PanelOptions } from "../../../src/panel/ports.ts";
import { type Answered, startPanel } from "./panel-harness.ts";

type Panel = Awaited<ReturnType<typeof startPanel>>;

const impossible = () => Promise.reject(new RoomkeeperError("intent.impossible", "no meeting"));
const refuses = () => {
  throw new RoomkeeperError("meeting.unknown", "no meeting");
};
const unreachable = () => Promise.reject(new RoomkeeperError("meeting.unreachable", "no server"));
const tickets = (answer: () => Promise<never>): Partial<PanelOptions> => ({
  tickets: { display: answer, guest: answer },
});
const wish = (body: string, type = "application/json") => ({ method: "POST", headers: { "content-type": type }, body });
const noReports = {
  write: () => Promise.resolve({ id: "R-ABCD", at: "" }),
  list: () => Promise.resolve([]),
  read: () => Promise.reject(new RoomkeeperError("request.unknown", "There is no such report.")),
};
const leave = '{"type":"leave"}';

const busy = () => {
  throw new RoomkeeperError("intent.impossible", "busy");
};
const look = { look: () => ({ microphone: 0, speaker: 0, picture: null }), playTone() {}, picture: null };
const lookWays: Record<string, [Partial<PanelOptions>, (panel: Panel) => Promise<Answered>]> = {
  "POST /api/check 200": [{}, (p) => p.ask("/api/check", wish('{"picture":true}'))],
  "POST /api/check 400": [{}, (p) => p.ask("/api/check", wish("{}"))],
  "POST /api/check 409": [{ look: { ...look, look: busy } }, (p) => p.ask("/api/check", wish('{"picture":false}'))],
  "POST /api/check 413": [{}, (p) => p.ask("/api/check", wish(" ".repeat(65_537)))],
  "POST /api/check 415": [{}, (p) => p.ask("/api/check", wish("{}", "text/plain"))],
  "GET /api/check/picture 200": [{}, (p) => p.ask("/api/check/picture")],
  "GET /api/check/picture 404": [{ look }, (p) => p.ask("/api/check/picture")],
  "POST /api/check/tone 202": [{}, (p) => p.ask("/api/check/tone", { method: "POST" })],
  "POST /api/check/tone 409": [
    { look: { ...look, playTone: busy } },
    (p) => p.ask("/api/check/tone", { method: "POST" }),
  ],
  "POST /api/reports 201": [{}, (p) => p.ask("/api/reports", wish('{"about":"sound"}'))],
  "POST /api/reports 400": [{}, (p) => p.ask("/api/reports", wish('{"about":"coffee"}'))],
  "POST /api/reports 413": [{}, (p) => p.ask("/api/reports", wish(" ".repeat(65_537)))],
  "POST /api/reports 415": [{}, (p) => p.ask("/api/reports", wish("{}", "text/plain"))],
  "GET /api/reports 200": [{}, (p) => p.ask("/api/reports")],
  "GET /api/reports/{id} 200": [{}, (p) => p.ask("/api/reports/R-ABCD")],
  "GET /api/reports/{id} 404": [{ reports: noReports }, (p) => p.ask("/api/reports/R-ABCD")],
};

const given = {
  code: () => ({ code: "ABCD", expiresAt: "" }),
  send: () => Promise.resolve(),
  meeting: () => Promise.resolve("/x"),
};
const phone = given;
const codeUsed = () => Promise.reject(new RoomkeeperError("phone.code", "used"));
const tooMany = () => Promise.reject(new RoomkeeperError("request.too-many", "later"));
const phoneWays: Record<string, [Partial<PanelOptions>, (panel: Panel) => Promise<Answered>]> = {
  "GET /api/phone-code 200": [{ phone, host: "0.0.0.0", allowedHosts: ["oak"] }, (p) => p.ask("/api/phone-code")],
  "GET /api/phone-code 404": [{}, (p) => p.ask("/api/phone-code")],
  ...phoneWaysOf("POST /api/phone/link", '{"code":"ABCD","link":"x"}', 202),
  ...phoneWaysOf("POST /api/phone/meeting", '{"code":"ABCD"}', 200),
};

/** Both differ only in what they take and how they say yes. */
function phoneWaysOf(route: string, body: string, good: number): typeof phoneWays {
  const path = route.slice("POST ".length);
  const asking = (text: string, type?: string) => (p: Panel) => p.ask(path, wish(text, type));
  const refusing = (answer: () => Promise<never>) => ({ phone: { ...given, send: answer, meeting: answer } });
  return {
    [`${route} ${good}`]: [{ phone: given }, asking(body)],
    [`${route} 400`]: [{ phone: given }, asking("{}")],
    [`${route} 404`]: [{}, asking(body)],
    [`${route} 409`]: [refusing(codeUsed), asking(body)],
    [`${route} 413`]: [{ phone: given }, asking(" ".repeat(65_537))],
    [`${route} 415`]: [{ phone: given }, asking(body, "text/plain")],
    [`${route} 429`]: [refusing(tooMany), asking(body)],
  };
}

/** How to get each published answer. 403, 421 and 500 can come from anywhere and are asked for at one place each. */
const ways: Record<string, [Partial<PanelOptions>, (panel: Panel) => Promise<Answered>]> = {
  "GET /api/state 200": [{}, (p) => p.ask("/api/state")],
  "GET /api/state 304": [
    {},
    async (p) =>
      p.ask("/api/state", { headers: { "if-none-match": String((await p.ask("/api/state")).headers.etag) } }),
  ],
  "POST /api/intents 202": [{}, (p) => p.ask("/api/intents", wish(leave))],
  "POST /api/intents 400": [{}, (p) => p.ask("/api/intents", wish("{}"))],
  "POST /api/intents 409": [{}, (p) => p.answering(impossible).ask("/api/intents", wish(leave))],
  "POST /api/intents 413": [{}, (p) => p.ask("/api/intents", wish(" ".repeat(65_537)))],
  "POST /api/intents 415": [{}, (p) => p.ask("/api/intents", wish(leave, "text/plain"))],
  "POST /api/intents 503": [{}, (p) => p.answering(unreachable).ask("/api/intents", wish(leave))],
  "GET /api/socket 101": [{}, (p) => p.ask("/api/socket", { headers: upgrade })],
  "GET /api/socket 426": [{}, (p) => p.ask("/api/socket")],
  "GET /api/socket 429": [
    {},
    async (p) => {
      const clients = Array.from({ length: 64 }, () => p.open());
      await Promise.all(clients.map((client) => client.state(1)));
      return p.ask("/api/socket", { headers: upgrade });
    },
  ],
  "GET /api/display-ticket 200": [{}, (p) => p.ask("/api/display-ticket")],
  "GET /api/display-ticket 400": [{}, (p) => p.ask("/api/display-ticket?screen=a/b")],
  "GET /api/display-ticket 409": [tickets(impossible), (p) => p.ask("/api/display-ticket")],
  "GET /api/display-ticket 503": [tickets(unreachable), (p) => p.ask("/api/display-ticket")],
  "GET /api/guest-ticket 200": [{}, (p) => p.ask("/api/guest-ticket?name=Bo")],
  "GET /api/guest-ticket 400": [{}, (p) => p.ask("/api/guest-ticket")],
  "GET /api/guest-ticket 404": [{ guest: false }, (p) => p.ask("/api/guest-ticket?name=Bo")],
  "GET /api/guest-ticket 409": [tickets(impossible), (p) => p.ask("/api/guest-ticket?name=Bo")],
  "GET /api/guest-ticket 503": [tickets(unreachable), (p) => p.ask("/api/guest-ticket?name=Bo")],
  "POST /api/invitation 200": [{}, (p) => p.ask("/api/invitation", wish('{"bookingId":"b1"}'))],
  "POST /api/invitation 400": [{}, (p) => p.ask("/api/invitation", wish("{}"))],
  "POST /api/invitation 409": [
    { invitation: refuses },
    (p) => p.ask("/api/invitation", wish('{"link":"https://zoom.us/"}')),
  ],
  "POST /api/invitation 413": [{}, (p) => p.ask("/api/invitation", wish(" ".repeat(65_537)))],
  "POST /api/invitation 415": [{}, (p) => p.ask("/api/invitation", wish("{}", "text/plain"))],
  ...lookWays,
  ...phoneWays,
  "GET /healthz 200": [{}, (p) => p.ask("/healthz")],
  "GET /readyz 200": [{}, (p) => p.ask("/readyz")],
  "GET /readyz 503": [{ readiness: () => ({ ready: false, parts: { a: false } }) }, (p) => p.ask("/readyz")],
  "GET /metrics 200": [{}, (p) => p.ask("/metrics")],
  "GET / 302": [{}, (p) => p.ask("/")],
  "GET /panel 200": [{}, (p) => p.ask("/panel")],
  "GET /panel 404": [{ pagesFolder: "/nowhere" }, (p) => p.ask("/panel")],
  "GET /display 200": [{}, (p) => p.ask("/display")],
  "GET /display 404": [{ pagesFolder: "/nowhere" }, (p) => p.ask("/display")],
  "GET /guest 200": [{}, (p) => p.ask("/guest")],
  "GET /guest 404": [{ guest: false }, (p) => p.ask("/guest")],
  "GET /phone 200": [{ phone }, (p) => p.ask("/phone")],
  "GET /phone 404": [{}, (p) => p.ask("/phone")],
  "GET /assets/{path} 200": [{}, (p) => p.ask("/assets/panel-abc123.js")],
  "GET /assets/{path} 404": [{}, (p) => p.ask("/assets/none.js")],
  "GET /api/openapi.json 200": [{}, (p) => p.ask("/api/openapi.json")],
};

const upgrade = {
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
};

type Responses = Record<string, { content?: Record<string, { schema: TSchema }> }>;

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { responses: Responses }>>;
  components: { schemas: Record<string, TSchema> };
}

const everywhere = new Set(["403", "421", "500"]);

async function published(panel: Panel): Promise<Document> {
  return (await panel.ask("/api/openapi.json")).body;
}

test("every published answer can be had, and nothing else is claimed", async () => {
  const { paths } = await published(await startPanel());
  const claimed = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.keys(responses)
        .filter((status) => !everywhere.has(status))
        .map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  );
  expect(claimed.sort()).toEqual(Object.keys(ways).sort());
});

test.each(Object.entries(ways))(
  "the answer has the published status, type and shape: %s",
  async (name, [changes, get]) => {
    const [method = "", path = "", status = ""] = name.split(" ");
    const panel = await startPanel(changes);
    const answer = await get(panel);
    expect(String(answer.status)).toBe(status);
    const { paths, components } = await published(panel);
    const content = Object.entries(paths[path]?.[method.toLowerCase()]?.responses[status]?.content ?? {})[0];
    if (content === undefined) return;
    const [type, { schema }] = content;
    expect(answer.headers["content-type"]?.startsWith(type)).toBe(true);
    if (!type.includes("json")) return;
    expect([...Compile(resolved(schema, components.schemas)).Errors(answer.body)]).toEqual([]);
  },
);

test("the refusals that any route may give are published for each", async () => {
  const { paths } = await published(await startPanel());
  for (const methods of Object.values(paths)) {
    for (const { responses } of Object.values(methods))
      expect(Object.keys(responses)).toEqual(expect.arrayContaining([...everywhere]));
  }
});

function resolved(schema: TSchema, schemas: Record<string, TSchema>): TSchema {
  const reference = (schema as { $ref?: string }).$ref?.replace("#/components/schemas/", "");
  return reference === undefined ? schema : schemas[reference]!;
}
