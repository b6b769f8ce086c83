import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { helpLines, panelLines, readPanelLine, statusLines } from "../../../drivers/touch-panel/language.ts";
import { readIntent } from "../../../src/protocol/intent.ts";
import { summary } from "./driver-bench.ts";

describe("what a panel says", () => {
  it.each([
    ["mic off", { type: "wish", intent: { type: "setMicrophone", on: false } }],
    ["  MIC   TOGGLE ", { type: "muteToggled" }],
    ["VOLUME 40", { type: "wish", intent: { type: "setVolume", percent: 40 } }],
    ["volume down", { type: "volume", step: -1 }],
    ["PRESET 3", { type: "wish", intent: { type: "cameraPreset", action: "recall", number: 3 } }],
    ["SHARE ON", { type: "wish", intent: { type: "startShare" } }],
    ["JOIN", { type: "joinPressed" }],
  ])("%s", (text, event) => {
    expect(readPanelLine(text)).toEqual({ type: "event", event });
  });

  it.each(["VOLUME 101", "VOLUME", "MIC", "PRESET x", "constructor", "__proto__ ON", "toString", ""])(
    "%j is answered with what is wrong",
    (text) => {
      expect(readPanelLine(text)).toMatchObject({ type: "unknown", why: expect.stringMatching(/\w/) });
    },
  );

  it("whatever comes is understood or refused, and a wish is always one that the room knows", () => {
    const word = fc.constantFrom(...helpLines.join(" ").split(/[ |]/), "7", "99", "-1", "");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 4 }).map((words) => words.join(" ")),
        ),
        (text) => {
          const line = readPanelLine(text);
          if (line.type === "event" && line.event.type === "wish") readIntent(line.event.intent);
        },
      ),
    );
  });
});

describe("lines", () => {
  it("end with CR, LF or both, and come in any pieces", () => {
    expect(panelLines("MIC ON\r\nLEAVE\rJOI")).toEqual({ lines: ["MIC ON", "LEAVE"], rest: "JOI" });
  });

  it("that never end are dropped", () => {
    expect(panelLines("x".repeat(600)).rest).toBe("");
  });
});

it("a booking's title cannot break the lines", () => {
  const lines = statusLines(summary({ joinable: { bookingId: "b", title: "Review\r\nMIC ON\u2028x" } }));
  expect(lines.at(-1)).toBe("NEXT Review MIC ON x");
  expect(lines.some((line) => /[\r\n]/.test(line))).toBe(false);
});
