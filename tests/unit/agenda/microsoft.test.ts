import { X509Certificate } from "node:crypto";
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { beforeEach, expect, test } from "vitest";
import { createSources } from "../../../src/agenda/create-sources.ts";
import { seriesUid } from "../../../src/agenda/sources/microsoft/graph-event.ts";
import type { CalendarSource } from "../../../src/agenda/sources/source.ts";
import { MicrosoftGraphStandIn, throttled } from "../../simulators/microsoft-graph.ts";
import { never, type TestContext, testContext, window } from "./source-context.ts";

let graph: MicrosoftGraphStandIn;
let context: TestContext;
let source: CalendarSource;

beforeEach(() => {
  graph = new MicrosoftGraphStandIn();
  context = testContext(graph.fetch);
  context.secrets.set("secret", graph.clientSecret);
  source = make();
});

function make(more: object = { clientSecretFile: "secret" }): CalendarSource {
  const { tenantId, clientId, mailbox } = graph;
  const [made] = createSources([{ kind: "microsoft", tenantId, clientId, mailbox, ...more }], context);
  if (made === undefined) throw new TypeError("no source");
  return made;
}

const prefix = "040000008200E00074C5B7101A82E008";
const event = (id: string, more: object = {}) => ({
  id,
  iCalUId: id,
  type: "singleInstance",
  subject: `Talk ${id}`,
  start: { dateTime: "2026-03-02T10:00:00.0000000", timeZone: "UTC" },
  end: { dateTime: "2026-03-02T11:00:00.0000000", timeZone: "UTC" },
  isAllDay: false,
  isCancelled: false,
  sensitivity: "normal",
  showAs: "busy",
  organizer: { emailAddress: { name: "Ada", address: "ada@example.com" } },
  responseStatus: { response: "accepted" },
  body: { contentType: "html", content: "" },
  ...more,
});

/** A certificate and its private key, as PEM. */
async function selfSigned(): Promise<string> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=rooms",
    keys,
    signingAlgorithm: algorithm,
  });
  const key = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n${certificate.toString("pem")}\n`;
}

const poll = async () => (await source.poll(window, never)).bookings;
const titles = async () => (await poll()).map(({ title }) => title).sort();

test("all pages are read, and a poll without changes lists nothing", async () => {
  graph.set(event("1"), event("2"), event("3"), event("4"), event("5"));
  expect(await titles()).toHaveLength(5);
  graph.asked.length = 0;
  expect(await titles()).toHaveLength(5);
  expect(graph.asked.map(({ pathname }) => pathname.split("/").at(-1))).toEqual(["delta"]);
});

test("an occurrence deleted from its series goes, although the delta does not name it", async () => {
  graph.set(event("1", { type: "occurrence" }), event("2", { type: "occurrence" }));
  await poll();
  graph.set(event("1", { type: "occurrence" }));
  expect(await titles()).toEqual(["Talk 1"]);
});

test("a forgotten delta (410) leads to a full listing", async () => {
  graph.set(event("1"));
  await poll();
  graph.forgetDeltas();
  graph.set(event("2"));
  expect(await titles()).toEqual(["Talk 2"]);
});

test("a window that moves on is followed by a delta of its own", async () => {
  graph.set(event("1"));
  await poll();
  graph.asked.length = 0;
  await source.poll({ ...window, to: "2026-03-17T00:00:00.000Z" }, never);
  expect(graph.asked[0]?.searchParams.get("endDateTime")).toBe("2026-03-17T00:00:00.000Z");
});

test("throttling says when to come again", async () => {
  graph.troubles.push(throttled);
  await expect(poll()).rejects.toMatchObject({ code: "calendar.refused", retryAfterMs: 90_000 });
});

test("a token that Graph refuses is renewed once", async () => {
  graph.set(event("1"));
  await poll();
  graph.goodTokens.clear();
  expect(await titles()).toHaveLength(1);
  expect(graph.tokensGiven).toBe(2);
});

test("a wrong secret is told with Microsoft's own number", async () => {
  context.secrets.set("secret", "old");
  await expect(poll()).rejects.toThrow(/gives the room's app no token: .*7000215/);
});

test("a renewed secret counts without a restart", async () => {
  context.secrets.set("secret", "old");
  await expect(poll()).rejects.toThrow();
  context.secrets.set("secret", graph.clientSecret);
  expect(await titles()).toEqual([]);
});

test("an app may prove itself with a certificate", async () => {
  const pem = await selfSigned();
  context.secrets.set("pem", pem);
  graph.certificate = new X509Certificate(pem);
  graph.set(event("1"));
  source = make({ certificateFile: "pem" });
  expect(await titles()).toEqual(["Talk 1"]);
});

test.each([
  [403, /Calendars\.Read .*RBAC for Applications/],
  [404, /no mailbox oak@example\.com/],
])("HTTP %i says how to mend it", async (status, message) => {
  graph.troubles.push({ status });
  await expect(poll()).rejects.toThrow(message);
});

test("the room's token does not follow a link that leads elsewhere", async () => {
  graph.troubles.push({ status: 200, body: "{}" });
  await expect(poll()).rejects.toThrow(/without a list of value/);
  graph.troubles.push({ status: 200, body: { value: [], "@odata.nextLink": "https://graph.example.net/steal" } });
  await expect(poll()).rejects.toThrow(/leads elsewhere/);
  expect(graph.asked.every(({ host }) => host === "graph.microsoft.com")).toBe(true);
});

test("times, days, privacy, status and identity are Graph's", async () => {
  graph.set(
    event("1", { showAs: "free", sensitivity: "private" }),
    event("2", {
      isAllDay: true,
      start: { dateTime: "2026-03-03T00:00:00.0000000", timeZone: "UTC" },
      end: { dateTime: "2026-03-04T00:00:00.0000000", timeZone: "UTC" },
    }),
    event("3", { type: "exception", originalStart: "2026-03-01T10:00:00Z", iCalUId: `${prefix}07EA030100000000` }),
    event("4", { isCancelled: true }),
    event("5", { responseStatus: { response: "declined" } }),
    event("6", { type: "seriesMaster" }),
    event("7", {
      showAs: "tentative",
      start: { dateTime: "2026-03-02T11:00:00", timeZone: "W. Europe Standard Time" },
    }),
  );
  const byTitle = new Map((await poll()).map((booking) => [booking.title.slice(-1), booking]));
  expect([...byTitle.keys()].sort()).toEqual(["1", "2", "3", "7"]);
  expect(byTitle.get("1")).toMatchObject({ private: true, busy: false, occurrence: "single", organiser: "Ada" });
  expect(byTitle.get("2")).toMatchObject({
    allDay: true,
    start: "2026-03-02T23:00:00.000Z",
    end: "2026-03-03T23:00:00.000Z",
  });
  expect(byTitle.get("3")).toMatchObject({ occurrence: "2026-03-01T10:00:00.000Z", uid: `${prefix}0000000000000000` });
  expect(byTitle.get("7")).toMatchObject({ status: "tentative", start: "2026-03-02T10:00:00.000Z" });
});

test("occurrences share the UID of their series, so that the same meeting from a file is no double", () => {
  expect(seriesUid(`${prefix}07EA0301AABBCCDD`)).toBe(`${prefix}00000000AABBCCDD`);
  expect(seriesUid("a@example.com")).toBe("a@example.com");
});

test("one event without a time is named, the others are shown", async () => {
  graph.set(event("1"), event("2", { start: null }));
  const snapshot = await source.poll(window, never);
  expect(snapshot.bookings).toHaveLength(1);
  expect(snapshot.problems).toMatchObject([{ uid: "2", dropped: true }]);
});

test("the meeting is found in the online meeting's address", async () => {
  graph.set(
    event("1", { onlineMeeting: { joinUrl: "https://teams.microsoft.com/meet/271940386652718?p=8htDioVsww6yzExVNv" } }),
  );
  expect((await poll())[0]?.join).toMatchObject({ service: "teams", meetingId: "271940386652718" });
});
