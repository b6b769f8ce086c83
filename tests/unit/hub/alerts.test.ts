import fc from "fast-check";
import { expect, test } from "vitest";
import { AlertBoard, type Notice } from "../../../src/hub/alerts/alert-board.ts";
import { syslogLine } from "../../../src/hub/alerts/channels.ts";
import type { Rule } from "../../../src/hub/alerts/rules.ts";
import type { FleetRoom } from "../../../src/hub/estate/room-row.ts";
import { isPublic, safeAddress } from "../../../src/hub/outward/safe-address.ts";
import { fleetRoom } from "./fleet-room.ts";

const offline: Rule = {
  id: "r1",
  organisation: "o1",
  name: "Offline",
  looksFor: "offline",
  fault: "",
  severity: "serious",
  forSeconds: 30,
};

function board(rules: Rule[] = [offline]) {
  let count = 0;
  const made = new AlertBoard({ newId: () => `a${++count}` });
  made.configure(rules, []);
  const told: string[] = [];
  const note = (notices: Notice[]) =>
    told.push(...notices.map(({ kind, alert }) => `${kind} ${alert.id} ${alert.rooms.join("+")}`));
  return {
    made,
    told,
    see: (at: number, id: string, connected: boolean, change: Partial<FleetRoom> = {}) =>
      made.see(fleetRoom(id, { connected, ...change }), at * 1000),
    until(from: number, to: number) {
      for (let at = from; at <= to; at++) note(made.tick(at * 1000));
    },
  };
}

test("a room that is away shortly makes no alert; one that stays away makes one, and one recovery", () => {
  const { see, until, told } = board();
  see(0, "oak", false);
  until(0, 20);
  see(21, "oak", true);
  until(21, 100);
  see(100, "oak", false);
  until(100, 400);
  see(401, "oak", true);
  until(401, 500);
  expect(told).toEqual(["opened a1 oak", "recovered a1 oak"]);
});

test("rooms of one site that vanish together are told in one message; those of another site in another", () => {
  const { see, until, told } = board();
  for (const id of ["a", "b", "c"]) see(0, id, false, { site: "s1" });
  see(0, "z", false, { site: "s2" });
  until(0, 60);
  expect(told.sort()).toEqual(["opened a1 a+b+c", "opened a2 z"]);
});

test("a flapping room makes one alert, not a hundred", () => {
  const { see, until, told } = board([{ ...offline, forSeconds: 0 }]);
  for (let at = 0; at < 1000; at += 20) {
    see(at, "oak", false);
    until(at, at + 9);
    see(at + 10, "oak", true);
    until(at + 10, at + 19);
  }
  until(1000, 1200);
  expect(told).toEqual(["opened a1 oak", "recovered a1 oak"]);
});

test("an alert that grows says so, and one that shrinks does not", () => {
  const { see, until, told } = board([{ ...offline, forSeconds: 0 }]);
  see(0, "a", false);
  until(0, 10);
  see(11, "b", false);
  until(11, 30);
  see(31, "a", true);
  until(31, 60);
  expect(told).toEqual(["opened a1 a", "grown a1 a+b"]);
});

test("a silenced cause is not told, and is told when the silence ends while it still is so", () => {
  const { made, see, until, told } = board([{ ...offline, forSeconds: 0 }]);
  made.configure(
    [{ ...offline, forSeconds: 0 }],
    [{ organisation: "o1", room: "oak", fault: "offline", until: 100_000 }],
  );
  see(0, "oak", false);
  until(0, 99);
  expect(told).toEqual([]);
  until(100, 120);
  expect(told).toEqual(["opened a1 oak"]);
});

test("after a restart an alert that was told is not told again, and its recovery is", () => {
  const { made, see, until, told } = board();
  made.restore([
    {
      id: "old",
      organisation: "o1",
      rule: "r1",
      cause: "offline",
      severity: "serious",
      title: "",
      rooms: ["oak"],
      openedAt: 0,
      changedAt: 0,
      closedAt: null,
    },
  ]);
  see(0, "oak", false);
  until(0, 100);
  see(101, "oak", true);
  until(101, 300);
  expect(told).toEqual(["recovered old oak"]);
});

test("a silenced alert is not told as recovered, and is told again when the silence ends and it still stands", () => {
  const { made, see, until, told } = board([{ ...offline, forSeconds: 0 }]);
  const silence = { organisation: "o1", room: null, fault: "offline", until: 500_000 };
  see(0, "oak", false);
  until(0, 20);
  made.configure([{ ...offline, forSeconds: 0 }], [silence]);
  see(21, "elm", false);
  until(21, 499);
  expect(told).toEqual(["opened a1 oak"]);
  until(500, 520);
  expect(told).toEqual(["opened a1 oak", "grown a1 elm+oak"]);
  see(521, "oak", true);
  see(521, "elm", true);
  until(521, 700);
  expect(told.at(-1)).toMatch(/^recovered a1/);
});

test("whatever happens, an alert opens before it grows or recovers, and nothing of another organisation is told", () => {
  const step = fc.record({
    after: fc.nat(90),
    room: fc.constantFrom("a", "b"),
    connected: fc.boolean(),
    organisation: fc.constantFrom("o1", "o2"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { see, until, told } = board();
      let now = 0;
      for (const { after, room, connected, organisation } of steps) {
        until(now, now + after);
        now += after;
        see(now, `${organisation}-${room}`, connected, { organisation });
      }
      until(now, now + 300);
      const standing = new Set<string>();
      for (const line of told) {
        const [kind, id] = line.split(" ") as [string, string];
        expect(standing.has(id)).toBe(kind !== "opened");
        if (kind === "recovered") standing.delete(id);
        else standing.add(id);
        expect(line).not.toContain("o2");
      }
    }),
  );
});

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "0.0.0.0",
  "100.64.0.1",
  "::1",
  "::",
  "fe80::1",
  "fd00::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "224.0.0.1",
  "255.255.255.255",
  "localhost",
])("%s is not public", (address) => {
  expect(isPublic(address)).toBe(false);
});

test("a webhook's name that has one private address among public ones is refused, and the checked address is the one used", async () => {
  const names: Record<string, string[]> = { good: ["93.184.216.34"], mixed: ["93.184.216.34", "127.0.0.1"], none: [] };
  const resolve = (host: string) => Promise.resolve(names[host] ?? []);
  expect(await safeAddress("good", false, resolve)).toBe("93.184.216.34");
  await expect(safeAddress("mixed", false, resolve)).rejects.toThrow(/not on the public internet/);
  await expect(safeAddress("none", false, resolve)).rejects.toThrow(/not on the public internet/);
  await expect(safeAddress("[::1]", false, resolve)).rejects.toThrow(/not on the public internet/);
  expect(await safeAddress("127.0.0.1", true, resolve)).toBe("127.0.0.1");
});

test("a room's name cannot forge a second syslog line or field", () => {
  const message = {
    kind: "opened" as const,
    severity: "serious" as const,
    title: "offline",
    cause: "offline",
    openedAt: "",
    at: "2026-03-02T09:00:00.000Z",
  };
  const line = syslogLine({ ...message, id: 'x"] forged="1', rooms: [{ id: "r", name: "Oak\n<0>1 forged" }] });
  expect(line).not.toContain("\n");
  expect(line).toContain('id="x\\"\\] forged=\\"1"');
  expect(line.startsWith("<27>1 2026-03-02T09:00:00.000Z ")).toBe(true);
});
