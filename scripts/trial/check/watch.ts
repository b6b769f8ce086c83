import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { ParticipantLink } from "../../participant/link.ts";
import { until } from "../../processes/until.ts";
import type { TrialRoom } from "../room.ts";
import { DisplayWatch } from "./display-watch.ts";
import type { Observations } from "./observations.ts";
import { readMetric, readState } from "./room-view.ts";

/** What does not happen within that time, on a computer that is not emulated, is taken for broken. */
const joinWithinMs = 20_000;
const seenWithinMs = 20_000;
const settleMs = 1500;
/** Rates want some time. */
const watchAtLeastMs = 4000;
const roundMs = 1000;

export type RoomPages = Pick<TrialRoom, "panelUrl" | "displayUrl" | "apiUrl">;

/** Waits for each moment of the join. What does not come is null: the judgement says so. */
export async function awaitJoin(
  participant: ParticipantLink,
  { apiUrl }: RoomPages,
  tapAt: number,
  { height, slowness }: { height: number; slowness: number },
): Promise<Observations["tapTo"]> {
  const withinMs = joinWithinMs * slowness;
  const ofRoom = ({ source }: { source: string }) => source === "camera";
  const since = async (moment: Promise<number>) => {
    const at = await moment.catch(() => null);
    return at === null ? null : Math.round(at - tapAt);
  };
  const [publishedMs, firstFrameMs, fullFrameMs] = await Promise.all([
    since(publishedAt(participant, withinMs)),
    since(participant.next("firstFrame", ofRoom, 0, withinMs).then(({ atMs }) => atMs)),
    since(
      participant
        .next("size", (event) => ofRoom(event) && event.height >= height, 0, withinMs)
        .then(({ atMs }) => atMs),
    ),
  ]);
  // Asked afterwards: asking all the time would cost the room the time that is measured.
  const connectedMs = await since(connectedAt(apiUrl));
  return { connectedMs, publishedMs, firstFrameMs, fullFrameMs };
}

const connectedAt = (apiUrl: string) =>
  until("the room in the meeting", 20_000, async () => {
    const at = (await readState(apiUrl)).meeting?.connectedAt ?? null;
    return at === null ? null : Date.parse(at);
  });

/** When the participant has been told of both of the room's tracks. */
async function publishedAt(participant: ParticipantLink, withinMs: number): Promise<number> {
  const told = ["camera", "microphone"].map((source) =>
    participant.next("appeared", (event) => event.source === source, 0, withinMs),
  );
  return Math.max(...(await Promise.all(told)).map(({ atMs }) => atMs));
}

/** What goes on in the meeting. */
export type Watched = Pick<Observations, "picture" | "sound" | "display">;

/**
 * Looks and listens from all sides at once, for a few seconds, and on until all is good: a busy computer takes longer. What is
 * not good after some time is told as it is.
 */
export async function watch(
  participant: ParticipantLink,
  { apiUrl }: RoomPages,
  page: Page,
  { isGood, slowness }: { isGood: (seen: Watched) => boolean; slowness: number },
): Promise<Watched> {
  await sleep(settleMs);
  participant.order({ order: "reset" });
  const display = await DisplayWatch.begin(page);
  const startMs = performance.now();
  for (;;) {
    const [seen] = await Promise.all([look(participant, apiUrl, display), sleep(roundMs)]);
    const watchedMs = performance.now() - startMs;
    if (watchedMs < watchAtLeastMs) continue;
    if (isGood(seen) || watchedMs > seenWithinMs * slowness) return seen;
  }
}

async function look(participant: ParticipantLink, apiUrl: string, display: DisplayWatch): Promise<Watched> {
  const shown = await display.look();
  const [measured, spokenHz, spokenFrames] = await Promise.all([
    participant.measure(),
    readMetric(apiUrl, "roomkeeper_speaker_tone_hertz"),
    readMetric(apiUrl, "roomkeeper_speaker_frames_total"),
  ]);
  const camera = measured.pictures.find(({ source }) => source === "camera");
  const microphone = measured.sounds.find(({ source }) => source === "microphone");
  return {
    picture: {
      width: camera?.width ?? 0,
      height: camera?.height ?? 0,
      watchedMs: measured.seconds * 1000,
      frames: camera?.frames ?? 0,
      differentFrames: camera?.differentFrames ?? 0,
      latenciesMs: camera?.latenciesMs ?? [],
    },
    sound: {
      heardHz: microphone?.toneHertz ?? 0,
      heardFrames: microphone?.heardBlocks ?? 0,
      spokenHz: spokenHz ?? 0,
      spokenFrames: spokenFrames ?? 0,
    },
    display: shown,
  };
}
