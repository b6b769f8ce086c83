import fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "../../../src/platform/redact.ts";

const jwt = `eyJhbGciOiJIUzI1NiJ9.${"eyJzdWIiOiJyb29tIn0"}.c2lnbmF0dXJl`;

test.each([
  [`401 Unauthorized: token ${jwt} is expired`, "401 Unauthorized: token [token] is expired"],
  ["wss://lk.example/rtc?access_token=abc&v=1", "wss://lk.example/rtc?access_token=[secret]&v=1"],
  ["https://us02web.zoom.us/j/1?pwd=5Mu.1", "https://us02web.zoom.us/j/1?pwd=[secret]"],
  ["https://meet.example/rooms/a#passphrase", "https://meet.example/rooms/a#[secret]"],
  ["http://user:pass@proxy:3128/", "http://[secret]@proxy:3128/"],
])("no secret in %s", (text, clean) => {
  expect(redact(text)).toBe(clean);
});

test("a whole page from a server is cut", () => {
  expect(redact("<html>".repeat(10_000)).length).toBeLessThan(2100);
});

test("a token is cut out of any text", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => !redact(`${before} ${jwt} ${after}`).includes("eyJzdWIi")),
  );
});
