import { setTimeout as sleep } from "node:timers/promises";
import type { ParticipantLink } from "../participant/link.ts";
import { readState } from "../trial/check/room-view.ts";
import type { ChromiumPublisher, PublishOptions } from "./chromium/publisher.ts";
import type { MeasuredRoom } from "./measured-room.ts";
import { print } from "./report.ts";
import type { Rig } from "./rig.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** What a tap led to, in milliseconds. */
interface Tap {
  connected: number;
  published: number;
  firstFrame: number;
  fullFrame: number;
}

const targets = { connected: 150, published: 200, firstFrame: 350 };
/** Between rounds: the room makes a new spare worker, the browser closes its devices. */
const pauseMs = 4000;
const fullHeight = 720;
/** A browser under load may stay small: then this counts. */
const fullWithinMs = 10_000;

export const likeTheRoom: PublishOptions = {
  width: 1280,
  height: 720,
  codec: "vp8",
  simulcast: true,
  maxBitrate: 1_700_000,
  audioProcessing: true,
};

/** Tap → connected, published, first and full-size picture at another participant; room and browser by turns. */
export async function measureTaps(rig: Rig, rounds: number): Promise<void> {
  const meeting = rig.newMeeting();
  const [room, chromium, participant] = [await rig.room(), await rig.chromium(), await rig.participant(meeting)];
  const taps = { room: [] as Tap[], chromium: [] as Tap[] };
  for (let round = 0; round < rounds; round++) {
    await sleep(pauseMs);
    taps.room.push(await roomTap(room, participant, meeting));
    await sleep(pauseMs);
    taps.chromium.push(await chromiumTap(rig, chromium, participant, meeting));
  }
  report(taps.room, taps.chromium);
  await Promise.all([room.stop(), chromium.close(), participant.process.stop()]);
}

async function roomTap(room: MeasuredRoom, participant: ParticipantLink, meeting: string): Promise<Tap> {
  const from = participant.events.length;
  const tapAt = await room.wish({ type: "join", room: meeting });
  const seen = await seenBy(participant, from, tapAt);
  // Asked afterwards: asking all the time would cost the room the time that is measured.
  const connectedAt = Date.parse((await readState(room.apiUrl)).meeting?.connectedAt ?? "");
  await room.leave();
  await participant.next("went", () => true, from, 10_000);
  return { connected: connectedAt - tapAt, ...seen };
}

async function chromiumTap(
  rig: Rig,
  chromium: ChromiumPublisher,
  participant: ParticipantLink,
  meeting: string,
): Promise<Tap> {
  const from = participant.events.length;
  const { tapAt, connectedAt } = await chromium.join(rig.sfu.url, await rig.browserToken(meeting), likeTheRoom);
  const seen = await seenBy(participant, from, tapAt);
  await chromium.leave();
  await participant.next("went", () => true, from, 10_000);
  return { connected: connectedAt - tapAt, ...seen };
}

/** Published is when the participant has been told of both tracks. */
async function seenBy(participant: ParticipantLink, from: number, tapAt: number): Promise<Omit<Tap, "connected">> {
  const isCamera = ({ source }: { source: string }) => source === "camera";
  const [camera, microphone, first, full] = await Promise.all([
    participant.next("appeared", isCamera, from, 20_000),
    participant.next("appeared", ({ source }) => source === "microphone", from, 20_000),
    participant.next("firstFrame", isCamera, from, 20_000),
    participant
      .next("size", (event) => isCamera(event) && event.height >= fullHeight, from, fullWithinMs)
      .catch(() => ({ atMs: tapAt + fullWithinMs })),
  ]);
  return {
    published: Math.max(camera.atMs, microphone.atMs) - tapAt,
    firstFrame: first.atMs - tapAt,
    fullFrame: full.atMs - tapAt,
  };
}

function report(room: Tap[], chromium: Tap[]): void {
  for (const [name, target] of Object.entries(targets) as [keyof typeof targets, number][]) {
    const spread = spreadOf(room.map((tap) => tap[name])) as Spread;
    print({
      row: `tap to ${name}`,
      unit: "ms",
      room: spread,
      chromium: spreadOf(chromium.map((tap) => tap[name])),
      target: `median ≤ ${target}, p95 ≤ ${2 * target}`,
      ok: spread.median <= target && spread.p95 <= 2 * target,
    });
  }
  const later = (taps: Tap[]) => spreadOf(taps.map(({ fullFrame, firstFrame }) => fullFrame - firstFrame)) as Spread;
  print({
    row: "full size after the first frame",
    unit: "ms",
    room: later(room),
    chromium: later(chromium),
    target: "with the first frame (median 0)",
    ok: later(room).median === 0,
  });
}
