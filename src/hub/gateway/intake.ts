import { messageOf } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import { readUpBody, type UpBody } from "../../protocol/hub/bodies.ts";
import type { DataFrame } from "../../protocol/hub/frames.ts";
import type { RoomSession } from "./session.ts";
import type { RoomTraffic } from "./traffic.ts";

const ackDelayMs = 40;

interface IntakeParts {
  traffic: RoomTraffic;
  clock: Clock;
  log: Log;
  /** Ends a session whose messages cannot be stored. */
  fail: (session: RoomSession) => void;
}

/** Takes the data frames of rooms: each once and in order, acknowledged when its effect is stored. */
export class Intake {
  readonly #traffic: RoomTraffic;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #fail: (session: RoomSession) => void;
  readonly #ackDue = new Set<RoomSession>();

  constructor({ traffic, clock, log, fail }: IntakeParts) {
    this.#traffic = traffic;
    this.#clock = clock;
    this.#log = log;
    this.#fail = fail;
  }

  data(session: RoomSession, frame: DataFrame): void {
    session.sender.acknowledge(frame.ack);
    const arrival = session.receiver.arrive(frame.seq);
    if (arrival === "gap") session.link?.send({ type: "ack", ack: session.receiver.confirmed, resend: true });
    else if (arrival === "duplicate") this.#ackSoon(session);
    else if (arrival === "new") this.#process(session, frame.seq, readUpBody(frame.body));
    session.pump();
  }

  #process(session: RoomSession, seq: number, body: UpBody | null): void {
    const { identity } = session;
    switch (body?.kind) {
      case "snapshot":
      case "changes":
        if (session.mirror.take(body) && session.mirror.state !== null)
          this.#traffic.state(identity, session.mirror.state);
        else session.push({ kind: "resync" });
        return this.#confirm(session, seq);
      case "outcome":
      case "event":
      case "reported":
        return this.#confirmAfter(session, seq, this.#traffic.store(identity, body));
      case "token": {
        const answer = this.#traffic.answer(identity, body).then((reply) => session.push(reply));
        return this.#confirmAfter(session, seq, answer);
      }
      case "telemetry":
      case "log":
        this.#traffic.minor(identity, body);
    }
    this.#confirm(session, seq);
  }

  /** When it cannot be stored it is not acknowledged: the session ends, and the room sends it again in the next one. */
  #confirmAfter(session: RoomSession, seq: number, work: Promise<void>): void {
    work.then(
      () => {
        this.#confirm(session, seq);
        session.pump();
      },
      (error: unknown) => {
        this.#log.error("a room's message could not be stored", {
          room: session.identity.room,
          cause: messageOf(error),
        });
        session.link?.refuse("hub.store", "the hub cannot store now", 10_000);
        this.#fail(session);
      },
    );
  }

  #confirm(session: RoomSession, seq: number): void {
    session.receiver.confirm(seq);
    this.#ackSoon(session);
  }

  /** Acknowledgements of a moment go together. */
  #ackSoon(session: RoomSession): void {
    this.#ackDue.add(session);
    if (this.#ackDue.size > 1) return;
    this.#clock.after(ackDelayMs, () => {
      const due = [...this.#ackDue];
      this.#ackDue.clear();
      for (const one of due) one.link?.send({ type: "ack", ack: one.receiver.confirmed });
    });
  }
}
