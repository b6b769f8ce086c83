import { MeetingError, messageOf, RoomkeeperError } from "../domain/errors.ts";
import type { MediaSettings, MediaSources, ShareSource } from "../domain/media.ts";
import type { EndReason } from "../domain/meeting.ts";
import type { ServerProbe } from "../health/server-probe.ts";
import { backoffMs } from "../platform/backoff.ts";
import type { ChildLink } from "../platform/child-link.ts";
import { type Clock, delay } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { patient } from "../platform/patience.ts";
import type { WorkerOrder, WorkerReport } from "../protocol/meeting-worker.ts";
import type { Ticket } from "../services/service.ts";
import { watchReconnect } from "./reconnect-watch.ts";

export type WorkerLink = Pick<ChildLink<WorkerOrder, WorkerReport>, "pid" | "alive" | "send" | "kill" | "retire">;

export interface WorkerHandlers {
  onReport: (report: WorkerReport) => void;
  onEnd: (why: string) => void;
}

export interface MeetingLanePorts {
  spawn: (handlers: WorkerHandlers) => WorkerLink;
  probe: Pick<ServerProbe, "watch" | "stop" | "healthySinceMs" | "reachable">;
  clock: Clock;
  log: Log;
  /** What the worker in the meeting says; never of one that was replaced. */
  onReport: (report: WorkerReport) => void;
  /** What somebody sees who looks at the equipment. */
  onLook: (report: Extract<WorkerReport, { type: "levels" | "mirror" }>) => void;
  /** Another worker takes the meeting over. */
  onTakeover: (why: string) => void;
  /** A takeover worked: the meeting is whole again. */
  onRecovered: () => void;
  onEnded: (reason: EndReason, code: string | null, detail: string) => void;
}

/** What the room wants of its meeting; survives every worker. */
export interface Wanted {
  microphoneOn: boolean;
  cameraOn: boolean;
  volumePercent: number;
  sources: MediaSources;
  share: ShareSource | null;
}

export interface Stay {
  media: MediaSettings;
  wanted: Wanted;
  /** Asks the service for a fresh ticket; called anew at each attempt. */
  ticket: (signal: AbortSignal) => Promise<Ticket>;
}

interface Running extends Stay {
  abort: AbortController;
  worker: WorkerLink | null;
  everConnected: boolean;
  attempts: number;
  startedMs: number;
  stopWatch: () => void;
  stopDeadline: () => void;
}

/** The first join gives up after this long; once in, the room tries for as long as the meeting lasts. */
const firstJoinMs = patient(20_000);
const connectWithinMs = { first: patient(12_000), again: patient(4000) };
const spareAfterMs = 1500;

/**
 * One meeting at a time, and always a spare worker that has loaded the binding. A worker that crashes, hangs, or cannot
 * reconnect although the server answers is replaced by the spare: same identity, same wishes.
 * Invariants: at most one worker has a join order; every report passed on is of that one; `onEnded` comes once a stay.
 */
export class MeetingLane {
  readonly #ports: MeetingLanePorts;
  #spare: WorkerLink | null = null;
  #stay: Running | null = null;
  #expected: { media: MediaSettings; sources: MediaSources } | null = null;
  #looked = { sound: false, picture: false };
  #closed = false;

  constructor(ports: MeetingLanePorts) {
    this.#ports = ports;
  }

  /** Tells the spare what to expect, so that its tracks are built before anybody taps. */
  expect(media: MediaSettings, sources: MediaSources): void {
    this.#expected = { media, sources };
    if (this.#spare === null) this.#keepSpare();
    else this.#spare.send({ type: "prepare", media, sources });
  }

  join(stay: Stay): void {
    if (this.#stay !== null) throw new MeetingError("intent.impossible", "the room is in a meeting already");
    const { clock } = this.#ports;
    this.#stay = {
      ...stay,
      abort: new AbortController(),
      worker: null,
      everConnected: false,
      attempts: 0,
      startedMs: clock.monotonicMs(),
      stopWatch: () => {},
      stopDeadline: () => {},
    };
    void this.#enter(this.#stay);
  }

  /** Changes what the room wants and tells the worker that is in the meeting. */
  want(change: Partial<Wanted>, order: WorkerOrder): void {
    if (this.#stay === null) return;
    this.#stay.wanted = { ...this.#stay.wanted, ...change };
    this.#stay.worker?.send(order);
  }

  /** Somebody looks at the equipment, or nobody any more. The worker of the meeting shows it, else the spare. */
  check(looked: { sound: boolean; picture: boolean }): void {
    this.#looked = looked;
    this.#shown?.send({ type: "check", ...looked });
  }

  testTone(volumePercent: number): void {
    this.#shown?.send({ type: "testTone", volumePercent });
  }

  /** Leaves, politely first. */
  leave(reason: EndReason = "left"): void {
    const stay = this.#stay;
    if (stay === null) return;
    const { worker, everConnected } = stay;
    this.#finish(stay, everConnected ? reason : "cancelled", null, "");
    worker?.send({ type: "leave" });
    if (everConnected) worker?.retire(3000);
    else worker?.kill();
  }

  close(): void {
    this.#closed = true;
    this.leave();
    this.#spare?.kill();
    this.#spare = null;
  }

  async #enter(stay: Running): Promise<void> {
    const signal = stay.abort.signal;
    try {
      const askedMs = this.#ports.clock.monotonicMs();
      const ticket = await stay.ticket(signal);
      if (signal.aborted) return;
      // Waiting to be let in is no failure: it must not use up the patience for the join itself.
      stay.startedMs += this.#ports.clock.monotonicMs() - askedMs;
      this.#ports.probe.watch(ticket.url);
      this.#order(stay, ticket);
    } catch (error) {
      if (!signal.aborted) this.#failed(stay, "unreachable", codeOf(error), messageOf(error));
    }
  }

  #order(stay: Running, ticket: Ticket): void {
    const worker = this.#takeWorker(stay);
    const { share, ...wanted } = stay.wanted;
    stay.worker = worker;
    worker.send({ type: "join", ...ticket, media: stay.media, ...wanted });
    this.#lookAgain(worker);
    const withinMs = stay.everConnected ? connectWithinMs.again : connectWithinMs.first;
    stay.stopDeadline = this.#ports.clock.after(withinMs, () => {
      // A connect cannot be aborted (it may hang for 15 s): the worker that hangs in one is given up.
      this.#giveUp(stay, `no connection within ${withinMs} ms`);
    });
    if (share !== null) worker.send({ type: "startShare", source: share });
  }

  #takeWorker(stay: Running): WorkerLink {
    const worker = this.#spare?.alive ? this.#spare : this.#spawn();
    this.#spare = null;
    stay.stopWatch();
    return worker;
  }

  #spawn(): WorkerLink {
    const worker: WorkerLink = this.#ports.spawn({
      onReport: (report) => this.#heard(worker, report),
      onEnd: (why) => this.#lost(worker, why),
    });
    return worker;
  }

  get #shown(): WorkerLink | null {
    return this.#stay === null ? this.#spare : this.#stay.worker;
  }

  #lookAgain(worker: WorkerLink): void {
    if (this.#looked.sound && worker === this.#shown) worker.send({ type: "check", ...this.#looked });
  }

  #keepSpare(): void {
    if (this.#closed || this.#spare !== null || this.#expected === null) return;
    this.#spare = this.#spawn();
    this.#spare.send({ type: "prepare", ...this.#expected });
    this.#lookAgain(this.#spare);
  }

  #heard(worker: WorkerLink, report: WorkerReport): void {
    if (report.type === "levels" || report.type === "mirror") {
      if (worker === this.#shown) this.#ports.onLook(report);
      return;
    }
    const stay = this.#stay;
    if (stay === null || worker !== stay.worker) return;
    switch (report.type) {
      case "panic":
        this.#giveUp(stay, `panic: ${report.detail}`);
        return;
      case "ended":
        this.#workerEnded(stay, report);
        return;
      case "connected":
        this.#connected(stay);
        break;
      case "reconnecting":
        stay.stopWatch = watchReconnect(this.#ports, (why) => this.#giveUp(stay, why));
        break;
      case "reconnected":
        stay.stopWatch();
        break;
    }
    this.#ports.onReport(report);
  }

  #connected(stay: Running): void {
    const again = stay.everConnected;
    stay.stopDeadline();
    stay.everConnected = true;
    stay.attempts = 0;
    if (again) this.#ports.onRecovered();
    this.#ports.clock.after(spareAfterMs, () => this.#keepSpare());
  }

  #workerEnded(stay: Running, { reason, code, detail }: Extract<WorkerReport, { type: "ended" }>): void {
    stay.worker?.retire(3000);
    stay.worker = null;
    if (reason === "unreachable" || reason === "failed") this.#failed(stay, reason, code, detail);
    else this.#finish(stay, reason, code, detail);
  }

  /** The process is gone: a crash in a meeting, or a spare that died. */
  #lost(worker: WorkerLink, why: string): void {
    if (worker === this.#spare) {
      this.#spare = null;
      this.#ports.log.warn("the spare meeting worker ended", { why });
      this.#ports.clock.after(spareAfterMs, () => this.#keepSpare());
      return;
    }
    const stay = this.#stay;
    if (stay === null || worker !== stay.worker) return;
    stay.worker = null;
    this.#failed(stay, "failed", "process.crashed", `the meeting worker ended: ${why}`);
  }

  #giveUp(stay: Running, why: string): void {
    if (this.#stay !== stay) return;
    stay.worker?.kill();
    stay.worker = null;
    this.#failed(stay, stay.everConnected ? "unreachable" : "failed", "meeting.timeout", why);
  }

  /** An attempt failed: another one, unless it was the first join and there is no hope. */
  #failed(stay: Running, reason: EndReason, code: string | null, detail: string): void {
    stay.stopDeadline();
    stay.stopWatch();
    const { clock, log, onTakeover } = this.#ports;
    log.warn("meeting attempt failed", { reason, code, detail, attempts: stay.attempts });
    const hopeless = code !== null && Object.hasOwn(hopelessEnds, code);
    const tired = clock.monotonicMs() - stay.startedMs > firstJoinMs;
    if (!stay.everConnected && (hopeless || tired)) {
      this.#finish(stay, (hopeless && hopelessEnds[code]) || reason, code, detail);
      return;
    }
    if (stay.everConnected) onTakeover(detail);
    void this.#again(stay);
  }

  async #again(stay: Running): Promise<void> {
    const { clock, probe } = this.#ports;
    const signal = stay.abort.signal;
    try {
      // The first try comes at once: a crashed worker must cost the others less than a second.
      const waitMs = stay.attempts === 0 ? 0 : backoffMs(stay.attempts, { baseMs: 250, capMs: 3000 });
      stay.attempts++;
      await delay(clock, waitMs, signal);
      if (stay.everConnected) await probe.reachable(signal);
    } catch {
      return; // left meanwhile: whoever aborted has told
    }
    if (!signal.aborted) await this.#enter(stay);
  }

  #finish(stay: Running, reason: EndReason, code: string | null, detail: string): void {
    if (this.#stay !== stay) return;
    this.#stay = null;
    stay.abort.abort();
    stay.stopDeadline();
    stay.stopWatch();
    this.#ports.probe.stop();
    this.#ports.onEnded(reason, code, detail);
    this.#ports.clock.after(spareAfterMs, () => this.#keepSpare());
  }
}

/** Errors after which a first join is not tried again, and how it ends. */
const hopelessEnds: Record<string, EndReason> = {
  "meeting.refused": "refused",
  "meeting.unknown": "refused",
  "meeting.denied": "denied",
  "meeting.encrypted": "encrypted",
  "config.secret": "refused",
};

const codeOf = (error: unknown) => (error instanceof RoomkeeperError ? error.code : null);
