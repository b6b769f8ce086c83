import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { BrowserWindow } from "../../../src/assisted-window/browser-window.ts";
import type { WindowEnd } from "../../../src/assisted-window/ports.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { processes } from "../support/processes.ts";

/** Patience with what never comes runs twenty times as fast. */
const fast = { ...systemClock, after: (ms: number, run: () => void) => systemClock.after(ms / 20, run) };
const setpriv = spawnSync("setpriv", ["--version"]).status === 0 ? "setpriv" : null;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "roomkeeper-window."));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

/** Opens a window with a browser that is this program (Node): `entry` is what it is started with. */
async function openWith(
  program: string,
  spoil: (browser: string) => Promise<void> = async () => {},
  clock = systemClock,
) {
  const browser = join(folder, "browser");
  await writeFile(
    browser,
    `#!${process.execPath}\nconst entry = process.argv.find((a) => a.startsWith("--app=")).slice(6);\n${program}`,
  );
  await chmod(browser, 0o755);
  await spoil(browser);
  const opened = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<WindowEnd>();
  const ends: WindowEnd[] = [];
  const window = new BrowserWindow(
    {
      browser,
      desktop: { kind: "x11", display: ":0" },
      xdotool: null,
      setpriv,
      profile: join(folder, "profile"),
      keep: false,
      language: "en",
      env: { PATH: process.env.PATH },
      clock,
      log: silentLog,
    },
    {
      service: "zoom",
      url: "https://zoom.us/wc/join/1?pwd=sesame42",
      hosts: [],
      sources: { camera: null, microphone: null, speaker: null },
    },
    {
      onOpen: () => opened.resolve(),
      onEnd: (end) => {
        ends.push(end);
        ended.resolve(end);
      },
    },
  );
  onTestFinished(async () => {
    await window.close();
    expect(ends).toHaveLength(1);
  });
  return { window, opened: opened.promise, ended: ended.promise };
}

const goes = `fetch(entry, { redirect: "manual" });`;
const stays = `setInterval(() => {}, 1000);`;
const left = () => processes().filter(({ command }) => command.includes(folder));

test("a browser that ends at once: its last words are told, without the meeting's secrets", async () => {
  const { ended } = await openWith(`console.error("no display https://zoom.us/j/1?pwd=sesame42"); process.exit(3);`);
  expect(await ended).toEqual({ how: "failed", detail: expect.stringMatching(/exit 3 no display/) });
  expect((await ended).detail).not.toContain("sesame42");
});

test("a browser that cannot be started is told like one that fails", async () => {
  const { ended } = await openWith("", (browser) => rm(browser));
  expect(await ended).toMatchObject({ how: "failed", detail: expect.stringMatching(/No such file|ENOENT/) });
});

test("a browser that never shows the page is given up", async () => {
  const { ended } = await openWith(stays, undefined, fast);
  expect(await ended).toMatchObject({ how: "failed", detail: expect.stringContaining("SIGKILL") });
  expect(left()).toEqual([]);
});

test("a browser that does not want to end is ended, and closing waits for it", async () => {
  const { window, opened, ended } = await openWith(`process.on("SIGTERM", () => {}); ${goes} ${stays}`);
  await opened;
  await window.close();
  expect(await ended).toEqual({ how: "closed", detail: "" });
  expect(left()).toEqual([]);
});

test("what a crashed browser leaves behind is ended before the devices count as free", async () => {
  const { opened, ended } = await openWith(`
    if (process.argv.includes("--helper")) { process.on("SIGTERM", () => {}); ${stays} }
    else {
      require("node:child_process").spawn(process.argv[0], [process.argv[1], "--app=x", "--helper"], { stdio: "ignore" });
      ${goes.replace(";", "")}.then(() => process.kill(process.pid, "SIGSEGV"));
    }
  `);
  await opened;
  expect(await ended).toMatchObject({ how: "lost", detail: expect.stringContaining("SIGSEGV") });
  expect(left()).toEqual([]);
  expect(existsSync(join(folder, "profile"))).toBe(false);
});

test("left before the browser was up: nothing is started any more, and it is no failure", async () => {
  const { window, ended } = await openWith(`${goes} ${stays}`);
  await window.close();
  expect(await ended).toEqual({ how: "closed", detail: "" });
  expect(left()).toEqual([]);
});
