import { createHash } from "node:crypto";
import { ConfigError, HubError } from "../../domain/errors.ts";
import type { RoomState } from "../../domain/room-state.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import { FleetMember } from "../fleet-member.ts";
import type { HubAddress } from "../hub-address.ts";
import { type Dial, dialHub, type HubSocket } from "../hub-socket.ts";
import type { Identity } from "../identity.ts";
import { MemoryJournal } from "../keyed-journal.ts";
import { diceOf } from "./dice.ts";
import { placeOf, type SimulatedPlace } from "./estate.ts";
import { SimulatedRoom } from "./simulated-room.ts";

/** `away`: was there for a while after the start, and does not come back. */
export const behaviours = ["normal", "flapping", "slow", "malicious", "away"] as const;
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
const awayMs = 15_000;

/** Many rooms in one process, each with the real link code. */
export class FleetSimulator {
  readonly #parts: SimulatorParts;
  readonly #rooms: Simulated[] = [];
  readonly #dials = new DialQueue();
  readonly #cut = new Set<string>();
  readonly #offline = new Set<number>();
  #stops: (() => void)[] = [];

  constructor(parts: SimulatorParts) {
    this.#parts = parts;
  }

  /** @param index says which of the simulated rooms it is: the same one always has the same place and equipment */
  add(identity: Identity, index: number, behaviour: Behaviour = "normal"): void {
    const { address, clock, log, random = Math.random } = this.#parts;
    const place = placeOf(index);
    const room = new SimulatedRoom({ id: identity.room, place, random: diceOf(index + 1), now: () => clock.now() });
    const from = ownAddress(address, place, index);
    const dial = dialHub({ ...address, ...from, authority: identity.authority }, () => identity);
    let connection = 0;
    const at = this.#rooms.length;
    this.#offline.add(at);
    const member = new FleetMember({
      room,
      configurable: { isLive: () => false, apply: () => (index % 97 === 13 ? refused() : Promise.resolve()) },
      host: { restart: () => Promise.resolve("restarted"), testCall: () => Promise.resolve("heard and seen") },
      dial: this.#cuttable(
        identity.room,
        misbehaving((urgency, events) => this.#dials.run(() => dial(urgency, events)), behaviour, clock),
      ),
      nextConnection: () => Promise.resolve(clock.now() * 1000 + connection++),
      machine: createHash("sha256").update(identity.room).digest("hex"),
      software: this.#softwareOf(index),
      measure: () => measured(room.state(), index, clock.now()),
      onOnline: (online) => void (online ? this.#offline.delete(at) : this.#offline.add(at)),
      journals: { outbox: new MemoryJournal(), actions: new MemoryJournal(), target: new MemoryJournal() },
      clock,
      log,
      random,
    });
    this.#rooms.push({ room, member, behaviour });
  }

  /** From now on nothing goes to or from this room any more, and nobody is told: as if its cable was pulled. */
  cut(index: number): string {
    const id = this.#rooms[index]?.room.state().room.id ?? "";
    this.#cut.add(id);
    return id;
  }

  #cuttable(room: string, dial: Dial): Dial {
    const isCut = () => this.#cut.has(room);
    return async (urgency, events) => {
      if (isCut()) throw new HubError("hub.unreachable", "the cable is pulled");
      const onText = (text: string) => isCut() || events.onText(text);
      const socket = await dial(urgency, { ...events, onText });
      return { ...socket, send: (text) => isCut() || socket.send(text) };
    };
  }

  /** Most rooms run this version, some an older one, a few the next. */
  #softwareOf(index: number): string {
    const { software } = this.#parts;
    if (index % 50 === 7) return `${software}-next.2`;
    return index % 9 === 4 ? "0.0.9" : software;
  }

  /** Starts them, spread over a time. */
  start(withinMs: number): void {
    const { clock, random = Math.random, changeSeconds } = this.#parts;
    for (const [index, { member, room, behaviour }] of this.#rooms.entries()) {
      const begin = () => {
        void member.start();
        if (index < roomsWithPast) tellPast(member, room.state(), index, clock.now());
      };
      this.#stops.push(clock.after(random() * withinMs, begin));
      if (behaviour === "flapping") this.#stops.push(clock.every(flapMs, () => member.reconnect()));
      if (behaviour === "away") this.#stops.push(clock.after(withinMs + awayMs * (1 + random()), () => member.stop()));
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
    return this.#rooms.length - this.#offline.size;
  }

  /** Which rooms are not online, by the order in which they were added. */
  get offline(): Iterable<number> {
    return this.#offline;
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

/**
 * To a hub at this address of this computer each room comes from an address of its own, as it would in a network. Not to a name: Node
 * tries the other addresses of a name only from an address that the system chooses.
 */
function ownAddress({ url }: HubAddress, { site, floor }: SimulatedPlace, index: number): { from?: string } {
  if (new URL(url).hostname !== "127.0.0.1") return {};
  return { from: `127.${20 + site}.${(Number(floor) * 8) % 250}.${1 + (Math.floor(index / 12) % 250)}` };
}

const refused = () =>
  Promise.reject(new ConfigError("config.invalid", "audio.speaker: there is no sound card of this name"));

/** So many rooms measured something before they were simulated: a day, which is as far back as a hub believes. */
const roomsWithPast = 200;
const hourMs = 3_600_000;

function tellPast(member: FleetMember, state: RoomState, index: number, nowMs: number): void {
  for (let hours = 23; hours > 0; hours--) {
    const at = nowMs - hours * hourMs;
    const meets = Math.sin(at / 7_000_000 + index) > 0.4;
    member.telemetry(measured(meets ? state : { ...state, meeting: null }, index, at), at);
  }
}

/** What the computer of such a room would measure; busier in meetings, each room a little different. */
function measured({ meeting }: RoomState, index: number, nowMs: number): Record<string, number> {
  const wave = Math.sin(nowMs / 3_600_000 + index);
  return {
    loadPerProcessor: (meeting === null ? 0.12 : 0.55) + 0.08 * wave,
    memoryFreePercent: 58 - (index % 17) + Math.round(4 * wave),
    daemonMegabytes: 96 + (index % 23),
    processorDegrees: 44 + (meeting === null ? 0 : 14) + (index % 7) + 3 * wave,
  };
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
