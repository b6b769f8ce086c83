import { STATUS_CODES } from "node:http";
import type { FastifyReply } from "fastify";
import type { ErrorCode } from "../domain/error-codes.ts";
import { RoomkeeperError } from "../domain/errors.ts";
import type { Log } from "../platform/log.ts";
import { redact } from "../platform/redact.ts";
import type { Problem } from "../protocol/panel.ts";

/** HTTP status of an error that the asker can do something about; every other one is 500. */
const statusOf: Partial<Record<ErrorCode, number>> = {
  "intent.invalid": 400,
  "intent.impossible": 409,
  "meeting.unknown": 409,
  "meeting.assisted": 409,
  "assisted.window": 503,
  "meeting.refused": 409,
  "meeting.token": 503,
  "meeting.unreachable": 503,
  "meeting.denied": 409,
  "calendar.refused": 409,
  "phone.code": 409,
  "calendar.unreachable": 503,
  "request.host": 421,
  "request.origin": 403,
  "request.elsewhere": 403,
  "request.invalid": 400,
  "request.unknown": 404,
  "request.type": 415,
  "request.too-large": 413,
  "request.too-many": 429,
};

const internal = "Something went wrong inside Roomkeeper. The log of the room computer has the details.";

/** RFC 9457 problem details of anything thrown. Inner errors are told to the log only: no stack, no path leaves. */
export function problemOf(thrown: unknown): Problem {
  const error = thrown instanceof RoomkeeperError ? thrown : fromFastify(thrown);
  const status = error && statusOf[error.code];
  if (error === undefined || status === undefined) return problem(500, internal, error?.code ?? "programming");
  return problem(status, redact(error.message), error.code);
}

/** Problem details with the status phrase as title, as RFC 9457 §4.2.1 asks with "about:blank". */
export function problem(status: number, detail: string, code: ErrorCode): Problem {
  return { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, detail, code };
}

/** Answers with problem details. */
export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  return reply
    .code(body.status)
    .header("cache-control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(body));
}

/** Tells the log about an answer that is our own fault. */
export function logInternal(log: Log, thrown: unknown, what: string): void {
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  log.error(`${what} failed`, { detail });
}

const fastifyCodes: Record<number, [ErrorCode, string]> = {
  400: ["request.invalid", "The request cannot be read"],
  404: ["request.unknown", "There is nothing at this address"],
  413: ["request.too-large", "The request's body is larger than 64 kB"],
  414: ["request.invalid", "The address is too long"],
  415: ["request.type", "Send the body as application/json"],
};

/** Fastify's own refusals of a request, by their status. */
function fromFastify(thrown: unknown): RoomkeeperError | undefined {
  const { statusCode, message } = thrown as { statusCode?: unknown; message?: unknown };
  const known = typeof statusCode === "number" ? fastifyCodes[statusCode] : undefined;
  if (known === undefined) return undefined;
  const [code, sentence] = known;
  const reason = code === "request.invalid" && typeof message === "string" ? `: ${message}` : "";
  return new RoomkeeperError(code, `${sentence}${reason}.`, { cause: thrown });
}
