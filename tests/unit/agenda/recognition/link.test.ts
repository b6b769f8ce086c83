import { expect, it } from "vitest";
import { recogniseLink } from "../../../../src/agenda/recognition/recognise.ts";
import { sampleLinks } from "./sample-links.ts";

it.each(sampleLinks)(
  "$url is understood when typed or pasted on the panel",
  ({ url, service, meetingId, adminHosts = {} }) => {
    for (const text of [url, `  ${url}\n`, url.replace("https://", ""), `<${url}>`, `Join: ${url}`]) {
      expect(recogniseLink(text, { adminHosts })).toMatchObject({ service, meetingId, url });
    }
  },
);

it("a whole invitation may be pasted", () => {
  const text = "Join\nhttps://zoom.us/j/86413520977\nMeeting ID: 864 1352 0977\nPasscode: 519044";
  expect(recogniseLink(text)).toMatchObject({ meetingId: "86413520977", passcode: "519044" });
});

it("rooms of LiveKit and La Suite are native, others are not", () => {
  const native = sampleLinks.filter(({ url, adminHosts = {} }) => recogniseLink(url, { adminHosts })?.native === true);
  expect([...new Set(native.map(({ service }) => service))].sort()).toEqual([
    "la-suite-meet",
    "livekit",
    "livekit-custom",
    "livekit-meet",
  ]);
});

it.each([
  "",
  "hello",
  "864 1352 0977",
  "https://zoom.us@evil.example/j/86413520977",
  "javascript:alert(1)",
  "av@example.com",
])("%j is no link to a meeting", (text) => expect(recogniseLink(text)).toBeNull());
