import { readdirSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { usageOf } from "../processes/cost.ts";
import { processTree } from "../processes/process-tree.ts";
import type { MeasuredRoom } from "./measured-room.ts";
import { print } from "./report.ts";
import type { Rig } from "./rig.ts";

interface Left {
  daemonMb: number;
  deviceHostMb: number;
  processes: number;
  /** Open files of the whole tree; of daemon and device host. */
  descriptors: number;
  longLivedDescriptors: number;
  /** Open camera and sound nodes. */
  deviceNodes: number;
}

const settleMs = 4000;
const growthMb = 8;

/** Meetings joined and left in a row; what the idle room holds before and after. The first one is not counted: it warms up. */
export async function measureMeetingsInARow(rig: Rig, meetings: number): Promise<void> {
  const meeting = rig.newMeeting();
  const [room, participant] = [await rig.room(), await rig.participant(meeting)];
  await visit(room, meeting);
  const before = await holds(room);
  for (let count = 0; count < meetings; count++) await visit(room, meeting);
  const after = await holds(room);
  const grown = (what: keyof Left) => after[what] - before[what];
  print({
    row: `${meetings} meetings in a row`,
    unit: "MB (PSS), counts",
    room: { before, after },
    target: `daemon and device host grow ≤ ${growthMb} MB; no process, descriptor, camera or sound handle left`,
    ok:
      grown("daemonMb") <= growthMb &&
      grown("deviceHostMb") <= growthMb &&
      grown("processes") <= 0 &&
      grown("longLivedDescriptors") <= 0 &&
      after.deviceNodes === 0,
  });
  await Promise.all([room.stop(), participant.process.stop()]);
}

async function visit(room: MeasuredRoom, meeting: string): Promise<void> {
  await room.join(meeting);
  await sleep(1500);
  await room.leave();
  await sleep(1000);
}

async function holds(room: MeasuredRoom): Promise<Left> {
  await sleep(settleMs);
  const tree = processTree(room.pid);
  const alone = (pid: number) => usageOf([pid], true);
  const [daemon, host] = [alone(room.pid), alone(room.deviceHost() ?? 0)];
  return {
    daemonMb: Math.round(daemon.memoryMb * 10) / 10,
    deviceHostMb: Math.round(host.memoryMb * 10) / 10,
    processes: tree.length,
    descriptors: usageOf([room.pid]).descriptors,
    longLivedDescriptors: daemon.descriptors + host.descriptors,
    deviceNodes: tree.flatMap(({ pid }) => openFiles(pid)).filter((file) => /^\/dev\/(snd|video)/.test(file)).length,
  };
}

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).map((descriptor) => readlinkSync(`${folder}/${descriptor}`));
  } catch {
    return [];
  }
}
