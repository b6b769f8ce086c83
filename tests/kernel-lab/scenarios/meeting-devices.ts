import type { RoomState } from "../../../src/domain/room-state.ts";
import { Camera } from "../emulators/camera/camera.ts";
import { cameraModel, type Lab } from "../lab/lab.ts";
import type { LabMeeting } from "../lab/meeting.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { check } from "./check.ts";
import { hasFault } from "./faults.ts";

const cameraOf = ({ devices }: RoomState) => devices.find(({ roles }) => roles.includes("camera"));

export const cameraBackInMeeting: Scenario = {
  name: "meeting-camera-back",
  symptom:
    "the camera's cable is pulled in a meeting: the panel says nothing, or others get no picture when it is back",
  async run(lab) {
    const meeting = await lab.meeting();
    await meeting.sees("before the cable is pulled");
    await cameraPulled(lab, meeting);
    await lab.camera.plug();
    const nodeMs = await cameraNode(lab);
    await meeting.sees("the first picture of the camera that is back", 2);
    lab.numbers.tookMs("camera's node there again, until others get pictures", performance.now() - nodeMs, 3000);
    await meeting.sees("the camera is back");
    await toldOn(meeting, "camera");
  },
};

export const otherCameraInMeeting: Scenario = {
  name: "meeting-other-camera",
  symptom: "another camera is plugged in place of the one that broke in a meeting, and it is not used",
  async run(lab) {
    const meeting = await lab.meeting();
    await cameraPulled(lab, meeting);
    const serial = "ZX81-2";
    const other = await lab.plug(new Camera(await cameraModel("bulk", serial)), 6);
    try {
      await meeting.sees("the other camera's picture");
      const used = cameraOf(meeting.room.state);
      check(used?.id.includes(serial) === true, "the other camera is the room's", used);
    } finally {
      other.close();
    }
    await lab.camera.plug();
    await meeting.sees("the first camera is back");
  },
};

export const speakerphoneMovedInMeeting: Scenario = {
  name: "meeting-speakerphone-moved",
  symptom: "the speakerphone is put into another port in a meeting, and sound stays away in one direction",
  async run(lab) {
    const meeting = await lab.meeting();
    for (const port of [5, 1]) {
      lab.speakerphone.pull();
      await meeting.room.feed.until("the microphone is told missing", hasFault("microphone.missing"), patienceMs(2000));
      await lab.speakerphone.plug(port);
      await meeting.hears();
      await toldOn(meeting, "microphone");
    }
  },
};

export const allAtOnceInMeeting: Scenario = {
  name: "meeting-all-at-once",
  symptom: "the hub with everything on it loses its power in a meeting, and something stays lost",
  async run(lab) {
    const meeting = await lab.meeting();
    lab.speakerphone.pull();
    await cameraPulled(lab, meeting);
    await meeting.room.feed.until("the microphone is told missing", hasFault("microphone.missing"), patienceMs(2000));
    await Promise.all([lab.camera.plug(), lab.speakerphone.plug()]);
    await meeting.sees("the camera is back");
    await meeting.hears();
    await Promise.all([toldOn(meeting, "camera"), toldOn(meeting, "microphone")]);
  },
};

export const cameraHangsInMeeting: Scenario = {
  name: "meeting-camera-hangs",
  symptom:
    "the camera is there but sends nothing any more, and others look at a still picture for the rest of the meeting",
  async run(lab) {
    const meeting = await lab.meeting();
    await meeting.sees("before it hangs");
    const streams = lab.camera.device.streams;
    lab.camera.device.hang();
    const noticed = ({ meeting: now }: RoomState) => now?.camera.on === false;
    await meeting.room.feed.until("the camera is no longer told to be on", noticed, patienceMs(4000));
    await meeting.sees("it was opened anew");
    check(lab.camera.device.streams > streams, "by a stream that was begun anew", lab.camera.device.streams);
    await toldOn(meeting, "camera");
  },
};

async function cameraPulled(lab: Lab, { room }: LabMeeting): Promise<void> {
  const pulledMs = performance.now();
  lab.camera.pull();
  const toldMs = await room.feed.until("the camera is told missing", hasFault("camera.missing"), patienceMs(2000));
  lab.numbers.tookMs("camera pulled in a meeting, until the panel shows it", toldMs - pulledMs, 1000);
}

async function toldOn({ room }: LabMeeting, what: "camera" | "microphone"): Promise<void> {
  const isSo = (state: RoomState) => state.meeting?.[what].on === true && !hasFault(`${what}.missing`)(state);
  await room.feed.until(`the ${what} is told on`, isSo, patienceMs(3000));
}

/** @returns when the kernel had made it, performance.now() */
async function cameraNode(lab: Lab): Promise<number> {
  await lab.guest.run("for i in $(seq 600); do ls /dev/video* >/dev/null 2>&1 && exit 0; sleep 0.05; done; exit 1");
  return performance.now();
}
