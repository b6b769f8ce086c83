import type { Intent } from "../domain/intent.ts";
import type { RoomState } from "../domain/room-state.ts";

/**
 * Panel socket (`GET /api/socket`): JSON texts. The state comes whole and coalesced, and again every 15 s unchanged, so that
 * a page notices a dead line. Each intent is acknowledged by its id (1 to 100 characters, chosen by the page); an id sent
 * again on the same socket gets the first answer again and does nothing. A message without a readable id is refused with
 * an empty one. Close codes: 1001 the daemon stops, 1003 binary, 1008 flooding, 1009 larger than 64 kB.
 */

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

/** `POST /api/check`: how loud it is, 0 to 1, and the number of the newest mirror picture (`GET /api/check/picture`). */
export interface EquipmentLevels {
  microphone: number;
  speaker: number;
  picture: number | null;
}

/** `GET /api/display-ticket`, `GET /api/guest-ticket?name=`: how a page of this daemon gets into the running meeting. */
export interface PageTicket {
  url: string;
  token: string;
  /** End-to-end passphrase, null when the meeting is in the clear. */
  passphrase: string | null;
}
