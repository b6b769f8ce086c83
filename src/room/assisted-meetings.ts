import { randomUUID } from "node:crypto";
import type { OrderedWindow, WindowPort } from "../assisted-window/ports.ts";
import type { AssistedMeeting, AssistedWindow, Invitation, PointerAction } from "../domain/assisted.ts";
import { bookingIdOf, type JoinTarget } from "../domain/booking.ts";
import { MeetingError, messageOf, RoomkeeperError } from "../domain/errors.ts";
import type { OpenAssistedIntent } from "../domain/intent.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { type AssistedPage, assistedPageOf } from "../services/assisted/assisted-page.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { offerOf } from "./assisted-offer.ts";
import { sourcesOf } from "./roles.ts";
import type { Room } from "./room.ts";

export interface AssistedPorts {
  room: Room;
  windows: WindowPort;
  recogniseLink: (text: string) => JoinTarget | null;
  settings: Pick<RoomSettings, "assisted" | "policies" | "devices">;
  clock: Clock;
  log: Log;
}

/** Which meeting: a booking, or a link that somebody typed. */
export type AssistedSubject = { bookingId: string } | { link: string };

interface Found {
  target: JoinTarget;
  page: AssistedPage;
  title: string;
  bookingId: string | null;
  start: string | null;
  endsAt: string | null;
}

const lookEveryMs = 10_000;

/**
 * Meetings of services that the room cannot enter: a window on the display, and camera, microphone and speaker left to it.
 * Invariants: never beside a meeting of the room's own; while a window closes, it still has the devices.
 */
export class AssistedMeetings {
  readonly #ports: AssistedPorts;
  #window: OrderedWindow | null = null;

  constructor(ports: AssistedPorts) {
    this.#ports = ports;
  }

  /**
   * Looks from time to time whether a window could be opened, and tells the room.
   * @returns how to stop
   */
  watch(): () => void {
    const { room, windows, clock, log } = this.#ports;
    const look = () =>
      windows
        .readiness()
        .then((readiness) => room.observe({ type: "windowReadiness", readiness }))
        .catch((error: unknown) =>
          log.error("displays and browsers cannot be looked up", { detail: messageOf(error) }),
        );
    void look();
    return clock.every(lookEveryMs, () => void look());
  }

  /** @throws RoomkeeperError intent.impossible, meeting.unknown or assisted.window, with the reason */
  open(intent: OpenAssistedIntent): void {
    const { room, windows, settings, clock } = this.#ports;
    const found = this.#find(intent);
    const { page, title, bookingId, endsAt } = found;
    const { window } = this.#offer(found);
    if (window !== "ready" || page.url === null) throw impossible(reasons[window === "ready" ? "no-page" : window]);
    const meeting: AssistedMeeting = {
      id: randomUUID(),
      phase: "opening",
      service: page.service,
      title,
      bookingId,
      startedAt: new Date(clock.now()).toISOString(),
      openedAt: null,
      endsAt,
      pointer: room.model.windowReadiness.pointer,
      needs: this.#offer(found).needs,
      limits: page.limits,
    };
    if (bookingId !== null) room.observe({ type: "settled", bookingId });
    const sources = sourcesOf(room.model, settings.devices.prefer);
    const order = { service: page.service, url: page.url, hosts: page.hosts, sources };
    this.#window = windows.open(order, this.#handlers(meeting));
    room.observe({ type: "assistedBegan", meeting });
  }

  /** Closes the window; the devices are back when the state says so. */
  leave(): void {
    const { room } = this.#ports;
    if (room.model.assisted === null) throw impossible("the room has no window open");
    room.observe({ type: "assistedClosing" });
    void this.#window?.close();
  }

  point(action: PointerAction): void {
    const { room } = this.#ports;
    if (room.model.assisted?.phase !== "open" || this.#window === null) throw impossible("the room has no window open");
    this.#window.point(action);
  }

  /** Link, number and passcode for another device: only while the meeting can be joined, and never in the state. */
  invitation(subject: AssistedSubject): Invitation {
    const found = this.#find(subject);
    const offer = this.#offer(found);
    if (offer.window === "too-early") throw impossible(reasons["too-early"]);
    const { service, url, meetingId, passcode } = found.target;
    return { service, url, meetingId, passcode, offer };
  }

  /** Ends the window with the daemon. */
  async close(): Promise<void> {
    await this.#window?.close();
  }

  #handlers(meeting: AssistedMeeting) {
    const { room, log } = this.#ports;
    const { service } = meeting;
    return {
      onOpen: () => {
        log.info("a window is open", { service });
        room.observe({ type: "assistedOpened" });
      },
      onEnd: (end: { how: "closed" | "failed" | "lost"; detail: string }) => {
        this.#window = null;
        log[end.how === "closed" ? "info" : "error"]("a window has ended", { service, ...end });
        room.observe({ type: "assistedEnded", end });
      },
    };
  }

  #offer({ page, start }: Found) {
    const { room, settings, clock } = this.#ports;
    return offerOf(page, start, room.model, { settings, nowMs: clock.now() });
  }

  #find(subject: AssistedSubject): Found {
    if ("link" in subject) return this.#ofLink(subject.link);
    const { room, clock } = this.#ports;
    const booking = room.model.bookings.find((candidate) => bookingIdOf(candidate) === subject.bookingId);
    if (booking === undefined) throw impossible("this booking is not in the room's calendar any more");
    if (Date.parse(booking.end) <= clock.now()) throw impossible("this booking is over");
    const target = booking.join;
    const page = target === null ? null : assistedPageOf(target);
    if (target === null || page === null) throw impossible("this booking has no meeting of another service");
    const title = booking.private ? "" : booking.title;
    return { target, page, title, bookingId: subject.bookingId, start: booking.start, endsAt: booking.end };
  }

  #ofLink(link: string): Found {
    const target = this.#ports.recogniseLink(link);
    const page = target === null ? null : assistedPageOf(target);
    if (target === null || page === null) {
      throw new MeetingError("meeting.unknown", "this link is not a meeting of another service that the room knows");
    }
    return { target, page, title: "", bookingId: null, start: null, endsAt: null };
  }
}

const reasons: Record<Exclude<AssistedWindow, "ready">, string> = {
  off: "meetings of other services on the display are off: assisted.enabled in the room's settings",
  "no-display": "the room computer has no display where a window could open: see assisted.display",
  "no-browser": "no Chromium is installed on the room computer: see assisted.browser",
  "no-page": "this meeting has a number, but no web page to open",
  "too-early": "this meeting can be opened shortly before its start",
  "in-meeting": "the room is in a meeting: leave it first",
};

const impossible = (reason: string) => new RoomkeeperError("intent.impossible", reason);
