import { describe, expect, test } from "vitest";
import { linkPorts, recognitionOf } from "../../../src/appliance/links.ts";
import { meetingTargetOf, typedTarget } from "../../../src/room/targets.ts";
import { servicesOf } from "../../../src/services/index.ts";
import type { RoomSettings } from "../../../src/settings/complete.ts";

type Services = RoomSettings["services"];
const livekit: Services[number] = {
  kind: "livekit",
  name: "own",
  url: "wss://lk.example",
  apiKey: "k",
  apiSecretFile: "s",
};
const visio: Services[number] = { kind: "la-suite-meet", name: "visio", hosts: ["visio.example.org:8443"] };
const meet: Services[number] = { kind: "livekit-meet", name: "meet", hosts: ["meet.example.org"] };

function portsOf(...services: Services) {
  const settings = { services, calendar: { sources: [] } as RoomSettings["calendar"] };
  return { services: servicesOf(settings), ...linkPorts(recognitionOf(settings)) };
}
const typed = (text: string, ...services: Services) => typedTarget(text, portsOf(...services));
const joined = (link: string, ...services: Services) => {
  const ports = portsOf(...services);
  const join = ports.recogniseLink(link);
  return join === null ? null : meetingTargetOf(join, ports);
};

describe("what people type on the panel", () => {
  test.each([
    ["a name", "weekly sync", { target: { service: "own", room: "weekly sync" } }],
    ["a number in groups", "123 456 789", { target: { room: "123456789" } }],
    ["a name of digits and hyphens stays as it is", "2026-11", { target: { room: "2026-11" } }],
    ["a code of La Suite", " ABC-defg-hij ", { link: "https://visio.example.org:8443/abc-defg-hij" }],
    ["ten letters are a name", "standup123", { target: { room: "standup123" } }],
    ["a link without its scheme", "visio.example.org:8443/abc-defg-hij", { link: expect.any(String) }],
    ["a line of an invitation", "#腾讯会议：123-456-789", { link: "#腾讯会议：123-456-789" }],
  ])("%s", (_, text, meant) => {
    expect(typed(text, livekit, visio, meet)).toMatchObject(meant);
  });

  test("without a service of its own, a room takes names for its LiveKit Meet", () => {
    expect(typed("design/review", meet)).toEqual({ link: "https://meet.example.org/rooms/design%2Freview" });
    expect(typed("weekly sync", visio)).toBeNull();
    expect(typed("weekly sync")).toBeNull();
  });
});

describe("links of services that nobody has configured", () => {
  test("lead in all the same, where recognition knows the host", () => {
    expect(joined("https://meet.livekit.io/rooms/ab12-cd34#key")).toMatchObject({
      service: "livekit-meet",
      room: "ab12-cd34",
      passphrase: "key",
    });
    expect(joined("https://visio.numerique.gouv.fr/ABCdefgHIJ")).toMatchObject({ room: "abc-defg-hij" });
  });

  test("a configured one goes first, and an unknown host nowhere", () => {
    expect(joined("https://visio.example.org:8443/abc-defg-hij", visio)?.service).toBe("visio");
    expect(joined("https://visio.example.org/abc-defg-hij", visio)).toBeNull();
  });

  test("a link whose key cannot be read is not joined in the clear", () => {
    expect(joined("https://meet.livekit.io/rooms/ab12-cd34#50%")).toBeNull();
  });
});
