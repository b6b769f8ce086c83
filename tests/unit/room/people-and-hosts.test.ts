import { describe, expect, test } from "vitest";
import type { Participant } from "../../../src/domain/meeting.ts";
import type { WorkerReport } from "../../../src/protocol/meeting-worker.ts";
import { emptyModel, type RoomModel } from "../../../src/room/model.ts";
import type { Observation } from "../../../src/room/observation.ts";
import { reduce } from "../../../src/room/reducer.ts";
import { beginning } from "./support.ts";

const at = Date.parse("2026-03-02T09:00:00Z");
const having = (...seen: Observation[]): RoomModel =>
  seen.reduce((model, observation, index) => reduce(model, observation, at + index * 1000), emptyModel);
const worker = (report: WorkerReport): Observation => ({ type: "worker", report });
const joined: Observation[] = [
  { type: "joinBegan", meeting: beginning },
  worker({ type: "connected", identity: "room-oak", roomName: "review" }),
];
const person = (identity: string): Participant => ({
  identity,
  name: identity,
  speaking: false,
  microphone: "on",
  camera: "on",
  sharing: false,
  handRaised: false,
});
const people = (...identities: string[]) =>
  worker({ type: "participants", participants: identities.map((identity) => person(identity)) });

describe("the room's own display, where a service cannot hide it", () => {
  test("is not one of the people, whichever comes first", () => {
    const own: Observation = { type: "ownIdentity", identity: "screen" };
    for (const order of [
      [own, people("ana", "screen")],
      [people("ana", "screen"), own],
    ]) {
      expect(having(...joined, ...order).meeting?.participants.map(({ identity }) => identity)).toEqual(["ana"]);
    }
  });

  test("does not keep an empty meeting alive", () => {
    const model = having(...joined, { type: "ownIdentity", identity: "screen" }, people("screen"));
    expect(model.aloneSince).not.toBeNull();
  });
});

describe("messages", () => {
  const line = (id: string, text: string) => worker({ type: "chat", line: { id, from: "Ana", text } });

  test("the newest thirty are kept; one that was changed keeps its place", () => {
    const lines = Array.from({ length: 40 }, (_, index) => line(String(index), `text ${index}`));
    const { meeting } = having(...joined, ...lines, line("20", "changed"));
    expect(meeting?.chat).toHaveLength(30);
    expect(meeting?.chat[10]).toMatchObject({ id: "20", text: "changed" });
  });

  test("go with the meeting", () => {
    const left: Observation = { type: "meetingEnded", reason: "left", code: null, detail: "" };
    const again = having(...joined, line("1", "secret"), left, ...joined);
    expect(again.meeting?.chat).toEqual([]);
  });
});

test("a source that the meeting does not allow is no fault of the device", () => {
  const failed = { type: "source", source: "microphone", activity: "failed", deviceId: "d1", detail: "" } as const;
  expect(having(...joined, worker({ ...failed, code: "meeting.refused" })).faults).toEqual([]);
  expect(having(...joined, worker({ ...failed, code: "media.pipeline" })).faults).not.toEqual([]);
});

test("a service without hands shows none", () => {
  const none: Observation = { type: "joinBegan", meeting: { ...beginning, hand: false } };
  expect(having(none, worker({ type: "hand", raised: true })).meeting?.hand).toBeNull();
  expect(having(...joined, worker({ type: "hand", raised: true })).meeting?.hand).toEqual({ raised: true });
});
