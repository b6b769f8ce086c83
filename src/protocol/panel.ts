import type { Intent } from "../domain/intent.ts";
import type { RoomState } from "../domain/room-state.ts";

/** Panel socket (`GET /api/socket`): JSON texts. The state comes whole and coalesced; each intent is acknowledged by its id. */

export type PanelDown =
  | { type: "state"; version: number /** The daemon's clock, ISO. */; now: string; state: RoomState }
  | { type: "accepted"; id: string }
  | { type: "refused"; id: string; problem: Problem };

export type PanelUp = { type: "intent"; id: string; intent: Intent };

/** RFC 9457 problem details; `code` is of the error table. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
}

/** `GET /api/display-token`, `GET /api/guest-token`: how a page of this daemon gets into the running meeting. */
export interface PageTicket {
  url: string;
  token: string;
  /** End-to-end passphrase, null when the meeting is in the clear. */
  passphrase: string | null;
}
