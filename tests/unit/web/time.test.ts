import { describe, expect, test } from "vitest";
import { dateOf, durationOf, elapsedOf, sameDay, timeOf } from "../../../src/web/shared/time.ts";

describe("times are the room's, not the browser's", () => {
  test("a time is shown in the room's zone", () => {
    expect(timeOf("2026-11-25T09:52:00Z", "Europe/Berlin", "en")).toBe("10:52");
    expect(timeOf("2026-11-25T09:52:00Z", "Asia/Shanghai", "zh")).toBe("17:52");
  });

  test("midnight is 00, not 24", () => {
    expect(timeOf("2026-11-25T00:00:00Z", "UTC", "en")).toBe("00:00");
    expect(timeOf("2026-11-25T00:00:00Z", "UTC", "zh")).toBe("00:00");
  });

  test("both sides of the night on which clocks go back are told apart", () => {
    expect(timeOf("2026-10-25T00:30:00Z", "Europe/Berlin", "en")).toBe("02:30");
    expect(timeOf("2026-10-25T01:30:00Z", "Europe/Berlin", "en")).toBe("02:30");
    expect(timeOf("2026-10-25T02:30:00Z", "Europe/Berlin", "en")).toBe("03:30");
  });

  test("today ends at the room's midnight", () => {
    expect(sameDay("2026-11-25T22:30:00Z", "2026-11-25T23:30:00Z", "Europe/Berlin")).toBe(false);
    expect(sameDay("2026-11-25T22:30:00Z", "2026-11-25T23:30:00Z", "UTC")).toBe(true);
  });

  test("a date is said as people say it", () => {
    expect(dateOf("2026-11-25T09:52:00Z", "Europe/Berlin", "en")).toBe("Wednesday 25 November");
    expect(dateOf("2026-11-25T09:52:00Z", "Europe/Berlin", "zh")).toBe("11月25日星期三");
  });
});

describe("how long", () => {
  test.each([
    [0, "1 s"],
    [24_000, "24 s"],
    [60_000, "1 min"],
    [60_001, "2 min"],
    [3_600_000, "1 h"],
    [5_400_000, "1 h 30 min"],
  ])("%i ms left is %s", (ms, text) => {
    expect(durationOf(ms, "en")).toBe(text);
  });

  test.each([
    [-5, "0:00"],
    [59_999, "0:59"],
    [247_000, "4:07"],
    [3_753_000, "1:02:33"],
  ])("%i ms in a meeting is %s", (ms, text) => {
    expect(elapsedOf(ms)).toBe(text);
  });
});
