import { setTimeout as sleep } from "node:timers/promises";
import type { ParticipantLink } from "../participant/link.ts";
import type { ChromiumPublisher } from "./chromium/publisher.ts";
import { print } from "./report.ts";
import type { Rig } from "./rig.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { likeTheRoom } from "./tap.ts";

interface Latencies {
  picture: number[];
  sound: number[];
}

const settleMs = 5000;
const targets = { picture: { median: 40, p95: 60 }, sound: { median: 120, p95: 160 } };

/**
 * Picture: painted (the room) or delivered by the camera (the browser, as its page sees it) → received. Sound: mark played or
 * delivered by the microphone → received.
 */
export async function measureLatency(rig: Rig, seconds: number): Promise<void> {
  const meeting = rig.newMeeting();
  const [room, chromium, participant] = [await rig.room(), await rig.chromium(), await rig.participant(meeting)];
  await room.join(meeting);
  const ofRoom = await ownClocks(participant, seconds);
  await room.leave();
  await chromium.join(rig.sfu.url, await rig.browserToken(meeting), { ...likeTheRoom, audioProcessing: false });
  const ofChromium = await pairedWithPage(participant, chromium, seconds);
  for (const what of ["picture", "sound"] as const) {
    const spread = spreadOf(ofRoom[what]) ?? nothing;
    const { median, p95 } = targets[what];
    print({
      row: `${what} to another participant`,
      unit: "ms",
      room: spread,
      chromium: spreadOf(ofChromium[what]),
      target: `median ≤ ${median}, p95 ≤ ${p95}`,
      ok: spread.median <= median && spread.p95 <= p95,
    });
  }
  await Promise.all([room.stop(), chromium.close(), participant.process.stop()]);
}

const nothing: Spread = { median: Number.NaN, p95: Number.NaN, max: Number.NaN, count: 0 };

/** The room paints the clock into its picture and marks its sound at each full second. */
async function ownClocks(participant: ParticipantLink, seconds: number): Promise<Latencies> {
  const { pictures, sounds } = await listen(participant, seconds);
  return { picture: pictures[0]?.latenciesMs ?? [], sound: sounds[0]?.latenciesMs ?? [] };
}

/** The browser's file cannot know the time: its page notes when camera and microphone delivered what. */
async function pairedWithPage(
  participant: ParticipantLink,
  chromium: ChromiumPublisher,
  seconds: number,
): Promise<Latencies> {
  await chromium.watchOwnMedia();
  const { pictures, sounds } = await listen(participant, seconds);
  const own = await chromium.ownMedia();
  const markAt = spreadOf(own.marks.map((atMs) => atMs % 1000))?.median ?? Number.NaN;
  return {
    picture: agesOf(pictures[0]?.arrivals ?? [], own.pictures),
    sound: (sounds[0]?.latenciesMs ?? []).map((inSecond) => (inSecond - markAt + 1000) % 1000),
  };
}

async function listen(participant: ParticipantLink, seconds: number) {
  await sleep(settleMs);
  participant.order({ order: "reset" });
  await sleep(seconds * 1000);
  return participant.measure();
}

/** For each received picture the newest earlier delivery of the same counter: the clip comes round every ten seconds. */
function agesOf(arrivals: [number, number][], delivered: { counter: number; atMs: number }[]): number[] {
  return arrivals.flatMap(([counter, atMs]) => {
    const sent = delivered.findLast((picture) => picture.counter === counter && picture.atMs <= atMs);
    const age = sent === undefined ? Number.POSITIVE_INFINITY : atMs - sent.atMs;
    return age < 2000 ? [age] : [];
  });
}
