import { describe, expect, test } from "vitest";
import { bookedTimeOf } from "../../../src/web/panel/call/extend-model.ts";
import { cameraLook, microphoneLook, shareStateOf } from "../../../src/web/panel/call/source-model.ts";
import { wishFor } from "../../../src/web/panel/sheets/typed-wish.ts";
import { catalogues } from "../../../src/web/shared/catalogue/index.ts";
import { entry, inCall, inMinutes, now, source } from "../../pages/support/room-states.ts";

const words = catalogues.en;

describe("a control shows the confirmed state", () => {
  test("off is red and says so; on is calm", () => {
    expect(microphoneLook(source(false), false, words)).toMatchObject({
      tone: "off",
      label: "Microphone off",
      wish: true,
    });
    expect(microphoneLook(source(true), false, words)).toMatchObject({
      tone: "calm",
      label: "Microphone on",
      wish: false,
    });
  });

  test("wanted on, not on yet: it still says off, and works on it", () => {
    const look = microphoneLook(source(false, { wanted: true, activity: "starting" }), false, words);
    expect(look).toMatchObject({ tone: "off", label: "Microphone off", busy: true });
  });

  test("wanted off, others still get it: it still says on", () => {
    expect(cameraLook(source(true, { wanted: false }), false, words)).toMatchObject({ label: "Camera on", busy: true });
  });

  test("a failing camera is neither on nor off", () => {
    const look = cameraLook(source(false, { wanted: true, activity: "failed" }), false, words);
    expect(look).toMatchObject({ tone: "attention", label: "Camera fails", wish: false, busy: false });
  });

  test.each([
    ["off", "waiting"],
    ["starting", "waiting"],
    ["on", "sharing"],
    ["failed", "failed"],
    ["missing", "failed"],
  ] as const)("a share that is %s is %s", (activity, state) => {
    expect(shareStateOf({ deviceId: "h", title: "HDMI", activity }, [], false)).toBe(state);
  });
});

describe("the offer to stay", () => {
  const nowMs = Date.parse(now);
  const at = (endsAt: string | null, agenda: ReturnType<typeof entry>[] = []) => {
    const state = inCall({ endsAt }, { agenda });
    return bookedTimeOf(state, state.meeting!, nowMs);
  };

  test("comes ten minutes before the end, not earlier", () => {
    expect(at(inMinutes(21))?.offers).toEqual([]);
    expect(at(inMinutes(10))?.offers).toEqual([15, 30]);
  });

  test("stays after the end", () => {
    expect(at(inMinutes(-3))).toMatchObject({ ending: true, offers: [15, 30] });
  });

  test("does not reach into the next booking", () => {
    const next = entry({ id: "n", start: inMinutes(25), end: inMinutes(60) });
    expect(at(inMinutes(5), [next])).toMatchObject({ offers: [15], nextAt: next.start });
    const atOnce = entry({ id: "n", start: inMinutes(5), end: inMinutes(60) });
    expect(at(inMinutes(5), [atOnce])?.offers).toEqual([]);
  });

  test("a meeting without a booked end has none", () => {
    expect(at(null)).toBeNull();
  });
});

test("what looks like a link is joined as a link, anything else as a name", () => {
  expect(wishFor("https://meet.example/oak")).toEqual({ type: "join", link: "https://meet.example/oak" });
  expect(wishFor("visio.example.org/abc-defg-hij")).toMatchObject({ link: "visio.example.org/abc-defg-hij" });
  expect(wishFor("v1.2 review")).toMatchObject({ room: "v1.2 review" });
  expect(wishFor("weekly sync")).toEqual({ type: "join", room: "weekly sync" });
});

describe("what the meeting does not allow", () => {
  test("is said on the control, whatever the device does; a tap takes the wish back", () => {
    const look = microphoneLook(source(false, { wanted: true, activity: "failed" }), true, words);
    expect(look).toMatchObject({ label: words.ways.microphoneWithheld, tone: "attention", wish: false });
    expect(cameraLook(source(true), true, words).label).toBe(words.ways.cameraWithheld);
    expect(shareStateOf(null, [{}], true)).toBe("withheld");
  });
});
