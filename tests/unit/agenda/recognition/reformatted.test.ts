import { describe, expect, it } from "vitest";
import { recognise } from "../../../../src/agenda/recognition/recognise.ts";
import type { BookingText } from "../../../../src/agenda/recognition/types.ts";
import { caseFiles, type RecognitionCase } from "./case-files.ts";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const lines = (text: string) => escaped(text).split("\n");
const linked = (text: string) =>
  text.replace(
    /https:\/\/[^\s<>"，。、；）()[\]]+[^\s<>"，。、；）()[\].,;:!?*']/g,
    (url) => `<a href="${url}">${url}</a>`,
  );

/** What calendars and mail programs do to the same invitation; the meeting stays the same. */
const formats: [string, (text: string) => BookingText][] = [
  ["HTML with line breaks", (text) => ({ html: `<html><body>${lines(text).join("<br>\n")}</body></html>` })],
  [
    "HTML with blocks",
    (text) => ({
      html: lines(text)
        .map((line) => `<div>${line === "" ? "<br>" : line}</div>`)
        .join(""),
    }),
  ],
  [
    "Outlook's HTML",
    (text) => ({
      html: lines(text)
        .map((line) => `<p class=MsoNormal><span>${line || "&nbsp;"}</span></p>`)
        .join("\r\n"),
    }),
  ],
  ["HTML with links", (text) => ({ html: lines(text).map(linked).join("<br>") })],
  ["HTML in plain text", (text) => ({ description: lines(text).map(linked).join("<br>") })],
  ["HTML beside plain text", (text) => ({ description: text, html: `<p>${lines(text).join("<br>")}</p>` })],
  ["line ends of mail", (text) => ({ description: text.replaceAll("\n", "\r\n") })],
  ["escapes of the calendar format", (text) => ({ description: text.replaceAll("\n", "\\n") })],
  ["unbreakable blanks", (text) => ({ description: text.replaceAll(" ", "\u00a0") })],
  [
    "quotation marks",
    (text) => ({
      description: lines(text)
        .map((line) => `> ${line}`)
        .join("\n")
        .replaceAll("&amp;", "&"),
    }),
  ],
  [
    "a forwarded message",
    (text) => ({
      description: `FYI\n\n-----Original Appointment-----\nFrom: Olaf\nSent: Monday\nSubject: x\n\n${text}`,
    }),
  ],
  ["twice", (text) => ({ description: `${text}\n\n${text}` })],
  [
    "the guests' network below",
    (text) => ({ description: `${text}\n\nGuest Wi-Fi: Birch\nPassword: sunshine9\n\nDoor code: 4081#` }),
  ],
  [
    "a recording below",
    (text) => ({ description: `${text}\n\nRecording: https://example.zoom.us/rec/share/a.b\nPasscode: 7&kq!Z2p` }),
  ],
  [
    "a signature below",
    (text) => ({ description: `Agenda: https://docs.example.com/d/1\n\n${text}\n\nThanks, Pat\nTel: +49 30 1234567` }),
  ],
];

/** Texts with markup or with an order of messages of their own are changed by a new format. */
const sensitive = ["broken-text", "forwarded-chain", "hostile"];
const cases = caseFiles
  .flatMap((file) => file.cases)
  .filter(
    ({ booking, kind }) =>
      typeof booking.description === "string" && booking.html === undefined && !sensitive.includes(kind),
  )
  .filter(({ booking }) => !/<[a-z/!]|&amp;|context=\{/i.test(String(booking.description)));

describe.each(formats)("%s", (_name, format) => {
  it.each(cases)("$id is read alike", ({ booking, adminHosts = {}, rules = [] }: RecognitionCase) => {
    const { description, ...others } = booking;
    const changed = { ...others, ...format(String(description)) };
    const settings = { adminHosts, rules };
    expect(recognise(changed, settings).best).toEqual(recognise(booking, settings).best);
  });
});
