import { setTimeout as sleep } from "node:timers/promises";
import type { ParticipantLink } from "../participant/link.ts";
import { print } from "./report.ts";
import type { Rig } from "./rig.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { likeTheRoom } from "./tap.ts";

const settleMs = 3000;
const pauseMs = 700;
const targetMs = 120;

/** Mute → silence at another participant, from the wish (the room) or the page's call (the browser). */
export async function measureMute(rig: Rig, times: number): Promise<void> {
  const meeting = rig.newMeeting();
  const [room, chromium, participant] = [await rig.room(), await rig.chromium(), await rig.participant(meeting)];
  await room.join(meeting);
  const ofRoom = await muteAndUnmute(participant, times, (on) => room.wish({ type: "setMicrophone", on }));
  await room.leave();
  await chromium.join(rig.sfu.url, await rig.browserToken(meeting), { ...likeTheRoom, audioProcessing: false });
  const ofChromium = await muteAndUnmute(participant, times, (on) => chromium.setMicrophone(on));
  const spread = spreadOf(ofRoom) as Spread;
  print({
    row: "mute to silence",
    unit: "ms",
    room: spread,
    chromium: spreadOf(ofChromium),
    target: `p95 ≤ ${targetMs}`,
    ok: spread.p95 <= targetMs,
  });
  await Promise.all([room.stop(), chromium.close(), participant.process.stop()]);
}

async function muteAndUnmute(
  participant: ParticipantLink,
  times: number,
  setMicrophone: (on: boolean) => Promise<number>,
): Promise<number[]> {
  await sleep(settleMs);
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const from = participant.events.length;
    const askedAt = await setMicrophone(false);
    taken.push((await participant.next("silence", () => true, from, 5000)).atMs - askedAt);
    await sleep(pauseMs);
    const later = participant.events.length;
    await setMicrophone(true);
    await participant.next("sound", () => true, later, 5000);
    await sleep(pauseMs);
  }
  return taken;
}
