import { describe, expect, test } from "vitest";
import { ReportQueue } from "../../../kernel-lab/usbip/report-queue.ts";
import { hostAsks } from "../transfers.ts";

describe("reports of an IN endpoint", () => {
  test("those that nobody asked for yet wait, in their order", () => {
    const queue = new ReportQueue();
    queue.send(Buffer.from("1"));
    queue.send(Buffer.from("2"));
    const [first, second] = [hostAsks(), hostAsks()];
    queue.ask(first.transfer);
    queue.ask(second.transfer);
    expect([first, second].map(({ answers }) => String(answers[0]))).toEqual(["1", "2"]);
  });

  test("a transfer that the host gave up swallows no report", () => {
    const queue = new ReportQueue();
    const [given, kept] = [hostAsks(), hostAsks()];
    queue.ask(given.transfer);
    queue.ask(kept.transfer);
    given.giveUp();
    queue.send(Buffer.from("x"));
    expect(given.answers).toEqual([]);
    expect(String(kept.answers[0])).toBe("x");
  });

  test("a device that is plugged anew does not tell what it said before", () => {
    const queue = new ReportQueue();
    queue.send(Buffer.from("old"));
    queue.clear();
    const asked = hostAsks();
    queue.ask(asked.transfer);
    expect(asked.answers).toEqual([]);
  });
});
