import { parseArgs } from "node:util";
import { ConfigError, messageOf } from "../domain/errors.ts";
import { loadSettings } from "../settings/load.ts";
import { type CalendarCommandIo, readTexts } from "./calendar-check.ts";
import { Expander } from "./expander.ts";
import { textOf } from "./read-input.ts";
import { type PreviewLine, type PreviewMeeting, previewRules, type RulesPreview } from "./recognition/preview.ts";

const usage = "usage: roomkeeper calendar preview --config FILE --with NEW_FILE [--json]";

/**
 * `roomkeeper calendar preview`: what the hosts and rules of another settings file would do to the bookings of the next two
 * weeks. Neither passcodes nor links are shown.
 * @returns 0; 1 when a host or rule cannot work
 * @throws ConfigError for arguments and settings, CalendarError when a calendar cannot be read
 */
export async function runCalendarPreview(args: string[], io: CalendarCommandIo): Promise<number> {
  const { config, other, json } = readArguments(args);
  const [settings, changed] = [await loadSettings(config), await loadSettings(other)];
  const [before, after] = [io.recognitionOf?.(settings) ?? {}, io.recognitionOf?.(changed) ?? {}];
  const expander = new Expander();
  try {
    const bookings = [];
    for (const source of settings.calendar.sources) {
      bookings.push(...(await readTexts(source, settings.room.zone, expander, { ...io, recognition: before })));
    }
    const texts = bookings.map(({ title, private: hidden, fields }) => ({
      ...textOf(title, fields),
      title: hidden ? "(private)" : title,
    }));
    const preview = previewRules(texts, before, after);
    io.out(json ? `${JSON.stringify(preview, null, 1)}\n` : asText(preview));
    return preview.problems.length === 0 ? 0 : 1;
  } finally {
    await expander.close();
  }
}

function readArguments(args: string[]): { config: string; other: string; json: boolean } {
  const wrong = (message: string) => new ConfigError("config.invalid", `calendar preview: ${message}\n${usage}`);
  try {
    const text = { type: "string" } as const;
    const options = { config: { ...text, short: "c" }, with: text, json: { type: "boolean" } } as const;
    const { values } = parseArgs({ args: args.slice(1), options });
    if (values.config === undefined) throw wrong("--config is missing");
    if (values.with === undefined) throw wrong("--with is missing: the file with the new hosts and rules");
    return { config: values.config, other: values.with, json: values.json ?? false };
  } catch (error) {
    throw error instanceof ConfigError ? error : wrong(messageOf(error));
  }
}

function asText({ lines, problems }: RulesPreview): string {
  const changed = lines.filter(({ change }) => change !== "same");
  const told = [
    ...problems.map(({ path, message }) => `cannot work: ${path}: ${message}`),
    ...changed.map(asLine),
    `${changed.length} of ${lines.length} bookings change`,
  ];
  return told.map((line) => `${line}\n`).join("");
}

const changes: Record<PreviewLine["change"], string> = {
  same: "same",
  found: "now found",
  lost: "no longer found",
  "other-meeting": "another meeting",
  "other-link": "another link",
};

const asLine = ({ title, change, before, after }: PreviewLine) =>
  `${changes[change]}: ${title || "(no title)"}: ${named(before)} → ${named(after)}`;

const named = (meeting: PreviewMeeting | null) =>
  meeting === null ? "nothing" : [meeting.serviceName, meeting.meetingId].filter((part) => part !== null).join(" ");
