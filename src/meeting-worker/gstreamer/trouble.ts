import type { ErrorCode } from "../../domain/error-codes.ts";
import { DeviceError, MediaError, type RoomkeeperError } from "../../domain/errors.ts";
import type { ChildEnd } from "./child.ts";

/** What GStreamer, v4l2 and the ALSA tools write, and what it means. First match wins. */
const meanings: [RegExp, ErrorCode][] = [
  [/Device or resource busy|Device '.*' is busy|\bEBUSY\b/i, "device.busy"],
  [/Permission denied|\bEACCES\b/i, "device.permission"],
  [/setpriv.*No such file|ENOENT|exec: .*not found|WARNING: erroneous pipeline: no element/i, "media.pipeline"],
  [/No such (file or directory|device)|Cannot identify device|\bENODEV\b|Unknown PCM|Invalid card/i, "device.gone"],
];

/** Turns the end of a media program into an error with a code and one readable line. */
export function explainEnd(what: string, { how, said }: ChildEnd): RoomkeeperError {
  const code = meanings.find(([pattern]) => pattern.test(said) || pattern.test(how))?.[1] ?? "media.pipeline";
  const message = `${what} ended (${how})${said === "" ? "" : `: ${mainLine(said)}`}`;
  return code.startsWith("device.") ? new DeviceError(code, message) : new MediaError(code, message);
}

/** The line that says most: GStreamer's ERROR line with its reason, else the last one. */
function mainLine(said: string): string {
  const lines = said.split("\n").map((line) => line.trim());
  const error = lines.find((line) => /^ERROR: from element/.test(line)) ?? lines.find((line) => /error/i.test(line));
  const system = lines.find((line) => /^system error:/i.test(line));
  return [error ?? lines.at(-1), system]
    .filter((line) => line !== undefined)
    .join("; ")
    .slice(0, 300);
}
