import type { Invitation } from "../domain/assisted.ts";
import type { Intent } from "../domain/intent.ts";
import type { RoomState } from "../domain/room-state.ts";
import type { ProblemKind } from "../health/problem-reports.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { EquipmentLevels, PageTicket } from "../protocol/panel.ts";

/** The room behind the pages. */
export interface RoomPort {
  /** The newest state; `version` grows with each change. The object is not changed afterwards. */
  state(): { version: number; state: RoomState };
  /** Calls after each change; returns how to stop. */
  onChange(listener: () => void): () => void;
  /**
   * Somebody's wish.
   * @throws RoomkeeperError intent.impossible, with the reason
   */
  wish(intent: Intent): Promise<void> | void;
}

/** How pages get into the running meeting. Both throw a RoomkeeperError when there is none. */
export interface TicketPort {
  /** @param screen which of the room's displays asks; empty for the only one */
  display(screen: string): Promise<PageTicket>;
  guest(name: string): Promise<PageTicket>;
}

/** The room's equipment, while somebody looks at it. Both calls throw intent.impossible while another program has it. */
export interface LookPort {
  look(wish: { picture: boolean }): EquipmentLevels;
  playTone(): void;
  /** The newest mirror picture, a JPEG. */
  readonly picture: Uint8Array | null;
}

/** Reports of people in the room. */
export interface ReportPort {
  write(about: ProblemKind): Promise<{ id: string; at: string }>;
  list(): Promise<{ id: string; at: string }[]>;
  /** @throws RoomkeeperError request.unknown */
  read(id: string): Promise<string>;
}

/** What phones can do with the code that the display shows. */
export interface PhonePort {
  code(): { code: string; expiresAt: string };
  /** @throws RoomkeeperError phone.code, request.too-many, or why the room cannot join */
  send(code: string, link: string): Promise<void>;
  /** Where the room's meeting is opened. @throws RoomkeeperError phone.code, request.too-many, meeting.unknown */
  meeting(code: string): Promise<string>;
}

/** Whether the room can serve people now, and which part cannot. */
interface Readiness {
  ready: boolean;
  parts: Readonly<Record<string, boolean>>;
}

export interface PanelOptions {
  /** Address to listen on: "127.0.0.1", "0.0.0.0", "::1", ... */
  host: string;
  /** TCP port; 0 is any. Several are tried in this order until one is free. */
  port: number | readonly number[];
  /** Further names (or name:port) under which the pages may be opened. */
  allowedHosts: readonly string[];
  /** Folder with the built pages. */
  pagesFolder: string;
  /** Serve the guest page and its tickets. */
  guest: boolean;
  room: RoomPort;
  /** Prometheus text. */
  metrics(): Promise<string>;
  readiness(): Readiness;
  tickets: TicketPort;
  /** Null: phones are off. */
  phone: PhonePort | null;
  /**
   * Link and number of a meeting of another service.
   * @throws RoomkeeperError intent.impossible, meeting.unknown
   */
  invitation(subject: { bookingId: string } | { link: string }): Invitation;
  look: LookPort;
  /** Where the mirror picture may be seen: on the room computer, everywhere, nowhere. */
  mirror: "here" | "everywhere" | "off";
  reports: ReportPort;
  log: Log;
  clock: Clock;
}
