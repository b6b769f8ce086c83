import type { ErrorCode } from "../../domain/error-codes.ts";
import { redact } from "../../platform/redact.ts";
import type { WorkerReport } from "../../protocol/meeting-worker.ts";

type EndReason = Extract<WorkerReport, { type: "ended" }>["reason"];

/** How a meeting ended for this worker. `detail` is for IT and holds no secret. */
export interface End {
  reason: EndReason;
  code: ErrorCode | null;
  detail: string;
}

/**
 * Reasons of the server for a disconnect (`DisconnectReason` of livekit_models.proto), by number.
 * Removed, duplicate and deleted are final: rejoining with the old token would work, and must not be done.
 */
const reasons: Record<number, [EndReason, ErrorCode | null, string]> = {
  0: ["failed", "meeting.unreachable", "the connection was lost"],
  1: ["left", null, "the room left"],
  2: ["duplicate", "meeting.removed", "the same identity joined from somewhere else"],
  3: ["unreachable", "meeting.unreachable", "the meeting server shuts down"],
  4: ["removed", "meeting.removed", "the host removed the room"],
  5: ["ended-by-host", "meeting.removed", "the meeting was ended"],
  6: ["failed", "meeting.unreachable", "the server no longer knows this connection"],
  7: ["refused", "meeting.refused", "the server refused the join"],
  8: ["failed", "meeting.unreachable", "the meeting moved to another server"],
  9: ["unreachable", "meeting.unreachable", "the signal connection closed"],
  10: ["ended-by-host", "meeting.removed", "the meeting was closed"],
  14: ["unreachable", "meeting.timeout", "the connection timed out"],
  15: ["failed", "media.pipeline", "the media connection failed"],
};

export function endOfDisconnect(reason: number): End {
  const [name, code, detail] = reasons[reason] ?? ["failed", "meeting.unreachable", "the server ended the connection"];
  return { reason: name, code, detail: `${detail} (reason ${reason})` };
}

/** What a failed connect says, first match wins. Texts of rtc-node 1.1.0 hold the whole token or a whole HTML page. */
const complaints: [RegExp, EndReason, ErrorCode][] = [
  [/\b40[13]\b|token|permission|api key/i, "refused", "meeting.refused"],
  [/parse the url|unsupported scheme|invalid url/i, "refused", "meeting.unknown"],
  [/timed? ?out|timeout/i, "unreachable", "meeting.timeout"],
  [/\b404\b/, "refused", "meeting.unknown"],
];

/** @param message of a failed connect, with anything in it */
export function endOfConnect(message: string): End {
  const clean = redact(message.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "), 400);
  const [, reason, code] = complaints.find(([pattern]) => pattern.test(clean)) ?? [];
  return { reason: reason ?? "unreachable", code: code ?? "meeting.unreachable", detail: clean };
}
