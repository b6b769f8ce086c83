import { expect, test } from "vitest";
import { browserOf, systemOf } from "../../../src/web/console/sign-in/passkey.ts";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";

test.each([
  [
    "Chromium on Linux",
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/142.0.0.0 Safari/537.36`,
    ["Chromium", "Not_A Brand"],
  ],
  [
    "Chrome on Linux",
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/142.0.0.0 Safari/537.36`,
    ["Chromium", "Google Chrome"],
  ],
  ["Chrome on Linux", `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/142.0.0.0 Safari/537.36`, []],
  [
    "Chromium on Linux",
    `Mozilla/5.0 (X11; Ubuntu; Linux x86_64) ${webkit} Chromium/98.0 Chrome/98.0 Safari/537.36`,
    [],
  ],
  ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", []],
  [
    "Edge on Windows",
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0 Safari/537.36 Edg/142.0`,
    ["Chromium", "Microsoft Edge"],
  ],
  [
    "Opera on Windows",
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0 Safari/537.36 OPR/120.0`,
    ["Chromium", "Opera"],
  ],
  ["Safari on macOS", `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15`, []],
  ["Chrome on ChromeOS", `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/142.0 Safari/537.36`, []],
  ["Chrome on Android", `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/142.0 Mobile Safari/537.36`, []],
  [
    "Chrome on iPhone",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Mobile/15E148 Safari/604.1",
    [],
  ],
  [" on ", "something else", []],
])("a passkey's first name is %j, whatever else a browser says that it is", (name, userAgent, brands) => {
  expect(`${browserOf(userAgent, brands)} on ${systemOf(userAgent, 0)}`).toBe(name);
});

test("an iPad that says that it is a Mac is known by its touch screen", () => {
  expect([systemOf(mac, 5), systemOf(mac, 0)]).toEqual(["iPad", "macOS"]);
});
