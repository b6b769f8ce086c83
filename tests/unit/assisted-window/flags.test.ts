import { expect, test } from "vitest";
import { chromiumFlags, type FlagContext } from "../../../src/assisted-window/flags.ts";

const context: FlagContext = {
  profile: "/var/lib/roomkeeper/windows/zoom",
  entry: "http://127.0.0.1:4242/abc",
  desktop: { kind: "x11", display: ":0" },
  size: { width: 1920, height: 1080 },
  sources: { microphone: null, speaker: null },
  language: "en",
};

test("a service never meets a browser that a program steers or that is weakened", () => {
  const flags = chromiumFlags(context).join(" ");
  expect(flags).not.toMatch(
    /remote-debugging|automation|headless|test-type|sandbox|web-security|fake|certificate|unsafe/,
  );
});

test("it fills the display, also where nobody else makes windows large", () => {
  expect(chromiumFlags(context)).toEqual(expect.arrayContaining(["--kiosk", "--window-size=1920,1080"]));
  expect(chromiumFlags({ ...context, size: null }).join(" ")).not.toContain("--window-size");
});

test("it plays and listens with the room's own devices", () => {
  const chosen = { deviceId: "jabra", title: "Jabra" };
  const flags = chromiumFlags({
    ...context,
    sources: {
      microphone: {
        ...chosen,
        recipe: { kind: "alsa", pcm: "plughw:CARD=Speak,DEV=0", channels: 1, echoCancelled: true },
      },
      speaker: { ...chosen, recipe: { kind: "alsa", pcm: "plughw:CARD=Speak,DEV=0", channels: 2 } },
    },
  });
  expect(flags).toEqual(
    expect.arrayContaining([
      "--alsa-input-device=plughw:CARD=Speak,DEV=0",
      "--alsa-output-device=plughw:CARD=Speak,DEV=0",
    ]),
  );
});

test("on Wayland it is told so", () => {
  const flags = chromiumFlags({ ...context, desktop: { kind: "wayland", socket: "/run/user/1/wayland-0" } });
  expect(flags).toContain("--ozone-platform=wayland");
});
