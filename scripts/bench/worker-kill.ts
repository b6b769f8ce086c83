import { setTimeout as sleep } from "node:timers/promises";
import { ProgrammingError } from "../../src/domain/errors.ts";
import { print } from "./report.ts";
import type { Rig } from "./rig.ts";
import { type Spread, spreadOf } from "./statistics.ts";

const settleMs = 5000;
const targets = { sound: 1000, picture: 1500 };

/** The meeting's process is killed outright; until sound and picture are back at another participant. */
export async function measureWorkerKill(rig: Rig, times: number): Promise<void> {
  const meeting = rig.newMeeting();
  const [room, participant] = [await rig.room(), await rig.participant(meeting)];
  await room.join(meeting);
  const back = { sound: [] as number[], picture: [] as number[] };
  for (let time = 0; time < times; time++) {
    await sleep(settleMs);
    const from = participant.events.length;
    const killedAt = performance.timeOrigin + performance.now();
    process.kill(workerOf(room.activeWorker()), "SIGKILL");
    const [sound, picture] = await Promise.all([
      // A new track may begin with silence: "sound" comes in either case.
      participant.next("sound", () => true, from, 20_000),
      participant.next("firstFrame", () => true, from, 20_000),
    ]);
    back.sound.push(sound.atMs - killedAt);
    back.picture.push(picture.atMs - killedAt);
  }
  for (const what of ["sound", "picture"] as const) {
    const spread = spreadOf(back[what]) as Spread;
    print({
      row: `worker killed to ${what} back`,
      unit: "ms",
      room: spread,
      target: `median ≤ ${targets[what]}`,
      ok: spread.median <= targets[what],
    });
  }
  await Promise.all([room.stop(), participant.process.stop()]);
}

function workerOf(pid: number | null): number {
  if (pid === null) throw new ProgrammingError("programming", "the room in a meeting has no active worker");
  return pid;
}
