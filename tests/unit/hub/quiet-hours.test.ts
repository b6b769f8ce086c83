import { expect, test } from "vitest";
import type { Message } from "../../../src/hub/alerts/channel.ts";
import { mailOf } from "../../../src/hub/alerts/email.ts";
import { type QuietHours, quietUntil } from "../../../src/hub/alerts/quiet-hours.ts";

const nights: QuietHours = { zone: "Europe/Oslo", from: "22:00", to: "07:00", weekends: true, except: "serious" };
const until = (quiet: QuietHours | null, at: string, severity: "warning" | "serious" = "warning") =>
  new Date(quietUntil(quiet, severity, Date.parse(at))).toISOString();

test.each([
  ["by day", "2026-03-02T10:00:00+01:00", "2026-03-02T10:00:00+01:00"],
  ["in the evening", "2026-03-02T22:00:00+01:00", "2026-03-03T07:00:00+01:00"],
  ["after midnight", "2026-03-03T06:59:00+01:00", "2026-03-03T07:00:00+01:00"],
  ["at the end of the quiet", "2026-03-03T07:00:00+01:00", "2026-03-03T07:00:00+01:00"],
  ["Friday night: over the weekend to Monday morning", "2026-03-06T23:00:00+01:00", "2026-03-09T07:00:00+01:00"],
  ["on the night in which clocks go forward", "2026-03-28T23:30:00+01:00", "2026-03-30T07:00:00+02:00"],
])("%s, mails wait until the quiet hours end", (_, at, end) => {
  expect(until(nights, at)).toBe(new Date(end).toISOString());
});

test("what is serious comes through, and without quiet hours everything does", () => {
  const night = "2026-03-02T23:00:00.000Z";
  expect(until(nights, night, "serious")).toBe(night);
  expect(until({ ...nights, except: null }, night, "serious")).not.toBe(night);
  expect(until(null, night)).toBe(night);
});

test("quiet hours around noon are quiet at noon only", () => {
  const noon = { ...nights, from: "12:00", to: "13:00", weekends: false };
  expect(until(noon, "2026-03-02T12:30:00+01:00")).toBe("2026-03-02T12:00:00.000Z");
  expect(until(noon, "2026-03-02T23:30:00+01:00")).toBe("2026-03-02T22:30:00.000Z");
});

test("a room's name cannot put lines into a mail's head or text", () => {
  const message: Message = {
    ...{ kind: "opened", id: "a1", severity: "serious", title: "offline", cause: "offline", openedAt: "", at: "" },
    rooms: [{ id: "r", name: "Oak\r\nBcc: all@example.org" }],
  };
  const { subject, text } = mailOf([message], "hub@example.org");
  expect(subject).toBe("[serious] offline: Oak  Bcc: all@example.org");
  expect(text.split("\n").some((line) => line.startsWith("Bcc"))).toBe(false);
});
