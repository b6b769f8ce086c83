import { setTimeout as sleep } from "node:timers/promises";
import type { Lab } from "../lab/lab.ts";
import type { LabMeeting } from "../lab/meeting.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { untilTrue } from "../room/until.ts";
import { check } from "./check.ts";

type By = "the key" | "the panel" | "the host";
type Turn = readonly [by: By, muted: boolean];

/** Who mutes and who unmutes, each after each other; the host can only mute. */
const turns: readonly Turn[] = [
  ["the key", true],
  ["the key", false],
  ["the panel", true],
  ["the key", false],
  ["the host", true],
  ["the key", false],
  ["the key", true],
  ["the panel", false],
  ["the host", true],
  ["the panel", false],
];
/** Encoding takes an emulated processor all its time: each kind once. */
const besidePicture: readonly Turn[] = [
  ["the key", true],
  ["the panel", false],
  ["the host", true],
  ["the key", false],
];
/** On a real computer, from the press to lamp, panel and the server's word. */
const agreeWithinMs = 500;

export const muteAgrees: Scenario = {
  name: "meeting-mute-agrees",
  symptom: "muted by key, on the panel or by the host: lamp, panel and what others hear say different things",
  async run(lab) {
    const meeting = await lab.meeting();
    await agree(lab, meeting, "to begin with", false);
    for (const one of besidePicture) {
      const took = await turn(lab, meeting, one);
      lab.numbers.tookMs(
        `(un)mute by ${one[0]} beside a picture, until all agree`,
        Math.max(...Object.values(took)),
        500,
      );
    }
  },
};

export const muteAtOnce: Scenario = {
  name: "meeting-mute-at-once",
  symptom: "mute is pressed, and for a second lamp, panel and what others hear do not agree",
  async run(lab) {
    const meeting = await lab.meeting();
    await meeting.room.wish({ type: "setCamera", on: false });
    const off = "no picture is made any more";
    await meeting.room.feed.until(off, (state) => state.meeting?.camera.activity === "off", patienceMs(3000));
    await agree(lab, meeting, "to begin with", false);
    for (const one of turns) {
      const took = await turn(lab, meeting, one);
      for (const [where, ms] of Object.entries(took))
        lab.numbers.tookMs(`(un)mute by ${one[0]}, sound only, until ${where}`, ms, agreeWithinMs);
      check(Math.max(...Object.values(took)) <= patienceMs(agreeWithinMs), `all agree in time after ${one[0]}`, took);
    }
  },
};

/** A person needs this long to press again; what is faster the driver takes for the echo of one press. */
const fingerMs = 300;

/** @returns ms until each said so */
async function turn(lab: Lab, meeting: LabMeeting, [by, muted]: Turn) {
  if (by === "the key") await sleep(fingerMs);
  const startMs = performance.now();
  if (by === "the key") lab.speakerphone.device.press("mute");
  else if (by === "the panel") await meeting.room.wish({ type: "setMicrophone", on: !muted });
  else await meeting.muteRoomRemotely();
  const at = await agree(lab, meeting, `${muted ? "muted" : "unmuted"} by ${by}`, muted);
  return {
    "the lamp shows it": at.lampMs - startMs,
    "the panel shows it": at.panelMs - startMs,
    "others know": at.trackMs - startMs,
  };
}

/** Lamp, panel and the server's own word on the track. @returns when each was so, performance.now() */
async function agree(lab: Lab, meeting: LabMeeting, when: string, muted: boolean) {
  const withinMs = patienceMs(3000);
  const trackMuted = async () => (await meeting.isRoomMuted()) === muted;
  const saysSo = async (what: string, ask: () => Promise<boolean> | boolean) => {
    await untilTrue(`${when}: ${what}`, withinMs, ask);
    return performance.now();
  };
  const [lampMs, trackMs, panelMs] = await Promise.all([
    saysSo("the lamp says so", () => lab.speakerphone.device.lamps.mute === muted),
    saysSo("the others' track says so", trackMuted),
    meeting.room.feed.until(`${when}: on the panel`, (state) => state.meeting?.microphone.on === !muted, withinMs),
  ]);
  return { lampMs, trackMs, panelMs };
}
