import { setTimeout as sleep } from "node:timers/promises";
import { cpuPercent, usageOf } from "../processes/cost.ts";
import { print } from "./report.ts";
import type { Rig } from "./rig.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { likeTheRoom } from "./tap.ts";

interface Cost {
  cpu: number[];
  memory: number[];
}

const settleMs = 6000;
const measureMs = 12_000;

const kinds = {
  "VP8, simulcast": {
    further: [],
    browser: likeTheRoom,
  },
  "H.264, one layer": {
    further: [[["media", "camera"], { codec: "h264", simulcast: false }]] as [string[], unknown][],
    browser: { ...likeTheRoom, codec: "h264", simulcast: false },
  },
} as const;

/**
 * Processor and memory of everything that publishes 720p30 and sound both ways: daemon with device host, workers and media
 * programs; the browser with all its processes. By turns, in the same meeting.
 */
export async function measureCost(rig: Rig, rounds: number): Promise<void> {
  for (const [name, { further, browser }] of Object.entries(kinds)) {
    const meeting = rig.newMeeting();
    const [room, chromium] = [await rig.room([...further]), await rig.chromium()];
    const participant = await rig.participant(meeting);
    const costs = { room: empty(), chromium: empty() };
    for (let round = 0; round < rounds; round++) {
      await room.join(meeting);
      await take(costs.room, room.pid);
      await room.leave();
      await chromium.join(rig.sfu.url, await rig.browserToken(meeting), browser);
      await take(costs.chromium, chromium.process.pid);
      await chromium.leave();
    }
    report(name, costs.room, costs.chromium);
    await Promise.all([room.stop(), chromium.close(), participant.process.stop()]);
  }
}

const empty = (): Cost => ({ cpu: [], memory: [] });

async function take(cost: Cost, pid: number): Promise<void> {
  await sleep(settleMs);
  const before = usageOf([pid]);
  await sleep(measureMs);
  const after = usageOf([pid]);
  cost.cpu.push(cpuPercent(before, after));
  cost.memory.push(after.memoryMb);
}

function report(name: string, room: Cost, chromium: Cost): void {
  const row = (what: keyof Cost, unit: string, limit: number, title: string) => {
    const [ours, theirs] = [spreadOf(room[what]) as Spread, spreadOf(chromium[what]) as Spread];
    const ratio = Math.round((ours.median / theirs.median) * 100) / 100;
    print({
      row: `${title}, ${name}`,
      unit,
      room: { ...ours, timesChromium: ratio },
      chromium: theirs,
      target: `≤ ${limit} × Chromium`,
      ok: ratio <= limit,
    });
  };
  row("cpu", "% of a core", 1, "processor");
  row("memory", "MB (PSS)", 0.6, "memory");
}
