import { beforeEach, describe, expect, test } from "vitest";
import { PhoneCodes } from "../../../src/room/phone-codes.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

let clock: FakeClock;
let codes: PhoneCodes;
const use = (code: string, act: () => unknown = () => "done") =>
  codes.use(code, act).catch((error: { code?: string }) => error.code ?? String(error));

beforeEach(() => {
  clock = new FakeClock();
  codes = new PhoneCodes(clock);
});

describe("a code on the display", () => {
  test("works once, and the next one is shown at once", async () => {
    const { code } = codes.current();
    expect(await use(code)).toBe("done");
    expect(await use(code)).toBe("phone.code");
    expect(codes.current().code).not.toBe(code);
  });

  test("is replaced each minute, and good for five: who has just scanned has time", async () => {
    const { code, expiresAt } = codes.current();
    expect(Date.parse(expiresAt)).toBe(clock.now() + 5 * 60_000);
    await clock.advance(60_000);
    expect(codes.current().code).not.toBe(code);
    await clock.advance(239_000);
    expect(await use(code)).toBe("done");
  });

  test("is too old after five minutes", async () => {
    const { code } = codes.current();
    await clock.advance(5 * 60_000);
    expect(await use(code)).toBe("phone.code");
  });

  test("is not used up by a link that leads nowhere, but not good for ever so many", async () => {
    const { code } = codes.current();
    const fail = () => {
      throw new TypeError("no meeting");
    };
    for (let attempt = 0; attempt < 5; attempt++) expect(await use(code, fail)).toContain("no meeting");
    expect(await use(code)).toBe("phone.code");
  });

  test("lets only one of two in that come at the same moment", async () => {
    const { code } = codes.current();
    const slow = new Promise((resolve) => clock.after(100, () => resolve("done")));
    const both = [use(code, () => slow), use(code, () => slow)];
    await clock.advance(100);
    expect((await Promise.all(both)).sort()).toEqual(["done", "phone.code"]);
  });
});

test("guessing is refused for a minute after ten wrong codes, also with the right one", async () => {
  const { code } = codes.current();
  for (let guess = 0; guess < 10; guess++) expect(await use(`GUESS${guess}`)).toBe("phone.code");
  expect(await use(code)).toBe("request.too-many");
  await clock.advance(60_000);
  expect(await use(code)).toBe("done");
});

test("codes of two rooms differ, and are read without doubt", () => {
  const all = new Set(Array.from({ length: 50 }, () => new PhoneCodes(clock).current().code));
  expect(all.size).toBe(50);
  for (const code of all) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{12}$/);
});
