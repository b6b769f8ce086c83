import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recognise, recogniseLink } from "../../../../src/agenda/recognition/recognise.ts";
import type { BookingText, RecognitionSettings } from "../../../../src/agenda/recognition/types.ts";
import { sampleLinks } from "./sample-links.ts";

/** Pieces of which invitations, and attacks on their readers, are made. */
const pieces = fc.constantFrom(
  "https://",
  "http:/",
  "zoom.us/j/86413520977",
  "?pwd=a.1",
  "meet.google.com/abc-defg-hij",
  "sip:a@b.example",
  "#",
  "@",
  "Meeting ID: 864 1352 0977",
  "Passcode: ",
  "密码：",
  "会议号：418-207-936",
  "#腾讯会议：",
  "Zoom",
  "Teams",
  '<a href="',
  '">',
  "</a>",
  "<s>",
  "</s>",
  "<p>",
  "<!--",
  "-->",
  "&amp;",
  "&#61;",
  "%3A%2F%2F",
  "%",
  "\\n",
  "\n\n",
  "> ",
  "From: x\nTo: y\n",
  "=3D",
  "=\n",
  "~~",
  "\u200b",
  "\u202e",
  "１２３",
  "https://eur03.safelinks.protection.outlook.com/?url=",
  "https://urldefense.com/v3/__",
  "__;!!a$",
  "\ue000",
  "\ue001",
  "\ud800",
  "(",
  ")",
  ".",
);
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
);

describe("whatever comes in", () => {
  it("an answer comes out, the same one each time, and never an exception", () => {
    const booking = fc.record({
      title: text,
      location: text,
      description: text,
      html: text,
      conference: fc.dictionary(text, text),
    });
    fc.assert(
      fc.property(booking, (one) => {
        expect(recognise(one)).toEqual(recognise(one));
      }),
      { numRuns: 300 },
    );
  });

  it("fields of any type are read as absent or as what they hold", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (booking, settings) => {
        const answer = recognise(booking as BookingText, settings as RecognitionSettings);
        expect(Array.isArray(answer.also)).toBe(true);
      }),
    );
    expect(recogniseLink(undefined as unknown as string)).toBeNull();
  });

  it("a link that is offered is https, without user name, and on a host that the text names", () => {
    fc.assert(
      fc.property(text, (description) => {
        for (const { url } of allTargets(description)) {
          if (url === null) continue;
          const parsed = new URL(url);
          expect([parsed.protocol, parsed.username, parsed.password, parsed.port]).toEqual(["https:", "", "", ""]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("text around an invitation does not change what is found in it", () => {
    const word = fc.stringMatching(/^[A-Za-z]{1,12}$/);
    const prose = fc.array(word, { maxLength: 30 }).map((words) => `${words.join(" ")}.`);
    fc.assert(
      fc.property(prose, prose, fc.constantFrom(...sampleLinks), (before, after, { url, service, adminHosts = {} }) => {
        const description = `${before}\n\nJoin: ${url}\n\n${after}`;
        expect(recognise({ description }, { adminHosts }).best).toMatchObject({ service, url });
      }),
    );
  });
});

function allTargets(description: string) {
  const { best, also } = recognise({ description });
  return best === null ? also : [best, ...also];
}

/** Texts on which a careless reader needs the square of their length, or more. Long enough that they would not end. */
const hostile: Record<string, string> = {
  "tags that never end": "<a ",
  "quotes that never end": '<a href="',
  "comments that never end": "<!--",
  "deep nesting": "<div><s>",
  "links in one line": "https://zoom.us/j/86413520977 ",
  "links without blanks": "https://zoom.us/j/86413520977",
  "links into links": "https://evil.example/?u=",
  brackets: ")",
  "a link and brackets": "(https://zoom.us/j/",
  dots: "a.",
  "mail addresses": "a@b.c ",
  "labels in one line": "Zoom Meeting ID: 864 1352 0977 ",
  "labels in many lines": "Meeting ID: 864 1352 0977\nPasscode: a1b2\n",
  "codes and no meeting": "Passcode: a1b2c3\n",
  digits: "1",
  "groups of digits": "123 ",
  blanks: " ",
  "empty lines": "\n",
  quotation: "> ",
  "header lines": "From: a\n",
  strokes: "a\u0336",
  tildes: "~~",
  escapes: "%3A",
  "calendar escapes": "\\n",
  entities: "&#",
  "equal signs": "=3D",
  schemes: "a:",
  kana: "あ",
  "nested wrappers": "https%3A%2F%2Feur03.safelinks.protection.outlook.com%2F%3Furl%3D",
  names: "Zoom Teams ",
};

it.each(Object.entries(hostile))("a long text of %s does not stall the reader", (_name, piece) => {
  const text = piece.repeat(Math.ceil(400_000 / piece.length));
  for (const field of piece.includes("<") ? ["description", "html"] : ["description"]) {
    const { also } = recognise({ location: "https://zoom.us/j/86413520977", [field]: text });
    expect(also.length).toBeLessThanOrEqual(20);
  }
});

it("a megabyte of all of these does not stall the reader", () => {
  const mixed = Object.values(hostile)
    .map((piece) => piece.repeat(200))
    .join("\n");
  const description = mixed.repeat(Math.ceil(1_000_000 / mixed.length));
  expect(recognise({ location: "https://zoom.us/j/86413520977", description }).best?.service).toBe("zoom");
});

it("a link at the end of a long text is still found", () => {
  const description = `${"Lorem ipsum dolor sit amet.\n".repeat(30_000)}https://zoom.us/j/86413520977`;
  expect(recognise({ description }).best).toMatchObject({ service: "zoom", meetingId: "86413520977" });
});
