import { expect, test } from "vitest";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { RoomMetrics } from "../../../src/health/metrics.ts";
import type { WorkerStatistics } from "../../../src/protocol/meeting-worker.ts";
import { exampleRoomState } from "../../simulators/example-room-state.ts";

const statistics: WorkerStatistics = {
  cameraFrames: 300,
  cameraDropped: 2,
  cameraFramesPerSecond: 29.9,
  shareFrames: 0,
  microphoneFrames: 1000,
  microphoneOverruns: 1,
  speakerFrames: 990,
  speakerUnderruns: 3,
  microphoneXruns: 1,
  speakerXruns: 2,
  microphoneDriftPpm: -31.5,
  speakerDriftPpm: null,
  microphoneLevel: 0.2,
  speakerLevel: 0.4,
  speakerToneHertz: 440.5,
  echoCancelling: true,
  encoder: "libvpx",
  roundTripMs: 12,
};

function setUp() {
  const now: { state: RoomState; statistics: WorkerStatistics | null } = { state: exampleRoomState(), statistics };
  const metrics = new RoomMetrics({
    version: "1.2.3",
    state: () => now.state,
    statistics: () => now.statistics,
    nowMs: () => Date.parse("2026-03-02T09:00:00Z"),
  });
  const ours = async () => (await metrics.text()).split("\n").filter((line) => line.startsWith("roomkeeper_"));
  return { now, metrics, ours };
}

test("a room in a meeting tells what monitoring needs to know", async () => {
  const { ours } = setUp();
  expect(await ours()).toEqual(
    expect.arrayContaining([
      `roomkeeper_build_info{version="1.2.3",node="${process.version}"} 1`,
      'roomkeeper_room_info{id="oak",name="Oak"} 1',
      'roomkeeper_meeting_phase{phase="connected"} 1',
      'roomkeeper_meeting_phase{phase="none"} 0',
      "roomkeeper_meeting_participants 1",
      'roomkeeper_source_on{source="microphone"} 1',
      'roomkeeper_faults{code="speaker.missing",severity="serious"} 1',
      'roomkeeper_devices{capability="camera",phase="active"} 1',
      "roomkeeper_calendar_age_seconds 60",
      "roomkeeper_speaker_tone_hertz 440.5",
      "roomkeeper_camera_frames_total 300",
      "roomkeeper_round_trip_seconds 0.012",
      "roomkeeper_echo_cancelling 1",
      'roomkeeper_encoder_info{encoder="libvpx"} 1',
    ]),
  );
});

test("after the meeting its series are gone, not zero, and cleared faults too", async () => {
  const { now, ours } = setUp();
  await ours();
  now.state = exampleRoomState({
    meeting: null,
    faults: [],
    devices: [],
    calendar: { configured: false, readAt: null, stale: false },
  });
  now.statistics = null;
  const names = (await ours()).map((line) => line.split(/[ {]/)[0]);
  expect(new Set(names)).toEqual(
    new Set(["roomkeeper_build_info", "roomkeeper_room_info", "roomkeeper_meeting_phase"]),
  );
});

test("a new stay begins its counts anew instead of adding to the last one's", async () => {
  const { now, ours } = setUp();
  await ours();
  now.statistics = { ...statistics, cameraFrames: 5, roundTripMs: null };
  const lines = await ours();
  expect(lines).toContain("roomkeeper_camera_frames_total 5");
  expect(lines.join()).not.toContain("round_trip");
});

test("two faults of one kind are counted, and no device is in a label", async () => {
  const { now, ours } = setUp();
  const fault = { code: "device.failed", severity: "warning", detail: "", since: "" } as const;
  now.state = exampleRoomState({
    faults: [
      { ...fault, subject: "camera-1" },
      { ...fault, subject: "camera-2" },
    ],
  });
  const lines = await ours();
  expect(lines).toContain('roomkeeper_faults{code="device.failed",severity="warning"} 2');
  expect(lines.join()).not.toMatch(/camera-1|Ana|Design review/);
});

test("wishes are counted by what became of them, and refusals still reach who asked", async () => {
  const { metrics, ours } = setUp();
  const wish = metrics.counting((intent) => {
    if (intent.type === "leave") throw new RoomkeeperError("intent.impossible", "no meeting");
    if (intent.type === "stopShare") return Promise.reject(new TypeError("a bug"));
  });
  await wish({ type: "meetNow" });
  await wish({ type: "meetNow" });
  await expect(wish({ type: "leave" })).rejects.toThrow("no meeting");
  await expect(wish({ type: "stopShare" })).rejects.toThrow("a bug");
  expect(await ours()).toEqual(
    expect.arrayContaining([
      'roomkeeper_intents_total{type="meetNow",outcome="accepted"} 2',
      'roomkeeper_intents_total{type="leave",outcome="intent.impossible"} 1',
      'roomkeeper_intents_total{type="stopShare",outcome="programming"} 1',
    ]),
  );
});

test("a replaced child process, the daemon's memory and its event loop are told", async () => {
  const { metrics } = setUp();
  metrics.replaced("meeting-worker");
  const text = await metrics.text();
  expect(text).toContain('roomkeeper_replaced_processes_total{process="meeting-worker"} 1');
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
});

test("every line is Prometheus text, each series told once with its help", async () => {
  const { metrics } = setUp();
  const lines = (await metrics.text()).split("\n").filter((line) => line !== "");
  for (const line of lines) expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? (-?[\d.e+-]+|nan))$/i);
  const helps = lines.filter((line) => line.startsWith("# HELP"));
  expect(new Set(helps).size).toBe(helps.length);
});
