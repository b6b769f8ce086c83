import { beforeEach, describe, expect, test } from "vitest";
import type { CameraControl } from "../../../src/domain/capability.ts";
import type { Intent } from "../../../src/domain/intent.ts";
import type { PictureSetting } from "../../../src/domain/picture-controls.ts";
import { directionOf, freePreset, mirrorOf, movableCamera } from "../../../src/web/panel/equipment/equipment-model.ts";
import { MotionLine } from "../../../src/web/panel/equipment/motion-line.ts";
import { holderOf, picturedCamera, valueText } from "../../../src/web/panel/equipment/picture-model.ts";
import { catalogues } from "../../../src/web/shared/catalogue/index.ts";
import type { Answer } from "../../../src/web/shared/connection/link.ts";
import { exampleRoomState } from "../../simulators/example-room-state.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

let clock: FakeClock;
let sent: Intent[];
let answer: () => Promise<Answer>;
let line: MotionLine;

const accepted: Answer = { kind: "accepted" };
const still = { type: "moveCamera", pan: 0, tilt: 0, zoom: 0 };

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  answer = () => Promise.resolve(accepted);
  const send = (intent: Intent) => {
    sent.push(intent);
    return answer();
  };
  line = new MotionLine({ send, timers: { after: (ms, run) => clock.after(ms, run) } });
});

describe("a camera that is moved by hand", () => {
  test("is told again while it is held, and not any more after the stop", async () => {
    line.move({ pan: 1 });
    await clock.advance(2_900);
    expect(sent).toHaveLength(5);
    line.stop();
    await clock.advance(10_000);
    expect(sent.slice(5)).toEqual([still]);
  });

  test("stops at once, although the wish before it has no answer yet", () => {
    answer = () => new Promise(() => {});
    line.move({ tilt: -1 });
    line.stop();
    expect(sent.at(-1)).toEqual(still);
  });

  test("is told to stop again when nobody took the stop, but not for ever", async () => {
    line.move({ zoom: 0.5 });
    await clock.advance(0);
    answer = () => Promise.resolve({ kind: "unanswered" });
    line.stop();
    await clock.advance(30_000);
    const stops = sent.filter((one) => JSON.stringify(one) === JSON.stringify(still));
    expect(stops.length).toBeGreaterThan(2);
    expect(stops.length).toBeLessThan(8);
  });

  test("is not flooded by a trembling finger: what waits becomes one wish, the newest", async () => {
    for (let step = 1; step <= 50; step++) line.move({ pan: step / 50 });
    await clock.advance(500);
    expect(sent.map((one) => (one as { pan: number }).pan)).toEqual([0.02, 1]);
  });
});

test("the pad's middle is rest, its edge full speed, and a slanted finger goes straight", () => {
  const both = { pan: true, tilt: true };
  expect(directionOf(0.1, 0.1, both)).toEqual({ pan: 0, tilt: 0 });
  expect(directionOf(1, 0, both)).toEqual({ pan: 1, tilt: 0 });
  expect(directionOf(0, 1, both)).toEqual({ pan: 0, tilt: -1 });
  expect(directionOf(0.95, 0.2, both).tilt).toBe(0);
  expect(directionOf(-0.7, -0.7, both)).toEqual({ pan: -0.8, tilt: 0.8 });
  expect(directionOf(0.7, -0.7, { pan: false, tilt: true })).toEqual({ pan: 0, tilt: 0.8 });
});

test("a new position never overwrites one that is kept", () => {
  expect(freePreset([])).toBe(1);
  expect(freePreset([{ number: 1 }, { number: 3 }])).toBe(2);
  expect(freePreset(Array.from({ length: 9 }, (_, index) => ({ number: index + 1 })))).toBeNull();
});

describe("which camera, and which picture", () => {
  const ptz = { pan: true, tilt: true, zoom: true, presets: [] };
  const [first] = exampleRoomState().devices;
  const camera = (id: string, more: object) => ({ ...first!, id, phase: "ready" as const, roles: [], ...more });

  test("the one that is used moves, else the only one that can", () => {
    const used = camera("used", { roles: ["camera"], ptz });
    const other = camera("other", { ptz });
    expect(movableCamera({ devices: [other, used] })?.id).toBe("used");
    expect(movableCamera({ devices: [camera("used", { roles: ["camera"] }), other] })?.id).toBe("other");
    expect(movableCamera({ devices: [other, camera("third", { ptz })] })).toBeNull();
    expect(movableCamera({ devices: [camera("broken", { ptz, phase: "faulted" })] })).toBeNull();
  });

  test("the mirror says why it shows nothing", () => {
    const state = exampleRoomState({ devices: [camera("used", { roles: ["camera"] })] });
    expect(mirrorOf(state, 3, null)).toBe("picture");
    expect(mirrorOf(state, null, null)).toBe("waiting");
    expect(mirrorOf(state, null, "request.elsewhere")).toBe("elsewhere");
    expect(mirrorOf(state, null, "intent.impossible")).toBe("busy");
    expect(mirrorOf({ ...state, devices: [] }, 3, null)).toBe("missing");
  });
});

describe("the picture of the camera", () => {
  const control = (change: Partial<CameraControl> & { name: string }): CameraControl => ({
    ...{ kind: "integer", minimum: 0, maximum: 200, step: 1, default: 0, value: 50, inactive: false, options: [] },
    ...change,
  });
  const text = (part: PictureSetting["part"], value: number, more: Partial<CameraControl> = {}) =>
    valueText({ part, control: control({ name: part, ...more }), automatic: null }, value, catalogues.en);

  test("is told as people know it: kelvin, parts of a second, else how far along the camera's own range", () => {
    expect(text("whiteBalance", 4600)).toBe("4600 K");
    expect([156, 5000, 4].map((value) => text("exposure", value))).toEqual(["1/64 s", "0.5 s", "1/2500 s"]);
    expect(text("brightness", 0, { minimum: -64, maximum: 64 })).toBe(catalogues.en.call.volumePercent(50));
  });

  test("is the camera's own where neither people nor an automatic control have it", () => {
    const setting = (inactive: boolean, isOn: boolean): PictureSetting => ({
      part: "focus",
      control: control({ name: "focus_absolute", inactive }),
      automatic: { name: "focus_auto", isOn, on: 1, off: 0 },
    });
    expect([setting(false, false), setting(true, true), setting(true, false)].map(holderOf)).toEqual([
      "people",
      "automatic",
      "camera",
    ]);
  });

  test("is that of the camera in use, not of another one", () => {
    const state = exampleRoomState();
    const one = { ...state.devices[0]!, phase: "ready" as const, picture: [control({ name: "brightness" })] };
    const inUse = { ...one, id: "used", roles: ["camera" as const] };
    const other = { ...one, id: "other", roles: [] };
    expect(picturedCamera({ devices: [other, inUse] })?.id).toBe("used");
    expect(picturedCamera({ devices: [other] })).toBeNull();
    expect(picturedCamera({ devices: [{ ...inUse, picture: [control({ name: "gain" })] }] })).toBeNull();
  });
});
