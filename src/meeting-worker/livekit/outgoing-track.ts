import { MeetingError, messageOf } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import { type LocalParticipant, type LocalTrack, request, type TrackPublishOptions } from "./binding.ts";
import { MuteLedger } from "./mute-ledger.ts";
import { mayPublish } from "./permissions.ts";
import { trackStatistics } from "./track-statistics.ts";

/** Long enough for a few packets of anything that is fed. */
const verifyMs = 1500;

/**
 * One of the room's own tracks: published once, then muted and unmuted. The binding's own idea of "muted" lags, so this
 * keeps what was asked for and what the server did.
 */
export class OutgoingTrack {
  readonly #track: LocalTrack;
  readonly #options: TrackPublishOptions;
  readonly #clock: Clock;
  readonly #ledger = new MuteLedger();
  #participant: LocalParticipant | null = null;
  #sid: string | null = null;
  #muted = false;

  constructor(track: LocalTrack, options: TrackPublishOptions, clock: Clock) {
    this.#track = track;
    this.#options = options;
    this.#clock = clock;
  }

  get published(): boolean {
    return this.#sid !== null;
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** The handle for statistics. */
  get handle(): bigint {
    return this.#track.ffi_handle.handle;
  }

  /** Whether this is the track of a publication that the binding names. */
  is(sid: string | undefined): boolean {
    return sid !== undefined && this.#track.sid === sid;
  }

  /** @throws MeetingError `meeting.refused` when it is not allowed, `meeting.timeout` when the server does not take it */
  async publish(participant: LocalParticipant): Promise<void> {
    if (!this.allowedBy(participant)) {
      throw new MeetingError("meeting.refused", "the meeting does not let this room publish this source");
    }
    try {
      const publication = await participant.publishTrack(this.#track, this.#options);
      this.#participant = participant;
      this.#sid = publication.sid ?? "";
    } catch (error) {
      throw new MeetingError("meeting.timeout", `the server does not take the track: ${messageOf(error)}`);
    }
  }

  allowedBy(participant: LocalParticipant): boolean {
    return this.#options.source === undefined || mayPublish(participant.info.permission, this.#options.source);
  }

  /** Takes it back; a server that has dropped it already is fine. */
  async unpublish(): Promise<void> {
    const participant = this.#participant;
    const sid = this.#track.sid;
    this.#sid = null;
    this.#participant = null;
    if (participant === null || sid === undefined) return;
    await participant.unpublishTrack(sid).catch(() => {});
  }

  /** Others hear or see it at once, or no more; takes 0.7 ms. */
  setMuted(muted: boolean): void {
    if (this.#muted === muted) return;
    this.#muted = muted;
    if (this.published) this.#ledger.expect(muted, this.#clock.monotonicMs());
    request("localTrackMute", { trackHandle: this.handle, mute: muted });
  }

  /** The binding says that this track is (un)muted. @returns true when somebody else did it */
  heardMute(muted: boolean): boolean {
    const other = this.#ledger.hear(muted, this.#clock.monotonicMs()) === "other";
    if (!other || this.#muted === muted) return false;
    this.#muted = muted;
    return true;
  }

  /**
   * A host's mute may look like the echo of an own one that was taken back at once. To be asked some seconds after one was
   * taken for an echo: what the server really has, where it is not what was asked for; else null.
   */
  contradicted(): boolean | null {
    const last = this.#ledger.settled(this.#clock.monotonicMs());
    if (last === null || last === this.#muted) return null;
    this.#muted = last;
    return last;
  }

  /** Whether packets really leave; a republish that failed after a reconnect is told by nobody. */
  async flows(): Promise<boolean> {
    const before = await trackStatistics(this.handle);
    await new Promise<void>((resolve) => this.#clock.after(verifyMs, resolve));
    const after = await trackStatistics(this.handle);
    // A track that was just published anew counts from zero.
    return after.packetsSent > 0 && after.packetsSent !== before.packetsSent;
  }
}
