import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/protocol/hub/difference.ts";
import { adoptLive, differLiveOnly, isLiveSetting } from "../../../src/settings/live.ts";
import { parseSettings } from "../../../src/settings/load.ts";

const file = "room: { name: Oak, zone: Europe/Berlin }";
const settings = (managed: JsonObject = {}) => parseSettings(file, "/etc/roomkeeper/room.yaml", managed);

test.each([
  ["room.name", true],
  ["room.language", true],
  ["policies.autoJoin.enabled", true],
  ["policies.titles", true],
  ["log.level", true],
  ["room.zone", false],
  ["room", false],
  ["devices.camera", false],
  ["media.camera.codec", false],
  ["constructor.name", false],
  ["", false],
])("%s in a running meeting: %s", (path, live) => {
  expect(isLiveSetting(path.split("."))).toBe(live);
});

test("what the schema marks as live is taken over without a restart, and nothing else is", () => {
  const changes: [JsonObject, boolean][] = [
    [{ room: { name: "Elm", language: "zh" } }, true],
    [{ policies: { autoJoin: { enabled: true }, displayStandbyMinutes: 3 } }, true],
    [{ log: { level: "debug" } }, true],
    [{ room: { name: "Elm", zone: "Asia/Shanghai" } }, false],
    [{ media: { camera: { codec: "h264" } } }, false],
  ];
  for (const [managed, live] of changes) {
    const used = settings();
    expect(differLiveOnly(used, settings(managed)), JSON.stringify(managed)).toBe(live);
    adoptLive(used, settings(managed));
    if (live) expect(used).toEqual(settings(managed));
  }
});

test("a room that its hub renames stays the same room", () => {
  expect(settings({ room: { name: "Great Elm" } }).room).toMatchObject({ id: "oak", name: "Great Elm" });
});
