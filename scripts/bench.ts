import { messageOf } from "../src/domain/errors.ts";
import { measureCost } from "./bench/cost.ts";
import { measureDevices } from "./bench/devices.ts";
import { measureLatency } from "./bench/latency.ts";
import { measureMeetingsInARow } from "./bench/meetings-in-a-row.ts";
import { measureMute } from "./bench/mute.ts";
import { say } from "./bench/report.ts";
import { Rig } from "./bench/rig.ts";
import { measureTaps } from "./bench/tap.ts";
import { measureWorkerKill } from "./bench/worker-kill.ts";
import { EverythingStarted } from "./trial/everything-started.ts";

/**
 * The numbers, beside a browser that does the same on the same server. One JSON line a row on standard output.
 * `npm run bench [ROW…]` (by scripts/bench, which installs what is missing) measures only the rows that are named.
 */
const rows: Record<string, (rig: Rig) => Promise<void>> = {
  tap: (rig) => measureTaps(rig, 15),
  cost: (rig) => measureCost(rig, 2),
  latency: (rig) => measureLatency(rig, 20),
  mute: (rig) => measureMute(rig, 20),
  devices: (rig) => measureDevices(rig, 10),
  "worker-kill": (rig) => measureWorkerKill(rig, 7),
  "meetings-in-a-row": (rig) => measureMeetingsInARow(rig, 10),
};

const everything = await EverythingStarted.begin();
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(signal, () => everything.end().then(() => process.exit(code)));
}
const named = process.argv.slice(2);
const wanted = Object.keys(rows).filter((name) => named.length === 0 || named.includes(name));
try {
  const rig = await Rig.start(everything);
  for (const name of wanted) {
    say(`measuring: ${name}`);
    await rows[name]?.(rig);
  }
} catch (error) {
  say(messageOf(error));
  process.exitCode = 1;
}
await everything.end(process.exitCode === 1);
// Whatever a broken measurement left open.
process.exit();
