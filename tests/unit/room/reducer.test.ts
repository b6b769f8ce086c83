import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyModel, type RoomModel } from "../../../src/room/model.ts";
import type { Observation } from "../../../src/room/observation.ts";
import { reduce } from "../../../src/room/reducer.ts";
import { beginning, booking, camera, capture, speakerphone } from "./support.ts";

const at = Date.parse("2026-03-02T09:00:00Z");
const having = (...observations: Observation[]): RoomModel =>
  observations.reduce((model, observation, index) => reduce(model, observation, at + index * 1000), emptyModel);
const codes = (model: RoomModel) => model.faults.map(({ code }) => code);
const joined: Observation[] = [
  { type: "joinBegan", meeting: beginning },
  { type: "worker", report: { type: "connected", identity: "room-oak", roomName: "review" } },
];
const source = (
  name: "camera" | "microphone" | "speaker",
  activity: "off" | "starting" | "on" | "failed",
  detail = "",
) =>
  ({ type: "worker", report: { type: "source", source: name, activity, deviceId: "d1", code: null, detail } }) as const;

describe("the meeting", () => {
  test("begins as joining, with wishes but nothing confirmed", () => {
    const { meeting } = having({ type: "joinBegan", meeting: beginning });
    expect(meeting).toMatchObject({ phase: "joining", step: "asking", connectedAt: null });
    expect(meeting?.microphone).toMatchObject({ wanted: true, on: false });
  });

  test("a press does not light the microphone; the worker's word does", () => {
    const pressed = having(...joined, { type: "wanted", source: "microphone", on: true });
    expect(pressed.meeting?.microphone).toMatchObject({ wanted: true, on: false });
    expect(reduce(pressed, source("microphone", "on"), at).meeting?.microphone).toMatchObject({
      wanted: true,
      on: true,
    });
  });

  test("a worker that takes over does not make the people vanish from the list", () => {
    const people = [
      {
        identity: "a",
        name: "Ana",
        speaking: false,
        microphone: "on",
        camera: "on",
        sharing: false,
        handRaised: false,
      },
    ] as const;
    const model = having(
      ...joined,
      { type: "worker", report: { type: "participants", participants: [...people] } },
      {
        type: "meetingPhase",
        phase: "reconnecting",
      },
    );
    expect(model.meeting).toMatchObject({ phase: "reconnecting", participants: people });
  });

  test("steps of the worker that takes over do not look like a first join", () => {
    const model = having(
      ...joined,
      { type: "meetingPhase", phase: "reconnecting" },
      {
        type: "worker",
        report: { type: "step", step: "connecting" },
      },
    );
    expect(model.meeting?.phase).toBe("reconnecting");
  });

  test("muted by the host: off, not wanted, and said; the room's own unmute takes it back", () => {
    const muted = having(...joined, source("microphone", "on"), {
      type: "worker",
      report: { type: "mutedByOther", source: "microphone" },
    });
    expect(muted.meeting).toMatchObject({ mutedByOther: true, microphone: { on: false, wanted: false } });
    expect(reduce(muted, source("microphone", "on"), at).meeting?.mutedByOther).toBe(false);
  });

  test("leaving is no fault; not getting in is one until the next join", () => {
    const left = having(...joined, { type: "meetingEnded", reason: "left", code: null, detail: "" });
    expect(codes(left)).toEqual([]);
    expect(left).toMatchObject({ meeting: null, lastMeeting: { reason: "left" } });
    const failed = having(...joined, {
      type: "meetingEnded",
      reason: "refused",
      code: "meeting.refused",
      detail: "401",
    });
    expect(codes(failed)).toEqual(["meeting.failed"]);
    expect(codes(reduce(failed, { type: "joinBegan", meeting: beginning }, at))).toEqual([]);
  });

  test("a camera that fails in a meeting is a fault until it runs or the meeting is over", () => {
    const failed = having(...joined, source("camera", "failed", "no frames"));
    expect(codes(failed)).toEqual(["camera.failed"]);
    expect(codes(reduce(failed, source("camera", "starting"), at))).toEqual(["camera.failed"]);
    expect(codes(reduce(failed, source("camera", "on"), at))).toEqual([]);
    expect(codes(reduce(failed, { type: "meetingEnded", reason: "left", code: null, detail: "" }, at))).toEqual([]);
  });

  test("alone is counted from the last one who left, not from each report", () => {
    const empty: Observation = { type: "worker", report: { type: "participants", participants: [] } };
    expect(having(...joined, empty, empty, empty).aloneSince).toBe("2026-03-02T09:00:01.000Z");
  });
});

describe("devices", () => {
  test("an unplugged camera is told at once, and its return takes the fault back", () => {
    const there: Observation = { type: "devices", devices: [camera("cam"), speakerphone("spk")] };
    const gone: Observation = { type: "devices", devices: [camera("cam", { phase: "gone" }), speakerphone("spk")] };
    expect(codes(having(there))).toEqual([]);
    expect(codes(having(there, gone))).toEqual(["camera.missing"]);
    expect(codes(having(there, gone, there))).toEqual([]);
  });

  test("nothing is missing before the device host has told, nor while a driver opens", () => {
    expect(codes(having({ type: "tick" }))).toEqual([]);
    expect(
      codes(having({ type: "devices", devices: [camera("cam", { phase: "opening" }), speakerphone("s")] })),
    ).toEqual([]);
  });

  test("a fault keeps the time at which it began", () => {
    const gone: Observation = { type: "devices", devices: [speakerphone("spk")] };
    const since = having(gone).faults[0]?.since;
    expect(having(gone, { type: "tick" }, gone, { type: "tick" }).faults[0]?.since).toBe(since);
  });

  test("a stand-in is named plainly", () => {
    const model = having({
      type: "devices",
      devices: [camera("c", { standIn: true }), speakerphone("s"), capture("h", true)],
    });
    expect(model.faults).toMatchObject([{ code: "bench.in-use", severity: "notice" }]);
  });

  test("a dead device host is told, and its return clears it", () => {
    const down: Observation = { type: "deviceHostDown", detail: "signal SIGKILL" };
    const back: Observation = { type: "devices", devices: [camera("cam"), speakerphone("spk")] };
    expect(codes(having(back, down))).toEqual(["device-host.down"]);
    expect(codes(having(back, down, back))).toEqual([]);
  });
});

test("a calendar that is not read any more is told after 15 minutes", () => {
  const read: Observation = { type: "calendar", bookings: [booking()], readAt: "2026-03-02T08:45:30Z", problems: [] };
  expect(codes(having(read))).toEqual([]);
  expect(codes(reduce(having(read), { type: "tick" }, at + 31_000))).toEqual(["calendar.stale"]);
});

test("a shared device that is unplugged is named until something is shared again; a share that was stopped is not", () => {
  const shared = having(...joined, { type: "shareBegan", deviceId: "h", title: "HDMI" });
  const lost = reduce(shared, { type: "shareEnded", lost: true }, at);
  expect(lost.meeting).toMatchObject({ share: null, shareLost: { title: "HDMI", at: "2026-03-02T09:00:00.000Z" } });
  const again = reduce(lost, { type: "shareBegan", deviceId: "h", title: "HDMI" }, at);
  expect(again.meeting?.shareLost).toBeUndefined();
  expect(reduce(again, { type: "shareEnded", lost: false }, at).meeting?.shareLost).toBeUndefined();
});

test("the reducer is pure: no observation changes the model that it got", () => {
  const some: Observation[] = [
    ...joined,
    source("camera", "on"),
    { type: "wanted", source: "camera", on: false },
    { type: "devices", devices: [camera("c")] },
    { type: "deviceHostDown", detail: "x" },
    { type: "volume", percent: 10 },
    { type: "shareBegan", deviceId: "h", title: "HDMI" },
    { type: "shareEnded", lost: false },
    { type: "meetingEnded", reason: "failed", code: null, detail: "" },
    { type: "calendar", bookings: [booking()], readAt: null, problems: [] },
    { type: "settled", bookingId: "b1" },
    { type: "tick" },
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...some), { maxLength: 30 }), (observations) => {
      let model = emptyModel;
      for (const observation of observations) {
        const before = JSON.stringify(model);
        const next = reduce(model, observation, at);
        expect(JSON.stringify(model)).toBe(before);
        model = next;
      }
      expect(new Set(model.faults.map(({ code, subject }) => `${code} ${subject}`)).size).toBe(model.faults.length);
    }),
  );
});
