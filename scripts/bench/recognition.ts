import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recognise } from "../../src/agenda/recognition/recognise.ts";
import type { BookingText, RecognitionSettings } from "../../src/agenda/recognition/types.ts";

// How long recognition takes: node scripts/bench/recognition.ts [rounds]. Milliseconds of this process's own CPU time would
// be too coarse for one booking, so a quiet machine is needed for the first line; the second is CPU time.
const folder = join(import.meta.dirname, "../../tests/unit/agenda/recognition/cases");
const rounds = Number(process.argv[2] ?? 50);

type Case = { booking: BookingText } & RecognitionSettings;
const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
const cases = files.flatMap((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Case[]);

function timesOf(count: number): number[] {
  const times: number[] = [];
  for (let round = 0; round < count; round++) {
    for (const { booking, adminHosts = {}, rules = [] } of cases) {
      const before = performance.now();
      recognise(booking, { adminHosts, rules });
      times.push(performance.now() - before);
    }
  }
  return times.sort((a, b) => a - b);
}

timesOf(5); // warm
const times = timesOf(rounds);
const at = (part: number) => (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(3);
console.log(
  `${cases.length} bookings × ${rounds}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms a booking`,
);

const line = "Zoom Meeting ID: 864 1352 0977, passcode 302817, https://us02web.zoom.us/j/86413520977?pwd=a.1\n";
const cpu = [250_000, 500_000, 1_000_000].map((length) => {
  const description = line.repeat(Math.ceil(length / line.length));
  const before = process.cpuUsage().user;
  recognise({ description });
  return `${length / 1000} kB ${((process.cpuUsage().user - before) / 1000).toFixed(0)} ms`;
});
console.log(`one dense text: ${cpu.join(", ")}`);
