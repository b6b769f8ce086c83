import { expect, test } from "vitest";
import { IcsFeed } from "../../../src/agenda/sources/ics-feed.ts";
import { SourceError } from "../../../src/agenda/sources/source.ts";
import { calendar } from "./calendar-text.ts";
import { never, testContext, window } from "./source-context.ts";

const text = calendar(["UID:a@example.com", "DTSTART:20260302T100000Z", "DURATION:PT1H", "SUMMARY:Talk"]);
const settings = { name: "feed", url: "https://calendar.example/secret-token/oak.ics", pollMs: 45_000 };

interface Asked {
  url: string;
  headers: Record<string, string>;
}

function server(answer: (asked: Asked) => Response | Error) {
  const asked: Asked[] = [];
  const fetch = (url: string, init?: RequestInit) => {
    const one = { url, headers: init?.headers as Record<string, string> };
    asked.push(one);
    const said = answer(one);
    return said instanceof Error ? Promise.reject(said) : Promise.resolve(said);
  };
  return { asked, context: testContext(fetch as typeof globalThis.fetch) };
}

const feedWith = (answer: (asked: Asked) => Response | Error, changes: Partial<typeof settings> & object = {}) => {
  const { asked, context } = server(answer);
  return { asked, context, feed: new IcsFeed({ ...settings, ...changes }, context) };
};

test("an unchanged feed is neither sent nor worked out again", async () => {
  const { asked, context, feed } = feedWith(({ headers }) =>
    headers["if-none-match"] === '"1"'
      ? new Response(null, { status: 304 })
      : new Response(text, { headers: { etag: '"1"', "last-modified": "Mon, 02 Mar 2026 08:00:00 GMT" } }),
  );
  const first = await feed.poll(window, never);
  expect(await feed.poll(window, never)).toEqual({ ...first, skewMs: null });
  expect(context.reads).toBe(1);
  expect(asked[1]?.headers).toMatchObject({ "if-modified-since": "Mon, 02 Mar 2026 08:00:00 GMT" });
});

test("a feed without etag is compared by its content", async () => {
  const { context, feed } = feedWith(() => new Response(text));
  await feed.poll(window, never);
  await feed.poll(window, never);
  expect(context.reads).toBe(1);
});

test("a window that has moved on is worked out from the text that is kept", async () => {
  const { context, feed } = feedWith(({ headers }) =>
    headers["if-none-match"] ? new Response(null, { status: 304 }) : new Response(text, { headers: { etag: '"1"' } }),
  );
  await feed.poll(window, never);
  await feed.poll({ from: window.to, to: "2026-04-01T00:00:00.000Z" }, never);
  expect(context.reads).toBe(2);
});

test("after an unreadable answer the feed is asked for in full again", async () => {
  const { asked, feed } = feedWith(() =>
    asked.length === 1 ? new Response("<html>sign in", { headers: { etag: '"login"' } }) : new Response(text),
  );
  await expect(feed.poll(window, never)).rejects.toThrow(/^line 1, BEGIN: .*web page/);
  expect((await feed.poll(window, never)).bookings).toHaveLength(1);
  expect(asked[1]?.headers).not.toHaveProperty("if-none-match");
});

test.each([
  [401, "calendar.refused", /other credentials/],
  [403, "calendar.refused", /refuses the room's account/],
  [404, "calendar.refused", /no such calendar/],
  [429, "calendar.refused", /asks the room to wait/],
  [503, "calendar.unreachable", /HTTP 503/],
])("HTTP %i says what is wrong without telling the address", async (status, code, message) => {
  const { feed } = feedWith(() => new Response("<b>Sorry</b>", { status, headers: { "retry-after": "120" } }));
  const error = (await feed.poll(window, never).catch((thrown: unknown) => thrown)) as SourceError;
  expect(error).toBeInstanceOf(SourceError);
  expect(error).toMatchObject({ code, retryAfterMs: 120_000, message: expect.stringMatching(message) });
  expect(error.message).not.toContain("secret-token");
});

test("a network that is down is told with its cause", async () => {
  const down = new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND calendar.example") });
  const { feed } = feedWith(() => down);
  await expect(feed.poll(window, never)).rejects.toMatchObject({
    code: "calendar.unreachable",
    message: expect.stringContaining("ENOTFOUND"),
  });
});

test("a server that never answers is given up after half a minute", async () => {
  const context = testContext(
    ((_: string, init: RequestInit) =>
      new Promise((_resolve, reject) => {
        init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      })) as typeof globalThis.fetch,
  );
  const polling = new IcsFeed(settings, context).poll(window, never);
  const failed = expect(polling).rejects.toMatchObject({ code: "calendar.unreachable", message: /within 30 s/ });
  await context.clock.advance(30_000);
  await failed;
});

test("the clock is compared with the server's", async () => {
  const { feed } = feedWith(() => new Response(text, { headers: { date: "Mon, 02 Mar 2026 09:01:00 GMT" } }));
  expect((await feed.poll(window, never)).skewMs).toBe(60_500);
});

test("a copy from a cache does not make the clock look wrong", async () => {
  const headers = { date: "Mon, 02 Mar 2026 08:50:00 GMT", age: "600" };
  const { feed } = feedWith(() => new Response(text, { headers }));
  expect((await feed.poll(window, never)).skewMs).toBe(500);
});

test("a secret address stands in a file; webcal is https", async () => {
  const { asked, context } = server(() => new Response(text));
  context.secrets.set("/etc/feed", "webcal://calendar.example/private-1/basic.ics\n");
  context.secrets.set("/etc/password", "pass");
  await new IcsFeed(
    { name: "feed", urlFile: "/etc/feed", username: "oak", passwordFile: "/etc/password", pollMs: 1 },
    context,
  ).poll(window, never);
  expect(asked[0]).toMatchObject({
    url: "https://calendar.example/private-1/basic.ics",
    headers: { authorization: `Basic ${Buffer.from("oak:pass").toString("base64")}` },
  });
});

test("a feed that never ends is refused", async () => {
  const chunk = new Uint8Array(1024 * 1024);
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
  const { feed } = feedWith(() => new Response(endless));
  await expect(feed.poll(window, never)).rejects.toThrow(/more than 32 MB/);
});
