import { afterEach, expect, test, vi } from "vitest";
import { ChildLink } from "../../../src/platform/child-link.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLog } from "../../../src/platform/log.ts";

type Report = { type: string };
type Order = { type: string };

const open: ChildLink<Order, Report>[] = [];
afterEach(() => {
  for (const link of open.splice(0)) link.kill();
});

function start() {
  const reports: Report[] = [];
  const ends: string[] = [];
  const link = new ChildLink<Order, Report>({
    name: "test child",
    entry: new URL("./children/child.ts", import.meta.url),
    read(data) {
      if (typeof (data as Report).type !== "string") throw new TypeError("not a report");
      return data as Report;
    },
    onReport: (report) => reports.push(report),
    onEnd: (why) => ends.push(why),
    log: silentLog,
    clock: systemClock,
    pingMs: 50,
    silentMs: 700,
  });
  open.push(link);
  const ready = vi.waitFor(() => expect(reports).toContainEqual({ type: "ready" }), { timeout: 10_000 });
  return { link, reports, ends, ready };
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const gone = (pid: number) => vi.waitFor(() => expect(alive(pid)).toBe(false), { timeout: 10_000 });

test("what the child says is heard; its heartbeat is not passed on", async () => {
  const { link, reports, ready } = start();
  await ready;
  link.send({ type: "echo" });
  await vi.waitFor(() => expect(reports).toContainEqual({ type: "said", text: "hello" }));
  expect(reports.some(({ type }) => type === "pong")).toBe(false);
});

test.each([
  ["exits", "exit", /exit 3/],
  ["hangs", "hang", /silent for|SIGKILL/],
  ["talks nonsense", "nonsense", /SIGKILL/],
])("a child that %s is ended and told once", async (_, order, why) => {
  const { link, ends, ready } = start();
  await ready;
  link.send({ type: order });
  await vi.waitFor(() => expect(ends).toHaveLength(1), { timeout: 10_000 });
  expect(ends[0]).toMatch(why);
  await gone(link.pid);
  expect(ends).toHaveLength(1);
  expect(link.alive).toBe(false);
});

test("kill -9 from outside is noticed", async () => {
  const { link, ends, ready } = start();
  await ready;
  process.kill(link.pid, "SIGKILL");
  await vi.waitFor(() => expect(ends).toEqual(["signal SIGKILL"]), { timeout: 10_000 });
});

test("a child that was killed or retired by its owner is not reported as lost", async () => {
  for (const end of ["kill", "retire"] as const) {
    const { link, ends, ready } = start();
    await ready;
    if (end === "kill") link.kill();
    else link.retire(200);
    await gone(link.pid);
    expect(ends).toEqual([]);
  }
});

test("an order to a child that is just ending does not throw", async () => {
  const { link, ready } = start();
  await ready;
  process.kill(link.pid, "SIGKILL");
  for (let order = 0; order < 100; order++) link.send({ type: "echo" });
  await gone(link.pid);
  link.send({ type: "echo" });
});
