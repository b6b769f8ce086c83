import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../../../src/domain/errors.ts";
import type { VideoToSend } from "../../../tests/simulators/participant/orders.ts";
import { startBrowser } from "../../browser/chromium.ts";
import { type Meeting, ParticipantLink } from "../../participant/link.ts";
import type { StartedProcess } from "../../processes/started-process.ts";
import { missingParts } from "../devices.ts";
import type { EverythingStarted } from "../everything-started.ts";
import type { TrialRoom } from "../room.ts";
import type { Sfu } from "../sfu.ts";
import { type CheckReport, isWatchedWell, judge } from "./judge.ts";
import { nothingSeen, type Observations } from "./observations.ts";
import { openDisplay, openPanel, tapJoin } from "./pages.ts";
import { awaitJoin, type RoomPages, type Watched, watch } from "./watch.ts";

/** The bench's microphone plays this unless its settings say otherwise. */
const benchTone = 440;
const participantSends = {
  video: { width: 640, height: 360, framesPerSecond: 30, maxBitrate: 800_000 },
  tone: { hertz: 660, level: 0.3 },
};

/**
 * Proves the main job: Join is tapped on the panel in a real browser, and from then on an independent participant and the
 * display's page tell what arrives. Prints what it judged; the report is the last line on standard output.
 * @returns whether everything holds
 */
export async function runCheck(sfu: Sfu, room: TrialRoom, everything: EverythingStarted): Promise<boolean> {
  let report: CheckReport;
  try {
    report = judge(await observe(sfu, room, everything));
  } catch (error) {
    print({ ...judge(nothingSeen), error: messageOf(error) });
    throw error;
  }
  for (const { ok, name, value, wanted } of report.requirements) {
    process.stderr.write(`  ${ok ? "ok    " : "NOT OK"}  ${name}: ${value ?? "nothing"} (${wanted})\n`);
  }
  print(report);
  return report.ok;
}

const print = (report: CheckReport & { error?: string }) => process.stdout.write(`${JSON.stringify(report)}\n`);

async function observe(sfu: Sfu, room: TrialRoom, { folder, process }: EverythingStarted): Promise<Observations> {
  const standIns = await missingParts();
  const expected = {
    width: 1280,
    height: 720,
    framesPerSecond: 30,
    stamped: standIns.includes("camera"),
    heardHz: standIns.includes("microphone") ? benchTone : null,
    spokenHz: standIns.includes("speaker") ? participantSends.tone.hertz : null,
  };
  return await tryOut({ meeting: { ...sfu, room: room.meeting }, room, folder, onStart: process, expected });
}

export interface Trial {
  meeting: Meeting;
  room: RoomPages;
  /** For logs and the browser's profile. */
  folder: string;
  onStart: (started: StartedProcess) => void;
  expected: Observations["expected"];
  /** The other participant's picture; 640x360 when left out. */
  picture?: VideoToSend;
  /** How many times longer things may take, where the room's processor is emulated. */
  slowness?: number;
}

/** Taps Join on the panel of a room that has the meeting in its agenda, and looks and listens from outside. */
export async function tryOut(trial: Trial): Promise<Observations> {
  const { meeting, room, folder, onStart, expected, picture = participantSends.video, slowness = 1 } = trial;
  const [browser, participant] = await Promise.all([
    startBrowser(folder, "chromium", onStart),
    ParticipantLink.start(folder, onStart),
  ]);
  await participant.join(meeting, { send: { ...participantSends, video: picture } });
  const display = await openDisplay(browser, room.displayUrl);
  const panel = await openPanel(browser, room.panelUrl);
  // The pages have loaded; what they still do must not count as the room's time.
  await sleep(1000);
  const tapAt = await tapJoin(panel);
  const tapTo = await awaitJoin(participant, room, tapAt, { height: expected.height, slowness });
  await display.bringToFront();
  const isGood = (seen: Watched) => isWatchedWell({ expected, tapTo, ...seen }, slowness);
  return { expected, tapTo, ...(await watch(participant, room, display, { isGood, slowness })) };
}
