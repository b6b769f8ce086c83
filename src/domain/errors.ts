import { type ErrorCode, errorTable, type Retry } from "./error-codes.ts";

export interface ErrorDetails {
  /** What it is about: a device id, a file, a URL without secrets. */
  subject?: string;
  retry?: Retry;
  cause?: unknown;
}

/** A moment that went wrong. `code` is in the one table (error-codes.ts); `message` names the place and the mend. */
export class RoomkeeperError extends Error {
  readonly code: ErrorCode;
  readonly subject: string | undefined;
  readonly retry: Retry;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.subject = details.subject;
    this.retry = details.retry ?? errorTable[code].retry;
  }
}

/** A mistake of ours: crash, let the supervisor restart. */
export class ProgrammingError extends RoomkeeperError {}
/** Settings that cannot be used: reject, keep the last good ones. */
export class ConfigError extends RoomkeeperError {}
export class DeviceError extends RoomkeeperError {}
export class MediaError extends RoomkeeperError {}
export class MeetingError extends RoomkeeperError {}
export class CalendarError extends RoomkeeperError {}
export class HubError extends RoomkeeperError {}
/** Somebody changed their mind. Never a fault. */
export class Cancelled extends RoomkeeperError {
  constructor(what: string) {
    super("cancelled", `${what} was cancelled`);
  }
}

/** The message of anything thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
