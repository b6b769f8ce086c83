import type { RoomSummary } from "../../src/domain/device-command.ts";
import type { DeviceEvent } from "../../src/domain/device-event.ts";

/**
 * The language of serial and network panels: lines of words, ended by CR, LF or both, in any case. See this folder's README for
 * all of it.
 */
export type PanelLine =
  | { readonly type: "event"; readonly event: DeviceEvent }
  | { readonly type: "status" }
  | { readonly type: "help" }
  | { readonly type: "unknown"; readonly why: string };

const wish = (intent: Extract<DeviceEvent, { type: "wish" }>["intent"]): PanelLine => ({
  type: "event",
  event: { type: "wish", intent },
});
const event = (happened: DeviceEvent): PanelLine => ({ type: "event", event: happened });
const unknown = (why: string): PanelLine => ({ type: "unknown", why });

/** What a panel says. */
export function readPanelLine(text: string): PanelLine {
  const [verb = "", ...rest] = text.trim().toUpperCase().split(/\s+/);
  const verbs: Record<string, (word: string, more: string) => PanelLine> = {
    "STATUS?": () => ({ type: "status" }),
    STATUS: () => ({ type: "status" }),
    "HELP?": () => ({ type: "help" }),
    HELP: () => ({ type: "help" }),
    JOIN: () => event({ type: "joinPressed" }),
    LEAVE: () => wish({ type: "leave" }),
    MIC: onOff(event({ type: "muteToggled" }), (on) => wish({ type: "setMicrophone", on })),
    CAMERA: onOff(event({ type: "cameraToggled" }), (on) => wish({ type: "setCamera", on })),
    SHARE: onOff(event({ type: "shareToggled" }), (on) => wish({ type: on ? "startShare" : "stopShare" })),
    DISPLAY: onOff(unknown("DISPLAY takes ON or OFF"), (on) => wish({ type: "setDisplay", on })),
    VOLUME: volume,
    PRESET: (word) =>
      /^\d{1,2}$/.test(word)
        ? wish({ type: "cameraPreset", action: "recall", number: Number(word) })
        : unknown("PRESET takes a number from 0 to 99"),
  };
  const [word = "", more = ""] = rest;
  const read = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  return read === undefined ? unknown(`there is no ${verb}: HELP lists all words`) : read(word, more);
}

const onOff = (toggled: PanelLine, set: (on: boolean) => PanelLine) => (word: string) => {
  if (word === "ON" || word === "OFF") return set(word === "ON");
  return word === "TOGGLE" ? toggled : unknown("say ON, OFF or TOGGLE");
};

function volume(word: string): PanelLine {
  if (word === "UP" || word === "DOWN") return event({ type: "volume", step: word === "UP" ? 1 : -1 });
  const percent = /^\d{1,3}$/.test(word) ? Number(word) : 101;
  return percent <= 100 ? wish({ type: "setVolume", percent }) : unknown("VOLUME takes 0 to 100, UP or DOWN");
}

export const helpLines = [
  "JOIN",
  "LEAVE",
  "MIC ON|OFF|TOGGLE",
  "CAMERA ON|OFF|TOGGLE",
  "SHARE ON|OFF|TOGGLE",
  "VOLUME 0..100|UP|DOWN",
  "DISPLAY ON|OFF",
  "PRESET 0..99",
  "STATUS?",
];

/** The state as lines, each with one fact, in a fixed order. */
export function statusLines(room: RoomSummary): string[] {
  const is = (on: boolean) => (on ? "ON" : "OFF");
  return [
    `MEETING ${room.meeting.toUpperCase()}`,
    `MIC ${is(room.microphone)}`,
    `CAMERA ${is(room.camera)}`,
    `SHARE ${is(room.sharing)}`,
    `VOLUME ${Math.round(room.volumePercent)}`,
    `OCCUPIED ${room.occupied ? "YES" : "NO"}`,
    `NEXT ${plain(room.joinable?.title ?? "")}`.trimEnd(),
  ];
}

/** Titles come from strangers: no line ends, no control characters, no end without end. */
const plain = (text: string) => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, 120);

/** Cuts bytes into lines; a line that never ends is dropped. */
export function panelLines(text: string): { lines: string[]; rest: string } {
  const parts = text.split(/[\r\n]+/);
  const rest = parts.pop() ?? "";
  return { lines: parts.filter((line) => line.trim() !== ""), rest: rest.length > 512 ? "" : rest };
}
