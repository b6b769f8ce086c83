import { expect, test } from "vitest";
import { linkPorts, recognitionOf } from "../../../src/appliance/links.ts";
import { meetingTargetOf } from "../../../src/room/targets.ts";
import { servicesOf } from "../../../src/services/index.ts";
import { parseSettings } from "../../../src/settings/load.ts";

const settings = parseSettings(
  `
room: { name: Oak }
services:
  - { kind: livekit, name: own, url: "ws://sfu", apiKey: k, apiSecretFile: s, linkHosts: [meet.own.example] }
  - { kind: livekit-meet, name: meet, hosts: [meet.partner.example] }
  - { kind: la-suite-meet, name: visio, hosts: [visio.example] }
`,
  "/etc/room.yaml",
);
const ports = { services: servicesOf(settings), ...linkPorts(recognitionOf(settings)) };
const targetOf = (link: string) => {
  const join = ports.recogniseLink(link);
  return join === null ? null : meetingTargetOf(join, ports);
};

test.each([
  ["https://meet.own.example/rooms/review", { service: "own", room: "review", passphrase: null }],
  [
    "https://meet.partner.example/rooms/ab12-cd34#50%2525%20off",
    { service: "meet", room: "ab12-cd34", passphrase: "50% off" },
  ],
  ["https://visio.example/ABC-Defg-hij", { service: "visio", room: "abc-defg-hij", passphrase: null }],
  [
    "https://meet.partner.example/custom?liveKitUrl=wss%3A%2F%2Flk.example&token=abc",
    { service: "livekit-link", direct: { url: "wss://lk.example", token: "abc" } },
  ],
])("%s leads to the service that lets the room in", (link, target) => {
  expect(targetOf(link)).toMatchObject(target);
});

test.each([
  ["a foreign host of the right form", "https://meet.evil.example/rooms/review"],
  ["a host that only ends like ours", "https://evil-meet.own.example.evil/rooms/review"],
  ["a service that needs a browser", "https://us02web.zoom.us/j/86413520977"],
  ["a key that nobody can read: encrypted or not at all", "https://meet.partner.example/rooms/x#50%"],
  ["no link", "see you there"],
])("is not joined by the room itself: %s", (_, link) => {
  expect(targetOf(link)).toBeNull();
});
