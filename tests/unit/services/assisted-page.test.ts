import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { services } from "../../../src/agenda/recognition/services/table.ts";
import type { JoinTarget } from "../../../src/domain/booking.ts";
import { assistedPageOf } from "../../../src/services/assisted/assisted-page.ts";
import { assistedServices } from "../../../src/services/assisted/table.ts";

const target = (service: string, url: string | null, more: Partial<JoinTarget> = {}): JoinTarget => ({
  service,
  url,
  meetingId: null,
  passcode: null,
  native: false,
  ...more,
});
const pageUrl = (service: string, url: string) => assistedPageOf(target(service, url))?.url;

describe("the page that is opened", () => {
  test.each([
    ["zoom", "https://zoom.us/j/1234567890?pwd=abc", "https://zoom.us/wc/join/1234567890?pwd=abc"],
    ["zoom", "https://us02web.zoom.us/j/123456789", "https://us02web.zoom.us/wc/join/123456789"],
    ["zoom", "https://zoom.us/my/ana", "https://zoom.us/my/ana"],
    ["zoom", "https://zoom.us/w/1234567890?tk=x", "https://zoom.us/w/1234567890?tk=x"],
    ["teams", "https://teams.microsoft.com/meet/2345?p=x", "https://teams.microsoft.com/meet/2345?p=x"],
    ["jitsi", "https://meet.jit.si/Oak#config.x=1", "https://meet.jit.si/Oak#config.x=1"],
    ["a-service-of-the-administrator", "https://video.example.org/oak", "https://video.example.org/oak"],
  ])("%s: %s", (service, link, page) => {
    expect(pageUrl(service, link)).toBe(page);
  });

  test.each([
    ["no link", null],
    ["a number to dial", "sip:oak@example.org"],
    ["a link that runs code", "javascript:alert(1)"],
    ["a file", "file:///etc/passwd"],
    ["a program's own scheme", "zoommtg://zoom.us/join?confno=1"],
    ["a link with a name and password in front", "https://zoom.us@evil.example/j/123456789"],
    ["no address at all", "zoom"],
  ])("none for %s: a browser never gets it", (_, url) => {
    expect(assistedPageOf(target("zoom", url))).toMatchObject({ url: null });
  });

  test("whatever the link is, only web pages are opened, and always on the host of the link", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (url) => {
        const page = assistedPageOf(target("zoom", url))?.url ?? null;
        if (page === null) return;
        expect(["http:", "https:"]).toContain(new URL(page).protocol);
        expect(new URL(page).host).toBe(new URL(url).host);
      }),
    );
  });
});

test("a meeting that the room enters by itself has no page", () => {
  expect(assistedPageOf(target("livekit-meet", "https://meet.example/rooms/x", { native: true }))).toBeNull();
});

test("people are told to have the passcode ready when the link does not carry it", () => {
  const needs = (url: string) => assistedPageOf(target("zoom", url, { passcode: "1234" }))?.needs;
  expect(needs("https://zoom.us/j/123456789")).toContain("passcode");
  expect(needs("https://zoom.us/j/123456789?pwd=abc")).not.toContain("passcode");
});

test("every window says what no window can do; an unknown service says that we do not know it", () => {
  for (const { id } of assistedServices) {
    const page = assistedPageOf(target(id, "https://example.org/x"));
    expect(page?.limits).toEqual(expect.arrayContaining(["controls", "cable", "comeback"]));
  }
  expect(assistedPageOf(target("nobody-knows", "https://example.org/x"))?.limits).toContain("unproven");
});

test("each row is a service that recognition finds and the room cannot enter, once", () => {
  const ids = assistedServices.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const assisted = services.filter(({ native }) => !native).map(({ id }) => id);
  expect(ids.filter((id) => !assisted.includes(id))).toEqual([]);
});
