import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/protocol/hub/difference.ts";
import { parseSettings } from "../../../src/settings/load.ts";

const file = "{ room: { name: Oak }, devices: { driverModules: [./own-driver] } }";
const settings = (managed: JsonObject) => parseSettings(file, "/etc/roomkeeper/room.yaml", managed);

test.each<[string, JsonObject]>([
  ["programs to be loaded", { devices: { driverModules: ["/tmp/evil.js"] } }],
  [
    "paths of secrets",
    { services: [{ kind: "livekit", url: "wss://x.example", apiKey: "k", apiSecretFile: "/etc/shadow" }] },
  ],
  ["the address of the panel", { panel: { host: "0.0.0.0" } }],
  ["another hub", { hub: { url: "https://evil.example" } }],
  ["the room's identity", { room: { id: "other" } }],
  ["calendars", { calendar: {} }],
  ["what is no setting of devices", { devices: { anything: true } }],
])("a hub that was taken over cannot set %s, not even past its own checks", (_, managed) => {
  expect(() => settings(managed)).toThrow(/is not known here/);
});

test("what the room's own file says of drivers stays when the hub sets something else", () => {
  const managed = settings({ devices: { camera: "cam-1" }, policies: { meetNow: false } });
  expect(managed.devices.modules).toEqual(["/etc/roomkeeper/own-driver"]);
  expect(managed.policies.meetNow).toBe(false);
});
