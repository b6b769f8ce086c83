import { beforeEach, describe, expect, test } from "vitest";
import { MeetingError } from "../../../src/domain/errors.ts";
import type { Observation } from "../../../src/room/observation.ts";
import { PageDoors } from "../../../src/room/page-doors.ts";
import type { Room } from "../../../src/room/room.ts";
import type { EnterContext, Entrant, MeetingService, Ticket } from "../../../src/services/service.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

const target = { service: "visio", room: "r", url: null, passphrase: null, direct: null };
const display: Entrant = { purpose: "display", identity: "oak-display", uuid: "u", name: "Oak display" };
const payload = Buffer.from(JSON.stringify({ sub: "uuid-1" })).toString("base64url");
const ticket: Ticket = { url: "wss://lk", token: `x.${payload}.y`, passphrase: null };

let clock: FakeClock;
let seen: Observation[];
let meetingId: string | null;
let changed: () => void;
let doors: PageDoors;
let knocks: { context: EnterContext; open: (given: Ticket) => void; refuse: (error: Error) => void }[];

const service = {
  name: "visio",
  enter: (_target, _entrant, context) =>
    new Promise<Ticket>((open, refuse) => {
      context.signal.addEventListener("abort", () => refuse(new MeetingError("meeting.unreachable", "aborted")));
      knocks.push({ context, open, refuse });
    }),
} as MeetingService;

beforeEach(() => {
  clock = new FakeClock();
  seen = [];
  knocks = [];
  meetingId = "m1";
  doors = new PageDoors(
    {
      get model() {
        return { meeting: meetingId === null ? null : { id: meetingId } };
      },
      onChange: (listener: () => void) => {
        changed = listener;
      },
      observe: (observation: Observation) => seen.push(observation),
    } as unknown as Room,
    clock,
  );
});
const ask = () => doors.ticket(service, target, display);
const codeOf = (asking: Promise<unknown>) => asking.then(() => "ticket").catch((error: MeetingError) => error.code);

describe("a display before a closed door", () => {
  test("keeps its place between two asks, and says that it waits", async () => {
    const first = codeOf(ask());
    knocks[0]?.context.onLobby();
    await clock.advance(8000);
    expect(await first).toBe("meeting.token");
    expect(seen).toEqual([{ type: "displayWaits", waits: true }]);
    await clock.advance(2000);
    const second = ask();
    knocks[0]?.open(ticket);
    expect(await second).toEqual(ticket);
    expect(knocks).toHaveLength(1);
    expect(seen).toContainEqual({ type: "ownIdentity", identity: "uuid-1" });
    await clock.advance(0);
    expect(seen.at(-1)).toEqual({ type: "displayWaits", waits: false });
  });

  test("that was turned away does not knock again in this meeting", async () => {
    const first = codeOf(ask());
    knocks[0]?.refuse(new MeetingError("meeting.denied", "no"));
    expect(await first).toBe("meeting.denied");
    expect(await codeOf(ask())).toBe("meeting.denied");
    expect(knocks).toHaveLength(1);
    meetingId = "m2";
    void codeOf(ask());
    expect(knocks).toHaveLength(2);
  });

  test("that was closed meanwhile goes away from the door", async () => {
    void codeOf(ask());
    await clock.advance(8000);
    await clock.advance(16_000);
    expect(knocks[0]?.context.signal.aborted).toBe(true);
  });

  test("does not wait on after the meeting's end", () => {
    void codeOf(ask());
    meetingId = null;
    changed();
    expect(knocks[0]?.context.signal.aborted).toBe(true);
  });
});
