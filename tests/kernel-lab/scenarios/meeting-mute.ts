import type { Lab } from "../lab/lab.ts";
import type { LabMeeting } from "../lab/meeting.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { untilTrue } from "../room/until.ts";

type By = "the key" | "the panel" | "the host";

/** Who mutes and who unmutes, each after each other; the host can only mute. */
const turns: readonly (readonly [by: By, muted: boolean])[] = [
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

export const muteAgrees: Scenario = {
  name: "meeting-mute-agrees",
  symptom: "muted by key, on the panel or by the host: lamp, panel and what others hear say different things",
  async run(lab) {
    const meeting = await lab.meeting();
    await agree(lab, meeting, "to begin with", false);
    for (const [by, muted] of turns) await turn(lab, meeting, by, muted);
  },
};

async function turn(lab: Lab, meeting: LabMeeting, by: By, muted: boolean): Promise<void> {
  const startMs = performance.now();
  if (by === "the key") lab.speakerphone.device.press("mute");
  else if (by === "the panel") await meeting.room.wish({ type: "setMicrophone", on: !muted });
  else await meeting.muteRoomRemotely();
  const done = await agree(lab, meeting, `${muted ? "muted" : "unmuted"} by ${by}`, muted);
  lab.numbers.tookMs(`(un)mute by ${by}, until the lamp shows it`, done.lampMs - startMs, 200);
  lab.numbers.tookMs(`(un)mute by ${by}, until others know`, done.trackMs - startMs, 200);
}

/** Lamp, panel and the server's own word on the track. @returns when each was so, performance.now() */
async function agree(lab: Lab, meeting: LabMeeting, when: string, muted: boolean) {
  const withinMs = patienceMs(3000);
  const trackMuted = async () => (await meeting.isRoomMuted()) === muted;
  const saysSo = async (what: string, ask: () => Promise<boolean> | boolean) => {
    await untilTrue(`${when}: ${what}`, withinMs, ask);
    return performance.now();
  };
  const [lampMs, trackMs] = await Promise.all([
    saysSo("the lamp says so", () => lab.speakerphone.device.lamps.mute === muted),
    saysSo("the others' track says so", trackMuted),
    meeting.room.feed.until(`${when}: on the panel`, (state) => state.meeting?.microphone.on === !muted, withinMs),
  ]);
  return { lampMs, trackMs };
}
