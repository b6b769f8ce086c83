import { createHash } from "node:crypto";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import { FleetMember } from "../fleet-member.ts";
import type { HubAddress } from "../hub-address.ts";
import { type Dial, dialHub, type HubSocket } from "../hub-socket.ts";
import type { Identity } from "../identity.ts";
import { MemoryJournal } from "../keyed-journal.ts";
import { SimulatedRoom } from "./simulated-room.ts";

export const behaviours = ["normal", "flapping", "slow", "malicious"] as const;
export type Behaviour = (typeof behaviours)[number];

export interface SimulatorParts {
  address: HubAddress;
  clock: Clock;
  log: Log;
  software: string;
  /** Seconds between two happenings in a room, on average. */
  changeSeconds: number;
  random?: () => number;
}

interface Simulated {
  room: SimulatedRoom;
  member: FleetMember;
  behaviour: Behaviour;
}

const flapMs = 4_000;

/** Many rooms in one process, each with the real link code. */
export class FleetSimulator {
  readonly #parts: SimulatorParts;
  readonly #rooms: Simulated[] = [];
  readonly #dials = new DialQueue();
  #stops: (() => void)[] = [];

  constructor(parts: SimulatorParts) {
    this.#parts = parts;
  }

  add(identity: Identity, name: string, behaviour: Behaviour = "normal"): void {
    const { address, clock, log, software, random = Math.random } = this.#parts;
    const room = new SimulatedRoom(identity.room, name, random, () => clock.now());
    const dial = dialHub({ ...address, authority: identity.authority }, () => identity);
    let connection = 0;
    const member = new FleetMember({
      room,
      configurable: { isLive: () => false, apply: () => Promise.resolve() },
      host: { restart: () => Promise.resolve("restarted"), testCall: () => Promise.resolve("heard and seen") },
      dial: misbehaving((urgency, events) => this.#dials.run(() => dial(urgency, events)), behaviour, clock),
      nextConnection: () => Promise.resolve(clock.now() * 1000 + connection++),
      machine: createHash("sha256").update(identity.room).digest("hex"),
      software,
      journals: { outbox: new MemoryJournal(), actions: new MemoryJournal(), target: new MemoryJournal() },
      clock,
      log,
      random,
    });
    this.#rooms.push({ room, member, behaviour });
  }

  /** Starts them, spread over a time. */
  start(withinMs: number): void {
    const { clock, random = Math.random, changeSeconds } = this.#parts;
    for (const { member, behaviour } of this.#rooms) {
      this.#stops.push(clock.after(random() * withinMs, () => void member.start()));
      if (behaviour === "flapping") this.#stops.push(clock.every(flapMs, () => member.reconnect()));
    }
    // One timer for all: each second, as many rooms as it takes live a little.
    const share = 1 / changeSeconds;
    this.#stops.push(
      clock.every(1000, () => {
        for (const { room } of this.#rooms) if (random() < share) room.live();
      }),
    );
  }

  get online(): number {
    return this.#rooms.filter(({ member }) => member.online).length;
  }

  /** Of each room, in the order in which they were added. */
  get onlineEach(): boolean[] {
    return this.#rooms.map(({ member }) => member.online);
  }

  get rooms(): SimulatedRoom[] {
    return this.#rooms.map(({ room }) => room);
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    for (const { member } of this.#rooms) member.stop();
    this.#stops = [];
  }
}

const slowMs = 3_000;

/** So many handshakes at a time: real rooms have a processor each, these share one. */
const mostDials = 32;

class DialQueue {
  #free = mostDials;
  readonly #waiting: (() => void)[] = [];

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}

/** The real connection, with a fault of its own on top. */
function misbehaving(dial: Dial, behaviour: Behaviour, clock: Clock): Dial {
  if (behaviour === "slow") {
    return (urgency, events) =>
      dial(urgency, { ...events, onText: (text) => void clock.after(slowMs, () => events.onText(text)) });
  }
  if (behaviour !== "malicious") return dial;
  return async (urgency, events) => {
    const socket = await dial(urgency, events);
    clock.after(1000, () => attack(socket));
    return socket;
  };
}

/** What a room that was taken over might send. The hub answers by closing its connection, and goes on with the others. */
function attack(socket: HubSocket): void {
  const texts = [
    "not JSON",
    JSON.stringify({ type: "data", seq: 999_999, ack: 0, body: { kind: "snapshot", version: 1, state: {} } }),
    JSON.stringify({
      type: "data",
      seq: 1,
      ack: 0,
      body: { kind: "outcome", id: "x", action: "action-of-another-room", end: "done", detail: "", at: 1 },
    }),
    JSON.stringify({ type: "hello", room: "another-room" }),
    `{"type":"ack","ack":${"9".repeat(1000)}}`,
    "[".repeat(50_000),
  ];
  const flood = Array.from({ length: 1000 }, () => '{"type":"ack","ack":0}');
  const attacks = [...texts.map((text) => [text]), flood, ["x".repeat(400_000)]];
  for (const text of attacks[Math.floor(Math.random() * attacks.length)] as string[]) socket.send(text);
}
