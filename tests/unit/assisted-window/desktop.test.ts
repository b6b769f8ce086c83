import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { desktopEnvironment, desktopOf, isServed } from "../../../src/assisted-window/desktop.ts";
import { isLivingMember } from "../../../src/assisted-window/process-group.ts";
import { browserTitle } from "../../../src/assisted-window/programs.ts";

test.each([
  [null, {}, null],
  [null, { DISPLAY: "" }, null],
  [null, { DISPLAY: ":0", WAYLAND_DISPLAY: "wayland-0" }, { kind: "x11", display: ":0" }],
  [
    null,
    { WAYLAND_DISPLAY: "wayland-0", XDG_RUNTIME_DIR: "/run/user/9" },
    { kind: "wayland", socket: "/run/user/9/wayland-0" },
  ],
  [null, { WAYLAND_DISPLAY: "wayland-0" }, null],
  [":1", { DISPLAY: ":0" }, { kind: "x11", display: ":1" }],
  ["host.example:10.0", {}, { kind: "x11", display: "host.example:10.0" }],
  ["/run/display/wayland-1", {}, { kind: "wayland", socket: "/run/display/wayland-1" }],
])("the setting %j in the surroundings %j is the display %j", (setting, env, desktop) => {
  expect(desktopOf(setting, env)).toEqual(desktop);
});

test("a display that nobody serves is none; one that comes later is one", async () => {
  const socket = join(tmpdir(), `roomkeeper-wayland-${process.pid}`);
  expect(await isServed({ kind: "wayland", socket })).toBe(false);
  expect(await isServed({ kind: "x11", display: ":65431" })).toBe(false);
  const server = createServer((client) => client.end()).listen(socket);
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  expect(await isServed({ kind: "wayland", socket })).toBe(true);
});

test("nothing of the daemon's surroundings reaches the browser but what it needs", () => {
  const env = {
    PATH: "/usr/bin",
    HOME: "/home/oak",
    API_SECRET: "s",
    NODE_OPTIONS: "--inspect",
    CHROMIUM_FLAGS: "--no-sandbox",
  };
  expect(desktopEnvironment({ kind: "x11", display: ":0" }, env)).toEqual({
    PATH: "/usr/bin",
    DISPLAY: ":0",
    XAUTHORITY: "/home/oak/.Xauthority",
  });
});

test.each([
  ["4242 (chromium) S 1 4242 4242 0 -1", true],
  ["4243 (odd) name) R 1 4242 4242 0 -1", true],
  ["4243 (chromium) Z 1 4242 4242 0 -1", false],
  ["4243 (chromium) S 4242 99 99 0 -1", false],
  ["", false],
])("a process of the group that lives: %s", (stat, member) => {
  expect(isLivingMember(stat, 4242)).toBe(member);
});

test.each([
  ["Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n", "Chromium 156"],
  ["Google Chrome 155.0.1.2 \n", "Google Chrome 155"],
  ["warning: odd\nChromium 9.1\n", "Chromium 9"],
  ["", "Chromium"],
])("the version that %j tells", (said, title) => {
  expect(browserTitle(said)).toBe(title);
});
