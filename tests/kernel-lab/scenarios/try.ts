import type { StartedProcess } from "../../../scripts/processes/started-process.ts";
import { judge } from "../../../scripts/trial/check/judge.ts";
import { tryOut } from "../../../scripts/trial/check/run.ts";
import type { Scenario } from "../lab/scenario.ts";
import { slowness } from "../vm/machine.ts";
import { check } from "./check.ts";

/** The browser is at work beside the virtual machine. */
const patience = slowness === 1 ? 1 : 3 * slowness;

/**
 * What `scripts/try --check` does, its pages and its judgement, with the guest's room in place of one with stand-ins. The room stays in
 * the meeting: others begin with it.
 */
export const tryWithKernelCamera: Scenario = {
  name: "try-with-a-kernel-camera",
  symptom:
    "somebody taps Join on the panel of a room with a camera of the kernel's, and others or the display see nothing",
  async run(lab) {
    const { room, booked } = await lab.leaveMeeting();
    const started: StartedProcess[] = [];
    try {
      const seen = await tryOut({
        meeting: booked,
        room: room.pages,
        folder: lab.machine.folder,
        onStart: (one) => started.push(one),
        expected: {
          ...{ width: 320, height: 180, framesPerSecond: slowness === 1 ? 10 : null, stamped: false },
          // Which tones come through, and clean, other scenarios wait for.
          ...{ heardHz: null, spokenHz: null },
        },
        picture: { width: 320, height: 180, framesPerSecond: 10, maxBitrate: 150_000 },
        slowness: patience,
      });
      const { requirements } = judge(seen, patience);
      lab.numbers.note(
        "tap on Join, until the first picture at others",
        seen.tapTo.firstFrameMs ?? 0,
        "ms",
        "at most 5000",
      );
      const broken = requirements.filter(({ ok }) => !ok);
      check(broken.length === 0, "the room is seen and heard, and sees and hears others", broken);
    } finally {
      await Promise.all(started.map((one) => one.stop(1000)));
    }
  },
};
