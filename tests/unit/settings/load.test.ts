import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLog } from "../../../src/platform/log.ts";
import { settingsOrLastGood } from "../../../src/settings/last-good.ts";
import { loadSettings, parseSettings } from "../../../src/settings/load.ts";
import { readSecret } from "../../../src/settings/secret.ts";
import { watchSettings } from "../../../src/settings/watch.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

const parse = (text: string) => parseSettings(text, "/etc/roomkeeper/room.yaml");

describe("a bad file is refused with the path, the value and what is allowed", () => {
  test.each([
    ["room: [", /room\.yaml:1:\d+: /],
    ["room: { name: Oak }\nroom: { name: Elm }", /room\.yaml:2:1: .*unique/],
    ["{}", /room/],
    ["room: { name: Oak, zone: Mars/Base }", /room\.zone "Mars\/Base" must be an IANA time zone/],
    ["room: { name: Oak, language: fr }", /room\.language "fr" must be one of "en", "zh"/],
    ["room: { name: Oak }\npanel: { prot: 80 }", /panel\.prot 80 is not known here/],
    ["room: { name: Oak }\npanel: { port: eighty }", /panel\.port "eighty" must be integer/],
    ["room: { name: Oak }\nservices: [{ kind: zoom }]", /services\.0\.kind "zoom" must be one of "livekit"/],
    ["room: { name: Oak }\nservices: [{ kind: livekit, url: 'ws://x', apiKey: k }]", /services\.0 .*apiSecretFile/],
    [
      "room: { name: Oak }\nservices: [{ kind: livekit, url: 'ws://x', apiKey: k, apiSecret: s }]",
      /services\.0\.apiSecret .*not known/,
    ],
    [
      "room: { name: Oak }\nservices: [{ kind: livekit-token, url: 'ws://x', tokenFile: t }, { kind: livekit-token, url: 'ws://y', tokenFile: u }]",
      /services\.1\.name "livekit-token" is the name of another service/,
    ],
    ["room: { name: Oak }\ncalendar: { sources: [{ kind: ics }] }", /calendar\.sources\.0 .*either file or url/],
    [
      "room: { name: Oak }\ncalendar: { sources: [{ kind: ics, file: a.ics, write: true }] }",
      /calendar\.sources\.0 .*cannot be written to: an \.ics file or feed is only read/,
    ],
    [
      "room: { name: Oak }\nmedia: { camera: { quality: 4k } }",
      /media\.camera\.quality "4k" must be one of "180p10", "360p15", "720p30", "1080p30"/,
    ],
  ])("%s", (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  test("a file that is not there is named", async () => {
    await expect(loadSettings("/nowhere/room.yaml")).rejects.toThrow(/\/nowhere\/room\.yaml: ENOENT/);
  });
});

describe("what is not written has a default", () => {
  test("720p30 VP8 with simulcast at 1.7 Mb/s; H.264 has one layer", () => {
    expect(parse("room: { name: Oak }").media.camera).toEqual({
      codec: "vp8",
      simulcast: true,
      width: 1280,
      height: 720,
      framesPerSecond: 30,
      maxBitrate: 1_700_000,
    });
    expect(parse("room: { name: Oak }\nmedia: { camera: { codec: h264 } }").media.camera.simulcast).toBe(false);
    expect(parse("room: { name: Oak }\nmedia: { camera: { quality: 1080p30 } }").media.camera.maxBitrate).toBe(
      3_000_000,
    );
  });

  test("the bench never runs unless it is named", () => {
    const drivers = Object.keys(parse("room: { name: Oak }").devices.drivers);
    expect(drivers).toContain("uvc-camera");
    expect(drivers).not.toContain("bench");
  });

  test("a driver can be switched off", () => {
    const text = "room: { name: Oak }\ndevices: { drivers: { uvc-camera: { off: true } } }";
    expect(Object.keys(parse(text).devices.drivers)).not.toContain("uvc-camera");
    expect(Object.keys(parse(text).devices.drivers)).toContain("alsa-audio");
  });

  test("the pages stay on this computer", () => {
    expect(parse("room: { name: Oak }").panel).toEqual({
      host: "127.0.0.1",
      port: 8420,
      names: [],
      guest: false,
      phone: false,
      mirror: "here",
    });
  });

  test("paths are relative to the file, whatever the working folder", () => {
    const text = "room: { name: Oak }\nservices: [{ kind: livekit, url: 'ws://x', apiKey: k, apiSecretFile: secret }]";
    expect(parse(text).services[0]).toMatchObject({ apiSecretFile: "/etc/roomkeeper/secret" });
  });

  test.each([
    ["Salle Été 2", "salle-ete-2"],
    ["会议室", "room"],
    ["--", "room"],
  ])("the room %s gets a usable id", (name, id) => {
    expect(parse(`room: { name: "${name}" }`).room.id).toBe(id);
  });
});

describe("the last good settings", () => {
  let folder: string;
  let file: string;
  let kept: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "settings-"));
    [file, kept] = [join(folder, "room.yaml"), join(folder, "state", "kept.yaml")];
    await writeFile(file, "room: { name: Oak }");
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("run when the file is broken at the next start", async () => {
    await settingsOrLastGood(file, kept, silentLog);
    await writeFile(file, "room: { nmae: Oak }");
    const { settings, refused } = await settingsOrLastGood(file, kept, silentLog);
    expect(settings.room.name).toBe("Oak");
    expect(refused?.message).toMatch(/nmae/);
    expect(await readFile(kept, "utf8")).toBe("room: { name: Oak }");
  });

  test("a first start with a broken file says so", async () => {
    await writeFile(file, "room: 7");
    await expect(settingsOrLastGood(file, kept, silentLog)).rejects.toThrow(/room 7 must be object/);
  });

  test("a change is seen while running; a bad one is told once and changes nothing", async () => {
    const clock = new FakeClock();
    let text = "room: { name: Oak }";
    const seen: string[] = [];
    const stop = watchSettings(file, text, {
      clock,
      read: () => Promise.resolve(text),
      onGood: (good) => seen.push(parseSettings(good, file).room.name),
      onRefused: ({ message }) => seen.push(message.replace(/^.*settings: /, "")),
    });
    await clock.advance(5000);
    text = "room: { name: 7 }";
    await clock.advance(10_000);
    text = "room: { name: Elm }";
    await clock.advance(10_000);
    stop();
    text = "room: { name: Ash }";
    await clock.advance(10_000);
    expect(seen).toEqual(["room.name 7 must be string", "Elm"]);
  });

  test("a secret that is missing or empty names its file", async () => {
    await writeFile(join(folder, "empty"), "\n");
    await expect(readSecret(join(folder, "none"))).rejects.toThrow(/none cannot be read/);
    await expect(readSecret(join(folder, "empty"))).rejects.toThrow(/empty is empty/);
  });
});
