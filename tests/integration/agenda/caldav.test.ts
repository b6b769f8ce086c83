import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CalDavCalendar } from "../../../src/agenda/sources/caldav/caldav-calendar.ts";
import { type CalendarServer, startRadicale, startXandikos } from "../../simulators/calendar-servers.ts";
import { calendar } from "../../unit/agenda/calendar-text.ts";
import { never, testContext, window } from "../../unit/agenda/source-context.ts";

const dayMs = 86_400_000;

const event = (uid: string, title: string, ...lines: string[]) =>
  calendar("PRODID:-//Example//Test//EN", [
    `UID:${uid}`,
    "DTSTAMP:20260101T000000Z",
    "DTSTART:20260303T100000Z",
    "DURATION:PT1H",
    `SUMMARY:${title}`,
    ...lines,
  ]);

interface Sent {
  method: string;
  url: string;
  body: string;
}

describe.each([
  ["Radicale", startRadicale],
  ["Xandikos", startXandikos],
])("%s", (_, startServer) => {
  let server: CalendarServer;
  let url: string;
  let calendarNumber = 0;
  let sent: Sent[] = [];
  /** What stands between the room and the server. */
  let tamper: (sent: Sent) => Sent = (one) => one;
  let tamperBefore: (sent: Sent) => Promise<void> = () => Promise.resolve();
  let tamperAnswer: (answer: Response, sent: Sent) => Response | Promise<Response> = (answer) => answer;

  beforeAll(async () => {
    server = await startServer();
    await dav("MKCOL", new URL("..", server.home).href).catch(() => {});
    await dav("MKCOL", server.home).catch(() => {});
  });
  afterAll(() => server?.stop());

  beforeEach(async () => {
    sent = [];
    tamper = (one) => one;
    tamperBefore = () => Promise.resolve();
    tamperAnswer = (answer) => answer;
    url = `${server.home}room-${calendarNumber++}/`;
    await dav(
      "MKCALENDAR",
      url,
      `<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>Room ${calendarNumber - 1}</displayname></prop></set></C:mkcalendar>`,
    );
  });

  async function dav(method: string, address: string, body?: string, type = "application/xml") {
    const authorization = `Basic ${Buffer.from(`${server.username}:${server.password}`).toString("base64")}`;
    const init = { method, headers: { authorization, "content-type": type }, ...(body === undefined ? {} : { body }) };
    const answer = await fetch(address, init);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${method} ${address}: HTTP ${answer.status}`);
  }

  const put = (name: string, text: string) => dav("PUT", `${url}${name}.ics`, text, "text/calendar");
  const remove = (name: string) => dav("DELETE", `${url}${name}.ics`);

  function source(settings: { url?: string; calendar?: string; write?: boolean } = {}) {
    const through = async (address: string, init: RequestInit) => {
      const one = tamper({ method: init.method ?? "GET", url: address, body: String(init.body ?? "") });
      sent.push(one);
      await tamperBefore(one);
      const body = init.body === undefined ? {} : { body: one.body };
      return await tamperAnswer(await fetch(address, { ...init, ...body }), one);
    };
    const context = testContext(through as typeof globalThis.fetch);
    context.secrets.set("password", server.password);
    const account = { username: server.username, passwordFile: "password" };
    const made = new CalDavCalendar({ name: "room", url, pollMs: 1000, ...account, ...settings }, context);
    const titles = async () => (await made.poll(window, never)).bookings.map(({ title }) => title).sort();
    return { titles, context, made };
  }

  test("what is added, changed and deleted is seen at the next poll", async () => {
    const { titles } = source();
    expect(await titles()).toEqual([]);
    await put("a", event("a@example.com", "First"));
    await put("b", event("b@example.com", "Second"));
    expect(await titles()).toEqual(["First", "Second"]);
    await put("a", event("a@example.com", "Changed"));
    await remove("b");
    expect(await titles()).toEqual(["Changed"]);
  });

  test("a poll without changes fetches and works out nothing", async () => {
    await put("a", event("a@example.com", "First"));
    const { titles, context } = source();
    await titles();
    sent = [];
    await titles();
    expect(sent.filter(({ body }) => body.includes("multiget"))).toEqual([]);
    expect(sent.length).toBeLessThanOrEqual(1);
    expect(context.reads).toBe(1);
  });

  test("the calendar is found from the server's address by its name", async () => {
    await put("a", event("a@example.com", "Found"));
    const named = { url: server.origin, calendar: `Room ${calendarNumber - 1}` };
    expect(await source(named).titles()).toEqual(["Found"]);
    expect(await source({ url: server.home, calendar: `room-${calendarNumber - 1}` }).titles()).toEqual(["Found"]);
  });

  test("where several calendars could be meant, they are named", async () => {
    await expect(source({ url: server.origin, calendar: "Nowhere" }).titles()).rejects.toThrow(
      /no calendar "Nowhere", but .*Room 0/,
    );
  });

  test("a sync token that the server has forgotten leads to a full comparison, not to a stale room", async () => {
    await put("a", event("a@example.com", "First"));
    await put("b", event("b@example.com", "Second"));
    const { titles } = source();
    await titles();
    await remove("b");
    await put("c", event("c@example.com", "Third"));
    tamper = (one) => ({
      ...one,
      body: one.body.replace(/<sync-token>[^<]+</, "<sync-token>http://x.example/sync/0123<"),
    });
    expect(await titles()).toEqual(["First", "Third"]);
  });

  test("a server without sync-collection is followed by etags and its tag", async () => {
    tamperAnswer = (answer, { body }) =>
      body.includes("sync-collection") ? new Response("", { status: 501 }) : answer;
    await put("a", event("a@example.com", "First"));
    const { titles } = source();
    expect(await titles()).toEqual(["First"]);
    await put("b", event("b@example.com", "Second"));
    await remove("a");
    expect(await titles()).toEqual(["Second"]);
  });

  test("many entries come in portions of fifty, and what a portion leaves out is fetched", async () => {
    for (let index = 0; index < 120; index++) await put(`e${index}`, event(`e${index}@example.com`, `E${index}`));
    tamperAnswer = async (answer, { body }) => {
      if (!body.includes("calendar-multiget")) return answer;
      const text = await answer.text();
      return new Response(withoutOneResponse(text), { status: answer.status, headers: answer.headers });
    };
    expect(await source().titles()).toHaveLength(120);
    const portions = sent
      .filter(({ body }) => body.includes("multiget"))
      .map(({ body }) => body.split("<href>").length - 1);
    expect(portions).toEqual([50, 50, 20]);
    expect(sent.filter(({ method }) => method === "GET")).toHaveLength(3);
  });

  test("a change that could not be fetched is fetched at the next poll", async () => {
    const { titles } = source();
    await titles();
    await put("a", event("a@example.com", "Late"));
    tamperAnswer = (answer, { body }) => (body.includes("multiget") ? new Response("", { status: 502 }) : answer);
    await expect(titles()).rejects.toThrow(/HTTP 502/);
    tamperAnswer = (answer) => answer;
    expect(await titles()).toEqual(["Late"]);
  });

  test("once a day everything is compared, whatever the server reports", async () => {
    await put("a", event("a@example.com", "First"));
    const { titles, context } = source();
    await titles();
    await put("b", event("b@example.com", "Unreported"));
    // A server that forgets to report: its answers to a known token are empty.
    tamper = (one) => ({ ...one, body: one.body });
    tamperAnswer = async (answer, { body }) => {
      if (!/sync-token>[^<]/.test(body)) return answer;
      const text = (await answer.text()).replace(/<([a-zA-Z0-9]+:)?response[\s>][\s\S]*<\/\1response>/, "");
      return new Response(text, { status: answer.status, headers: answer.headers });
    };
    expect(await titles()).toEqual(["First"]);
    await context.clock.advance(dayMs);
    expect(await titles()).toEqual(["First", "Unreported"]);
  });

  test("a series and its changed occurrence stand in one entry", async () => {
    const series = event("s@example.com", "Round", "RRULE:FREQ=DAILY;COUNT=3").replace(
      "END:VCALENDAR",
      [
        "BEGIN:VEVENT",
        "UID:s@example.com",
        "DTSTAMP:20260101T000000Z",
        "RECURRENCE-ID:20260304T100000Z",
        "DTSTART:20260304T150000Z",
        "DURATION:PT1H",
        "SUMMARY:Moved",
        "END:VEVENT",
        "END:VCALENDAR",
      ].join("\r\n"),
    );
    await put("s", series);
    expect(await source().titles()).toEqual(["Moved", "Round", "Round"]);
    expect(source().made.writer).toBeUndefined();
  });

  test("the room books itself, and gives back what is its own", async () => {
    const { titles, made } = source({ write: true });
    const times = { start: "2026-03-04T10:00:00.000Z", end: "2026-03-04T10:30:00.000Z" };
    await made.writer?.book({ uid: "roomkeeper-1", title: "Besprechung; schnell, jetzt", ...times }, never);
    expect(await titles()).toEqual(["Besprechung; schnell, jetzt"]);
    const [booking] = (await made.poll(window, never)).bookings;
    expect(booking).toMatchObject({ uid: "roomkeeper-1", ...times });
    if (booking !== undefined) await made.writer?.release(booking, never);
    expect(await titles()).toEqual([]);
  });

  test("of a series one occurrence is given back, the others stay", async () => {
    await put("s", event("s@example.com", "Round", "RRULE:FREQ=DAILY;COUNT=3"));
    const { made } = source({ write: true });
    const [, second] = (await made.poll(window, never)).bookings;
    if (second !== undefined) await made.writer?.release(second, never);
    const left = (await made.poll(window, never)).bookings.map(({ start }) => start.slice(0, 10));
    expect(left).toEqual(["2026-03-03", "2026-03-05"]);
  });

  test("an entry that somebody changes at the same moment is not overwritten", async () => {
    await put("s", event("s@example.com", "Round"));
    const { made } = source({ write: true });
    const [booking] = (await made.poll(window, never)).bookings;
    tamper = (one) => one;
    let changed = false;
    tamperBefore = async ({ method }) => {
      if (method !== "DELETE" || changed) return;
      changed = true;
      await put("s", event("s@example.com", "Moved by somebody"));
    };
    const release = booking === undefined ? undefined : made.writer?.release(booking, never);
    await expect(release).rejects.toThrow(/412/);
    tamperBefore = () => Promise.resolve();
    expect((await made.poll(window, never)).bookings.map(({ title }) => title)).toEqual(["Moved by somebody"]);
  });
});

/** A multistatus answer less its last response. */
function withoutOneResponse(text: string): string {
  const start = text.search(/<([a-zA-Z0-9]+:)?response[\s>](?![\s\S]*<([a-zA-Z0-9]+:)?response[\s>])/);
  const rest = text.slice(start);
  return text.slice(0, start) + rest.replace(/^[\s\S]*?<\/([a-zA-Z0-9]+:)?response>/, "");
}

test("wrong credentials are said to be wrong", async () => {
  const server = await startRadicale();
  try {
    const context = testContext(fetch);
    context.secrets.set("password", "wrong");
    const account = { name: "room", url: server.home, username: server.username, passwordFile: "password", pollMs: 1 };
    await expect(new CalDavCalendar(account, context).poll(window, never)).rejects.toThrow(
      /asks for other credentials/,
    );
  } finally {
    await server.stop();
  }
});
