import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { preferred } from "../../../src/platform/priority.ts";

const folder = join(import.meta.dirname, "../../../systemd");
const unit = readFileSync(join(folder, "roomkeeper-room.service"), "utf8");
const hubUnit = readFileSync(join(folder, "roomkeeper-hub.service"), "utf8");
const rules = readFileSync(join(folder, "60-roomkeeper.rules"), "utf8");

const has = (name: string, value?: string) => unit.split("\n").some((line) => line === `${name}=${value ?? ""}`);

const noTool = spawnSync("systemd-analyze", ["--version"]).status !== 0;

/** The unit as a file of its own, with a program that is there, and with what is added to it. */
function unitFile(added = "", name = "roomkeeper-room", text = unit): string {
  const temporary = mkdtempSync(join(tmpdir(), "roomkeeper-unit-"));
  onTestFinished(() => rmSync(temporary, { recursive: true }));
  const file = join(temporary, `${name}.service`);
  writeFileSync(file, text.replace(/^ExecStart=.*$/m, "ExecStart=/bin/true") + added);
  return file;
}

const units = [
  ["roomkeeper-room", `${unit}\n${readFileSync(join(folder, "assisted-windows.conf"), "utf8")}`],
  ["roomkeeper-hub", hubUnit],
] as const;

test.skipIf(noTool).each(units)(
  "systemd understands every line of %s: a setting in the wrong section is ignored without an error",
  (name, text) => {
    const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", unitFile("", name, text)], {
      encoding: "utf8",
    });
    const ours = `${stdout}${stderr}`.split("\n").filter((line) => line.includes(name));
    expect(ours).toEqual([]);
    expect(status).toBe(0);
  },
);

test.skipIf(noTool).each([
  ["roomkeeper-room", unit],
  ["roomkeeper-hub", hubUnit],
])("%s is exposed to less than 3 of 10 by systemd's own judgement", (name, text) => {
  const file = unitFile("", name, text);
  const judge = () =>
    execFileSync("systemd-analyze", ["security", "--offline=true", "--threshold=30", file], { stdio: "pipe" });
  expect(judge).not.toThrow();
});

test.each([
  ["MemoryDenyWriteExecute", "V8 compiles at run time: the daemon dies at its start"],
  ["PrivateDevices", "cameras and sound cards disappear"],
  ["ProtectClock", "its own device list blocks cameras on several versions of systemd"],
  ["PrivateUsers", "the groups video and audio count no more"],
  ["PrivateNetwork", "no meeting can be reached"],
])("%s is not set: %s", (setting) => {
  expect(unit).not.toMatch(new RegExp(`^${setting}=(?!no$|false$)`, "m"));
});

test("the watchdog is fed by a helper process: others than the main process may tell systemd", () => {
  expect(unit).toMatch(/^WatchdogSec=\d+$/m);
  expect([has("Type", "notify"), has("NotifyAccess", "all")]).toEqual([true, true]);
});

test("the service may take the priority that it asks for: else sound stutters beside a busy browser, and nobody says why", () => {
  expect(has("LimitNICE", String(preferred))).toBe(true);
});

test("/proc/asound stays visible: without it no sound card is found", () => {
  expect(unit).not.toMatch(/^ProcSubset=pid/m);
});

const canVerify = spawnSync("udevadm", ["verify", "--help"]).status === 0;

test.skipIf(!canVerify)("udev understands every rule: one that it does not is left out without a word", () => {
  const { status, stdout, stderr } = spawnSync("udevadm", ["verify", join(folder, "60-roomkeeper.rules")], {
    encoding: "utf8",
  });
  expect({ status, said: `${stdout}${stderr}`.split("\n").filter((line) => /error|warning/i.test(line)) }).toEqual({
    status: 0,
    said: [],
  });
});

test("every rule has the form of one: keys, comparisons and assignments, nothing left over", () => {
  const key = /^[A-Z_]+(\{[^}]+\})?(==|!=|\+=|:=|=)"[^"]*"$/;
  const lines = rules.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(lines.flatMap((line) => line.split(/,\s*/)).filter((part) => !key.test(part))).toEqual([]);
});

test("what the udev rules hand to the daemon's user, the unit lets it open", () => {
  const groups: Record<string, string> = {
    video4linux: "char-81",
    sound: "char-116",
    hidraw: "char-hidraw",
    gpio: "char-gpiochip",
    usb: "char-189",
  };
  const handed = new Set([...rules.matchAll(/^SUBSYSTEM=="(\w+)".*GROUP=/gm)].map((match) => match[1] ?? ""));
  expect(handed.size).toBeGreaterThan(0);
  expect([...handed].filter((subsystem) => !has("DeviceAllow", `${groups[subsystem]} rw`))).toEqual([]);
  const named = new Set([...rules.matchAll(/GROUP="(\w+)"/g)].map((match) => match[1] ?? ""));
  const member = unit.match(/^SupplementaryGroups=(.*)$/m)?.[1]?.split(" ") ?? [];
  expect([...named].filter((group) => !member.includes(group))).toEqual([]);
});

test("a device group by name is known before the service starts: else it is left out and a camera plugged later is blocked", () => {
  const named = [...unit.matchAll(/^DeviceAllow=char-([a-z]\w*)/gm)].map((match) => match[1] ?? "");
  // Those of the kernel itself need no module.
  const builtIn = ["gpiochip", "ttyS"];
  const modules: Record<string, string> = { hidraw: "hid", media: "mc", cec: "cec" };
  for (const order of ["Wants", "After"]) {
    for (const group of named.filter((name) => !builtIn.includes(name)))
      expect(unit).toMatch(new RegExp(`^${order}=.*modprobe@${modules[group]}\\.service`, "m"));
  }
});
