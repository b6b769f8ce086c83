import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNativeService, laSuiteSlugOf, parseNativeLink } from "../../../../src/agenda/recognition/native-link.ts";

describe("LiveKit Meet", () => {
  it("the room is the raw path segment: decoded, it would be another room", () => {
    expect(parseNativeLink("https://meet.livekit.io/rooms/salle%20%C3%A9", "livekit-meet")).toEqual({
      service: "livekit-meet",
      origin: "https://meet.livekit.io",
      room: "salle%20%C3%A9",
      encrypted: false,
      passphrase: null,
    });
    expect(parseNativeLink("https://meet.livekit.io/rooms/salle é", "livekit-meet")?.room).toBe("salle%20%C3%A9");
  });

  it("the passphrase is decoded twice, as the page does", () => {
    const link = parseNativeLink("https://meet.livekit.io/rooms/a#50%2525%20off", "livekit-meet");
    expect(link).toMatchObject({ encrypted: true, passphrase: "50% off" });
  });

  it.each(["#50%25", "#100%", "#%zz", "#%FF"])(
    "a passphrase that the page cannot decode (%s) never joins in the clear",
    (key) => {
      const link = parseNativeLink(`https://meet.livekit.io/rooms/a${key}`, "livekit-meet");
      expect(link).toMatchObject({ encrypted: true, passphrase: null });
    },
  );

  it("keeps port and region of an own deployment", () => {
    const link = parseNativeLink("https://meet.example.org:8443/rooms/board?region=eu#k", "livekit-meet");
    expect(link).toMatchObject({
      origin: "https://meet.example.org:8443",
      room: "board",
      region: "eu",
      passphrase: "k",
    });
  });

  it.each([
    "https://meet.livekit.io/",
    "https://meet.livekit.io/rooms/",
    "https://meet.livekit.io/rooms/a/b",
    "https://x@h.example/rooms/a",
    "not a link",
  ])("%s is no room", (url) => expect(parseNativeLink(url, "livekit-meet")).toBeNull());
});

describe("LiveKit with address and token in the link", () => {
  it("takes both, and decodes the passphrase once", () => {
    const url = "https://meet.livekit.io/custom?liveKitUrl=wss%3A%2F%2Flk.example.org&token=eyJh.e30.c#50%25%20off";
    expect(parseNativeLink(url, "livekit-custom")).toEqual({
      service: "livekit-custom",
      origin: "https://meet.livekit.io",
      room: null,
      encrypted: true,
      passphrase: "50% off",
      serverUrl: "wss://lk.example.org",
      token: "eyJh.e30.c",
    });
  });

  it.each([
    "?token=a",
    "?liveKitUrl=wss://x.example",
    "?liveKitUrl=file:///etc/passwd&token=a",
    "?liveKitUrl=javascript:1&token=a",
  ])("%s lets nobody in", (query) =>
    expect(parseNativeLink(`https://meet.livekit.io/custom${query}`, "livekit-custom")).toBeNull(),
  );
});

describe("La Suite Meet", () => {
  it.each([
    "abc-defg-hij",
    "ABC-Defg-Hij",
    "abcdefghij",
    " abcdefg-hij ",
    "https://visio.example.org/ABCdefghij",
    "visio.example.org/abc-defg-hij?x=1",
  ])("%s is the room abc-defg-hij: its API adds no hyphens", (text) =>
    expect(laSuiteSlugOf(text)).toBe("abc-defg-hij"),
  );

  it.each(["", "abc", "abc-defg-hijk", "mentions-legales", "https://visio.example.org/a/b", "4417082915#"])(
    "%s is no slug",
    (text) => {
      expect(laSuiteSlugOf(text)).toBeNull();
    },
  );

  it("a link becomes origin and room", () => {
    expect(parseNativeLink("https://visio.example.org/KVOztqalmp", "la-suite-meet")).toMatchObject({
      origin: "https://visio.example.org",
      room: "kvo-ztqa-lmp",
    });
  });
});

it("other services are not native", () => {
  expect(isNativeService("zoom")).toBe(false);
  expect(parseNativeLink("https://zoom.us/j/86413520977", "zoom")).toBeNull();
});

it("never throws, whatever is typed", () => {
  const service = fc.constantFrom("livekit", "livekit-meet", "livekit-custom", "la-suite-meet", "x");
  fc.assert(
    fc.property(
      fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()),
      service,
      (url, one) => {
        const link = parseNativeLink(url, one);
        if (link?.passphrase != null) expect(link.encrypted).toBe(true);
        laSuiteSlugOf(url);
      },
    ),
  );
});
