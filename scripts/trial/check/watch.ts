import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { ParticipantLink } from "../../participant/link.ts";
import { until } from "../../processes/until.ts";
import type { TrialRoom } from "../room.ts";
import type { Observations } from "./observations.ts";
import { displayedFrames, lookAtDisplay } from "./pages.ts";
import { readMetric, readState } from "./room-view.ts";

const joinWithinMs = 20_000;
const settleMs = 1500;
const watchMs = 4000;

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
  until("the room in the meeting", 1000, async () => {
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

/** Looks and listens for a few seconds, from all sides at once. */
export async function watch(
  participant: ParticipantLink,
  { apiUrl }: RoomPages,
  display: Page,
): Promise<Pick<Observations, "picture" | "sound" | "display">> {
  await sleep(settleMs);
  participant.order({ order: "reset" });
  const framesBefore = await displayedFrames(display);
  const startedAt = performance.now();
  const pictures = await lookAtDisplay(display, 4);
  await sleep(Math.max(0, watchMs - (performance.now() - startedAt)));
  const frames = (await displayedFrames(display)) - framesBefore;
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
    display: { frames, pictures },
  };
}
