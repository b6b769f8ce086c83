import { MeetingError, RoomkeeperError } from "../domain/errors.ts";
import type { Chosen } from "../domain/media.ts";
import type { SourceActivity } from "../domain/meeting.ts";
import type { Clock } from "../platform/clock.ts";
import { redact } from "../platform/redact.ts";
import type { WorkerReport } from "../protocol/meeting-worker.ts";
import type { Running, Supervised } from "./gstreamer/supervised.ts";
import type { LocalParticipant } from "./livekit/binding.ts";
import { forgottenAfterMs } from "./livekit/mute-ledger.ts";
import type { OutgoingTrack } from "./livekit/outgoing-track.ts";

export type SourceReport = Extract<WorkerReport, { type: "source" }>;

type Outgoing = Pick<OutgoingTrack, keyof OutgoingTrack>;
type Capture = Pick<Supervised, keyof Supervised>;

export interface LocalSourceOptions<Recipe> {
  name: "camera" | "microphone" | "share";
  outgoing: Outgoing;
  /** Makes the supervised capture of a recipe; it is not started yet. */
  capture: (recipe: Recipe, onChange: (running: Running, error: RoomkeeperError | null) => void) => Capture;
  /** A microphone goes on listening while it is off (its sound goes nowhere); a camera must not. */
  listensWhileOff: boolean;
  clock: Clock;
  report: (report: WorkerReport) => void;
  /** The track has just become known to the server. */
  onPublished?: () => void;
}

const publishAgainMs = 3000;
/** Each takes a second and a half. */
const verifyLooks = 6;

/**
 * One thing that the room sends: what is wanted, which device, whether it captures, whether others get it. Every change
 * ends in `#settle`, which brings capture, publication and mute to where they should be and says what changed.
 * Invariants: off means that no process holds a camera; what is not wanted is muted.
 */
export class LocalSource<Recipe> {
  readonly #options: LocalSourceOptions<Recipe>;
  #wanted = false;
  #chosen: Chosen<Recipe> | null = null;
  #capture: Capture | null = null;
  #participant: LocalParticipant | null = null;
  #publishing = false;
  #trouble: RoomkeeperError | null = null;
  #publishTrouble: RoomkeeperError | null = null;
  readonly #firstPublished = Promise.withResolvers<void>();
  #verifying = false;
  #everOn = false;
  #closed = false;
  #said = "";

  constructor(options: LocalSourceOptions<Recipe>) {
    this.#options = options;
  }

  /** Wanted and running: its pictures and sound may leave the room. */
  get live(): boolean {
    return this.#wanted && this.#chosen !== null;
  }

  get outgoing(): Outgoing {
    return this.#options.outgoing;
  }

  /** Once the server knows the track for the first time; pending for ever where it never does. */
  get published(): Promise<void> {
    return this.#firstPublished.promise;
  }

  /** Both at once, at the join: one report instead of two. */
  begin(chosen: Chosen<Recipe> | null, wanted: boolean): void {
    this.#wanted = wanted;
    this.use(chosen);
  }

  want(on: boolean): void {
    this.#wanted = on;
    this.#settle();
  }

  /** Takes another device, or none. The track stays. */
  use(chosen: Chosen<Recipe> | null): void {
    if (JSON.stringify(chosen?.recipe) !== JSON.stringify(this.#chosen?.recipe)) this.#dropCapture();
    this.#chosen = chosen;
    this.#settle();
  }

  /** The room is in the meeting: what is wanted is published. */
  enter(participant: LocalParticipant): void {
    this.#participant = participant;
    this.#settle();
  }

  /** The binding says that the track is (un)muted. */
  heardMute(muted: boolean): void {
    if (this.outgoing.heardMute(muted)) return this.#mutedByOther(muted);
    this.#options.clock.after(forgottenAfterMs, () => {
      const really = this.#closed ? null : this.outgoing.contradicted();
      if (really !== null) this.#mutedByOther(really);
    });
  }

  #mutedByOther(muted: boolean): void {
    if (muted && this.#wanted) {
      this.#wanted = false;
      this.#options.report({ type: "mutedByOther", source: this.#options.name });
    }
    // Nobody else switches a microphone on: settling mutes again what is not wanted.
    this.#settle();
  }

  /** The server changed what this room may publish: what was withdrawn is gone there without another word. */
  async permissionChanged(): Promise<void> {
    const participant = this.#participant;
    if (participant === null) return;
    if (this.outgoing.published && !this.outgoing.allowedBy(participant)) await this.outgoing.unpublish();
    this.#settle();
  }

  /**
   * After a reconnect: publishes again what no longer flows. Looks several times, because the capture may just be starting
   * anew and the native layer may still be busy with its own republishing.
   */
  async verify(): Promise<void> {
    if (this.#verifying) return;
    this.#verifying = true;
    for (let look = 0; look < verifyLooks && !this.#closed; look++) {
      const { outgoing } = this.#options;
      const shouldFlow = () => outgoing.published && !outgoing.muted && this.#capture?.running === "on";
      const flowed = await outgoing.flows();
      if (!shouldFlow()) continue;
      if (flowed) break;
      await outgoing.unpublish();
      this.#settle();
    }
    this.#verifying = false;
  }

  /** Ends the capture; the track goes with the connection, or by `outgoing.unpublish()`. */
  close(): void {
    this.#closed = true;
    this.#dropCapture();
  }

  #settle(): void {
    if (this.#closed) return;
    this.#settleCapture();
    this.#settlePublication();
    this.outgoing.setMuted(this.#shouldBeMuted());
    this.#say();
  }

  #settleCapture(): void {
    const { listensWhileOff, capture } = this.#options;
    if (this.#chosen === null || !(this.#wanted || listensWhileOff)) {
      this.#dropCapture();
      return;
    }
    if (this.#capture !== null) return;
    this.#capture = capture(this.#chosen.recipe, (running, error) => {
      this.#trouble = error;
      if (running === "on") this.#everOn = true;
      if (running !== "off") this.#settle();
    });
    this.#capture.start();
  }

  #dropCapture(): void {
    const capture = this.#capture;
    this.#capture = null;
    this.#trouble = null;
    capture?.stop();
  }

  #settlePublication(): void {
    const participant = this.#participant;
    const needed = this.live || (this.#options.listensWhileOff && this.#chosen !== null);
    if (participant === null || !needed || this.#publishing || this.outgoing.published) return;
    this.#publishing = true;
    this.outgoing.setMuted(this.#shouldBeMuted());
    void this.#publish(participant);
  }

  async #publish(participant: LocalParticipant): Promise<void> {
    const { name, clock, report, onPublished } = this.#options;
    try {
      await this.outgoing.publish(participant);
      this.#publishTrouble = null;
      onPublished?.();
      this.#firstPublished.resolve();
      if (!this.#closed) report({ type: "published", source: name });
    } catch (error) {
      this.#publishTrouble =
        error instanceof RoomkeeperError ? error : new MeetingError("meeting.timeout", String(error));
      if (this.#publishTrouble.code !== "meeting.refused") clock.after(publishAgainMs, () => this.#settle());
    }
    this.#publishing = false;
    if (this.#publishTrouble === null) this.#settle();
    else this.#say();
  }

  /** The first start is published open: others get the first picture. Later starts stay muted until there is one. */
  #shouldBeMuted(): boolean {
    if (!this.live) return true;
    const running = this.#capture?.running ?? "off";
    return running === "failed" || (this.#everOn && running !== "on");
  }

  #activity(): SourceActivity {
    if (!this.#wanted) return "off";
    if (this.#chosen === null) return "missing";
    if (this.#capture?.running === "failed" || this.#publishTrouble !== null) return "failed";
    return this.#capture?.running === "on" && this.outgoing.published && !this.outgoing.muted ? "on" : "starting";
  }

  #say(): void {
    const activity = this.#activity();
    const trouble = activity === "failed" ? (this.#trouble ?? this.#publishTrouble) : null;
    const report: SourceReport = {
      type: "source",
      source: this.#options.name,
      activity,
      deviceId: this.#chosen?.deviceId ?? null,
      code: trouble?.code ?? null,
      detail: trouble === null ? "" : redact(trouble.message, 500),
    };
    const said = JSON.stringify(report);
    if (said === this.#said || this.#closed) return;
    this.#said = said;
    this.#options.report(report);
  }
}
