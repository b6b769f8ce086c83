import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { Watchdog } from "../../../src/health/watchdog.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

const systemd = { NOTIFY_SOCKET: "/run/notify", WATCHDOG_USEC: "30000000", WATCHDOG_PID: "77" };

function setUp(environment: Record<string, string> = systemd) {
  const clock = new FakeClock();
  const told: string[][] = [];
  const log = { ...silentLog, error: vi.fn() };
  const notify = vi.fn((assignments: readonly string[]) => {
    told.push([...assignments]);
    return Promise.resolve();
  });
  return { clock, told, log, notify, watchdog: new Watchdog({ clock, log, environment, pid: 77, notify }) };
}

test("systemd hears that the room is served, and then every 15 of 30 s that all is well", async () => {
  const { clock, told, watchdog } = setUp();
  const tick = watchdog.loop("room");
  watchdog.ready("Oak");
  clock.every(1000, tick);
  expect(told).toEqual([["READY=1", "STATUS=Oak"]]);
  await clock.advance(45_000);
  expect(told.slice(1)).toEqual([["WATCHDOG=1"], ["WATCHDOG=1"], ["WATCHDOG=1"]]);
});

test("a loop that hangs is not covered by the others, is named in the log, and counts again when it goes on", async () => {
  const { clock, told, log, watchdog } = setUp();
  const [room, devices] = [watchdog.loop("room"), watchdog.loop("devices")];
  watchdog.ready("Oak");
  room();
  devices();
  await clock.advance(15_000);
  expect(told).toHaveLength(2);
  room();
  await clock.advance(15_000);
  expect(told).toHaveLength(2);
  expect(log.error).toHaveBeenCalledExactlyOnceWith(expect.any(String), { loops: ["devices"] });
  devices();
  await clock.advance(15_000);
  expect(told).toHaveLength(3);
});

test("a loop that never began counts as hanging", async () => {
  const { clock, told, watchdog } = setUp();
  watchdog.loop("room");
  watchdog.ready("Oak");
  await clock.advance(60_000);
  expect(told).toHaveLength(1);
});

test.each([
  ["without systemd", {}, 0],
  ["a unit without watchdog", { NOTIFY_SOCKET: "/run/notify" }, 1],
  ["a watchdog that is meant for another process", { ...systemd, WATCHDOG_PID: "1" }, 1],
])("no heartbeat: %s", async (_, environment, tells) => {
  const { clock, told, watchdog } = setUp(environment);
  watchdog.ready("Oak");
  await clock.advance(60_000);
  expect(told).toHaveLength(tells);
  expect(clock.pendingTimers).toBe(0);
});

test("a daemon that ends by itself says so and stops its heartbeat", async () => {
  const { clock, told, watchdog } = setUp();
  watchdog.ready("Oak");
  watchdog.stopping();
  await clock.advance(60_000);
  expect(told.at(-1)).toEqual(["STOPPING=1"]);
  expect(clock.pendingTimers).toBe(0);
});

test("a systemd that cannot be told is logged and does not end the daemon", async () => {
  const { clock, log, notify, watchdog } = setUp();
  notify.mockRejectedValue(new Error("spawn systemd-notify ENOENT"));
  watchdog.ready("Oak");
  await clock.advance(15_000);
  expect(log.error).toHaveBeenCalledWith(
    "systemd cannot be told",
    expect.objectContaining({ detail: expect.stringMatching(/ENOENT/) }),
  );
});

/** What is needed to hear the real tool: a datagram socket, which Node has not. */
function toolsMissing(): boolean {
  try {
    execFileSync("systemd-notify", ["--version"]);
    execFileSync("perl", ["-MIO::Socket::UNIX", "-e", "1"]);
    return false;
  } catch {
    return true;
  }
}

test.skipIf(toolsMissing())("systemd's own tool carries the words to the socket", async () => {
  const folder = await mkdtemp(join(tmpdir(), "roomkeeper-notify-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "notify");
  const listen = `$|=1; $s=IO::Socket::UNIX->new(Type=>SOCK_DGRAM,Local=>"${path}"); print "ready\\n"; $s->recv($m,999); print "$m\\n";`;
  const systemdSide = spawn("perl", ["-MIO::Socket::UNIX", "-MSocket", "-e", listen]);
  onTestFinished(() => void systemdSide.kill());
  let heard = "";
  systemdSide.stdout.on("data", (data) => (heard += data));
  await expect.poll(() => heard).toBe("ready\n");
  vi.stubEnv("NOTIFY_SOCKET", path);
  onTestFinished(() => void vi.unstubAllEnvs());
  new Watchdog({ clock: new FakeClock(), log: silentLog, environment: process.env }).ready("Oak is served");
  await once(systemdSide, "exit");
  expect(heard).toBe("ready\nREADY=1\nSTATUS=Oak is served\n");
});
