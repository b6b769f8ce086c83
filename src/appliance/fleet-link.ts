import { isDeepStrictEqual } from "node:util";
import { HubError, messageOf } from "../domain/errors.ts";
import type { ShownClaim } from "../fleet/enrolment.ts";
import { type Fleet, joinFleet } from "../fleet/join-fleet.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";
import type { HubTokens } from "../services/hub-tokens.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { isLiveSetting } from "../settings/live.ts";
import type { ChangingRoom } from "./changing-room.ts";
import { computerActions } from "./computer-actions.ts";

interface FleetLinkParts {
  /** For key, certificate, journals and cached tokens. */
  folder: string;
  version: string;
  room: ChangingRoom;
  /** Keeps what the hub has set for the next start. */
  keep: (managed: JsonObject) => Promise<void>;
  /** Ends the daemon in order, so that it is started again. */
  endDaemon: () => void;
  clock: Clock;
  log: Log;
}

/** Tokens live twelve hours: those of the coming meetings are fetched anew in time, also when no other meeting comes. */
const aheadAgainMs = 4 * 3_600_000;

/** The room's link to the hub that its settings name, over changes of them. */
export class FleetLink {
  readonly #parts: FleetLinkParts;
  #hub: RoomSettings["hub"] = null;
  #computer: RoomSettings["computer"] = { startsAgain: false, reboot: [] };
  #fleet: Fleet | null = null;
  #work: Promise<void> = Promise.resolve();
  #ahead = "";
  /** Monotonic: when they were fetched. */
  #aheadMs = 0;
  #stopListening = () => {};

  constructor(parts: FleetLinkParts) {
    this.#parts = parts;
    this.#stopListening = parts.room.onChange(() => this.#fetchAhead());
  }

  /** @throws HubError hub.unreachable while the room is not claimed, or without hub and earlier token; hub.refused */
  readonly tokens: HubTokens = async (meeting, whom) => {
    // After a start the room wants in before the link has read who it is.
    await this.#work;
    await this.#fleet?.started;
    const member = this.#fleet?.member;
    if (!member) throw new HubError("hub.unreachable", "the room is not yet claimed by its hub");
    return await member.tokens.token(meeting, whom);
  };

  /** Finds the hub of these settings; leaves the former one. */
  use({ hub, computer }: RoomSettings): void {
    this.#computer = computer;
    if (isDeepStrictEqual(hub, this.#hub)) return;
    this.#hub = hub;
    this.#work = this.#work
      .then(() => this.#join(hub))
      .catch((error: unknown) =>
        this.#parts.log.error("the room cannot look for its hub", { cause: messageOf(error) }),
      );
  }

  async close(): Promise<void> {
    this.#stopListening();
    await this.#work;
    await this.#fleet?.close();
  }

  async #join(hub: RoomSettings["hub"]): Promise<void> {
    const { folder, version, room, keep, endDaemon, clock, log } = this.#parts;
    const computer = { settings: () => this.#computer, environment: process.env, endDaemon };
    await this.#fleet?.close();
    this.#fleet = null;
    room.showEnrolment(null);
    if (hub === null) return;
    this.#fleet = await joinFleet({
      ...{ ...hub, folder, software: version, room, clock, log },
      configurable: {
        isLive: isLiveSetting,
        apply: async (document) => {
          await room.manage(document);
          await keep(document);
        },
      },
      host: computerActions(computer),
      onOnline: (online) => {
        this.#ahead = "";
        if (online) this.#fetchAhead();
      },
      showClaim: (claim) => room.showEnrolment(claim === null ? null : enrolmentOf(claim, hub.url)),
    });
  }

  /** Tokens for what is booked: the room gets in while the hub is away. */
  #fetchAhead(): void {
    const member = this.#fleet?.member;
    if (!member?.online) return;
    const meetings = this.#parts.room.hubMeetings;
    const key = meetings.join("\n");
    const nowMs = this.#parts.clock.monotonicMs();
    if (key === this.#ahead && nowMs - this.#aheadMs < aheadAgainMs) return;
    this.#ahead = key;
    this.#aheadMs = nowMs;
    void member.tokens.prefetch(meetings);
  }
}

/** The code goes in the fragment, which browsers do not send. */
function enrolmentOf({ code, fingerprint, expiresAt, again }: ShownClaim, hub: string) {
  const url = `${hub.replace(/\/$/, "")}/claim#${encodeURIComponent(code)}`;
  const shown = { code, fingerprint, url, until: new Date(expiresAt).toISOString() };
  return again === null ? shown : { ...shown, again };
}
