import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeXml, find, parseXml } from "../../../src/agenda/sources/caldav/xml.ts";
import { SourceError } from "../../../src/agenda/sources/source.ts";

test("names are compared by namespace, whatever prefix a server chooses", () => {
  const answers = [
    '<multistatus xmlns="DAV:"><sync-token>t</sync-token></multistatus>',
    '<D:multistatus xmlns:D="DAV:"><D:sync-token>t</D:sync-token></D:multistatus>',
    "<ns0:multistatus xmlns:ns0='DAV:'><sync-token xmlns='DAV:'>t</sync-token></ns0:multistatus>",
  ];
  for (const answer of answers) {
    const root = parseXml(answer);
    expect(root.name).toBe("DAV: multistatus");
    expect(find(root, "DAV: sync-token")?.text).toBe("t");
  }
});

test("texts come as they were meant: entities, numbers, CDATA, no comments", () => {
  const text =
    "<?xml version='1.0'?><!-- a --><a>1 &lt; 2 &amp; 3 &#x1F680;&#65;<!-- b --><![CDATA[<raw> & ]]]]><![CDATA[>]]></a>";
  expect(parseXml(text).text).toBe("1 < 2 & 3 🚀A<raw> & ]]>");
});

test("a calendar that contains markup of its own survives", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (value) => {
      const plain = value.replaceAll("\uFEFF", "");
      expect(parseXml(`<a>${escapeXml(plain)}</a>`).text).toBe(plain);
    }),
  );
});

test.each([
  ["a document type, with which entities could be made to grow", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ["an end without a beginning", "<a></a></b>"],
  ["ends that cross", "<a><b></a></b>"],
  ["an answer that was cut off", "<a><b>"],
  ["nothing", ""],
  ["elements without end", "<a>".repeat(1000)],
])("%s is refused", (_, text) => {
  expect(() => parseXml(text)).toThrow(SourceError);
});

test("whatever a server sends is read or refused, never anything else", () => {
  const piece = fc.constantFrom(
    "<a>",
    "</a>",
    "<b:c xmlns:b='d'/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&",
    "&#9999999;",
    '"',
    "<",
    ">",
    "x",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      try {
        parseXml(pieces.join(""));
      } catch (error) {
        expect(error).toBeInstanceOf(SourceError);
      }
    }),
    { numRuns: 2000 },
  );
});
