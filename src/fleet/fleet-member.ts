import { randomUUID } from "node:crypto";
import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { DownBodies, DownBody, UpBodies, UpBody } from "../protocol/hub/bodies.ts";
import type { Urgency } from "../protocol/hub/frames.ts";
import type { VersionRange } from "../protocol/hub/version.ts";
import { type ActionNote, ActionRunner } from "./action-runner.ts";
import { HubLink } from "./hub-link.ts";
import type { Dial } from "./hub-socket.ts";
import type { Journal } from "./keyed-journal.ts";
import { MeetingTokens, type MeetingTokensParts } from "./meeting-tokens.ts";
import { mayBegin, performAction } from "./room-actions.ts";
import type { Configurable, HostActions, RoomPort } from "./room-port.ts";
import { TargetKeeper, type TargetNote } from "./target-keeper.ts";
import { outlineForHub, wholeForHub } from "./told-state.ts";

export interface FleetMemberParts {
  room: RoomPort;
  configurable: Configurable;
  host: HostActions;
  dial: Dial;
  nextConnection: () => Promise<number>;
  machine: string;
  software: string;
  /** What must outlive the process. */
  journals: { outbox: Journal<UpBody>; actions: Journal<ActionNote>; target: Journal<TargetNote> };
  clock: Clock;
  log: Log;
  /** Names this start of the computer: tells whether a reboot came true. */
  computerStart?: () => Promise<string | null>;
  /** More measurements for the room's health, by name. */
  measure?: () => Record<string, number>;
  onOnline?: (online: boolean) => void;
  /** See HubLink. */
  onTurnedAway?: (code: string) => void;
  random?: () => number;
  versions?: VersionRange;
  /** Where meeting tokens outlive the process; see MeetingTokensParts. */
  keptTokens?: NonNullable<MeetingTokensParts["kept"]>;
}

const measureMs = 60_000;

/** The room as a member of a fleet: reports its state, does what the hub asks, keeps what must not be lost. */
export class FleetMember {
  readonly #parts: FleetMemberParts;
  readonly #link: HubLink;
  readonly #actions: ActionRunner;
  readonly #target: TargetKeeper;
  readonly tokens: MeetingTokens;
  #stopListening: () => void = () => undefined;
  /** Monotonic: until then somebody looks at this room. */
  #watchedUntil = Number.NEGATIVE_INFINITY;
  #stopWatched: () => void = () => undefined;

  constructor(parts: FleetMemberParts) {
    this.#parts = parts;
    const { room, host, clock, log, journals } = parts;
    this.#link = new HubLink({
      ...parts,
      boot: randomUUID(),
      urgency: () => urgencyOf(room),
      target: () => this.#target.version,
      receive: (body) => this.#receive(body),
      stored: (id) => this.#keep(journals.outbox.delete(id)),
    });
    this.#actions = new ActionRunner({
      journal: journals.actions,
      hubNow: () => this.#link.hubNow(),
      perform: (action) => performAction(action, room, host, clock),
      mayBegin: ({ verb, expiresAt }) => mayBegin(verb, room, clock, expiresAt - this.#link.hubNow()),
      ...(parts.computerStart === undefined ? {} : { computerStart: parts.computerStart }),
      report: (action, { end, detail, at }) =>
        this.#durable({ kind: "outcome", id: `outcome-${action}`, action, end, detail, at }),
    });
    this.#target = new TargetKeeper({
      journal: journals.target,
      room: parts.configurable,
      busy: () => room.state().meeting !== null || room.state().assisted !== null,
      report: (report) => this.#durable({ kind: "reported", id: randomUUID(), at: this.#now(), ...report }),
    });
    this.tokens = new MeetingTokens({
      ask: (body) => this.#link.push(body),
      online: () => this.#link.online,
      hubNow: () => this.#link.hubNow(),
      clock,
      log,
      ...(parts.keptTokens === undefined ? {} : { kept: parts.keptTokens }),
    });
  }

  /** What was left from before goes first; then the hub is sought. */
  async start(): Promise<void> {
    const { room, journals } = this.#parts;
    await this.tokens.restore();
    for (const [, body] of journals.outbox.entries()) this.#link.push(body);
    await this.#actions.settleInterrupted();
    const tell = () => {
      this.#offer();
      this.#keep(this.#target.proceed());
    };
    const stopTelling = room.onChange(tell);
    const stopMeasuring = this.#measureRegularly();
    this.#stopListening = () => {
      stopTelling();
      stopMeasuring();
    };
    tell();
    this.#link.start();
  }

  stop(): void {
    this.#stopListening();
    this.#stopWatched();
    this.#link.stop();
  }

  /** Health for the hub's record, once a minute while it is there; rooms do not measure in step. */
  #measureRegularly(): () => void {
    const { clock, room, random = Math.random, measure } = this.#parts;
    const sample = () => {
      if (!this.#link.online) return;
      const { meeting, faults, devices } = room.state();
      const working = devices.filter(({ phase }) => phase === "ready" || phase === "active");
      this.telemetry({
        inMeeting: meeting === null ? 0 : 1,
        faults: faults.length,
        devicesWorking: working.length,
        clockAheadSeconds: Math.round((clock.now() - this.#link.hubNow()) / 100) / 10,
        ...measure?.(),
      });
    };
    let stop = () => {};
    const cancel = clock.after(random() * measureMs, () => {
      sample();
      stop = clock.every(measureMs, sample);
    });
    return () => {
      cancel();
      stop();
    };
  }

  get online(): boolean {
    return this.#link.online;
  }

  /** Tells the hub's record of something that happened here; never lost. */
  event(what: string, subject: string, detail: string): void {
    this.#durable({ kind: "event", id: randomUUID(), at: this.#now(), what, subject, detail });
  }

  /** Measurements; the oldest go when the hub is away for long. */
  telemetry(values: UpBodies["telemetry"]["values"], at = this.#now()): void {
    this.#link.push({ kind: "telemetry", at, values });
  }

  /** See HubLink. */
  reconnect(): void {
    this.#link.reconnect();
  }

  #now(): number {
    return Math.max(0, Math.round(this.#parts.clock.now()));
  }

  #durable(body: UpBodies["outcome" | "event" | "reported"]): void {
    // Written first, sent then: what the hub has seen is never less than what is here.
    this.#keep(this.#parts.journals.outbox.set(body.id, body).then(() => this.#link.push(body)));
  }

  #receive(body: DownBody): void {
    if (body.kind === "action") this.#keep(this.#actions.take(body as DownBodies["action"]));
    else if (body.kind === "target") this.#keep(this.#target.take(body));
    else if (body.kind === "watch") this.#watched(body.forMs);
    else if (body.kind === "token" || body.kind === "refused") this.tokens.answered(body);
  }

  /** Somebody at the hub looks at the room; they say so again and again, and when they do not, it ends. */
  #watched(forMs: number): void {
    const { clock } = this.#parts;
    this.#watchedUntil = clock.monotonicMs() + forMs;
    this.#stopWatched();
    this.#stopWatched = clock.after(forMs, () => this.#offer());
    this.#offer();
  }

  #offer(): void {
    const { room, clock } = this.#parts;
    const looked = clock.monotonicMs() < this.#watchedUntil;
    this.#link.offer(looked ? wholeForHub(room.state()) : outlineForHub(room.state()));
  }

  /** A disk that cannot be written does not stop the room; it is told. */
  #keep(work: Promise<void>): void {
    work.catch((error: unknown) =>
      this.#parts.log.error("the hub link cannot keep its records", { cause: messageOf(error) }),
    );
  }
}

function urgencyOf(room: RoomPort): Urgency {
  const { meeting, assisted, autoJoin } = room.state();
  if (assisted !== null) return "meeting";
  if (meeting !== null) return meeting.phase === "joining" ? "join" : "meeting";
  return autoJoin === null ? "idle" : "join";
}
