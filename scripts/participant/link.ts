import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { AccessToken } from "livekit-server-sdk";
import { RoomkeeperError } from "../../src/domain/errors.ts";
import type { Event, Order } from "../../tests/simulators/participant/orders.ts";
import { type StartedProcess, startProcess } from "../processes/started-process.ts";

const program = join(import.meta.dirname, "../../tests/simulators/participant/main.ts");

/** The event of that kind, also where several kinds share a shape. */
export type EventOf<E extends Event["event"]> = Shape<Event, E>;
type Shape<Each, E> = Each extends { event: infer Kinds } ? (E extends Kinds ? Each : never) : never;

/** Which meeting, on which server, and the key that lets people in. */
export interface Meeting {
  url: string;
  apiKey: string;
  apiSecret: string;
  room: string;
}

/** Another participant, in a process that shares no code with the room. */
export class ParticipantLink {
  readonly process: StartedProcess;
  /** Everything it has said, in order. */
  readonly events: Event[] = [];

  private constructor(process: StartedProcess) {
    this.process = process;
    createInterface({ input: process.child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      this.events.push(JSON.parse(line) as Event);
    });
  }

  /** Started, its binding loaded; not in a meeting yet. */
  static async start(folder: string, onStart: (started: StartedProcess) => void): Promise<ParticipantLink> {
    const name = "participant";
    const options = { logFile: join(folder, "participant.log"), pipes: true };
    const started = startProcess(name, [process.execPath, program], options);
    onStart(started);
    const link = new ParticipantLink(started);
    await link.next("ready", () => true, 0, 30_000);
    return link;
  }

  order(order: Order): void {
    this.process.child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  async join(meeting: Meeting, rest: Omit<Extract<Order, { order: "join" }>, "order" | "url" | "token">) {
    const token = await tokenFor(meeting, "participant", "Ana");
    this.order({ order: "join", url: meeting.url, token, ...rest });
    const { send } = rest;
    await this.next(send?.tone || send?.video ? "published" : "joined", () => true, 0, 20_000);
  }

  /** What was counted since the last `reset`. */
  measure(): Promise<EventOf<"measured">> {
    const from = this.events.length;
    this.order({ order: "measure" });
    return this.next("measured", () => true, from, 10_000);
  }

  /**
   * The first event of a kind that fits, among those from `fromIndex` on; waits for it.
   * @throws RoomkeeperError process.timeout; process.crashed when the participant reports a failure or ends
   */
  async next<E extends Event["event"]>(
    kind: E,
    fits: (event: EventOf<E>) => boolean,
    fromIndex: number,
    withinMs: number,
  ): Promise<EventOf<E>> {
    for (const until = performance.now() + withinMs; performance.now() < until; await sleep(2)) {
      const found = this.find(kind, fits, fromIndex);
      if (found !== null) return found;
      const failure = this.find("failed", () => true, fromIndex);
      if (failure !== null) throw new RoomkeeperError("process.crashed", `the participant failed: ${failure.message}`);
    }
    throw new RoomkeeperError(
      "process.timeout",
      `the participant saw no "${kind}" within ${withinMs} ms; its log: ${this.process.logFile}`,
    );
  }

  find<E extends Event["event"]>(kind: E, fits: (event: EventOf<E>) => boolean, fromIndex = 0): EventOf<E> | null {
    const isWanted = (event: Event): event is EventOf<E> => event.event === kind && fits(event as EventOf<E>);
    return this.events.slice(fromIndex).find(isWanted) ?? null;
  }
}

/** A token for a participant who may do what people in meetings do. */
export function tokenFor({ apiKey, apiSecret, room }: Meeting, identity: string, name: string): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { identity, name, ttl: "2h" });
  token.addGrant({ roomJoin: true, room, canPublish: true, canSubscribe: true });
  return token.toJwt();
}
