import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { check } from "./check.ts";
import { hasFault } from "./faults.ts";

export const hostKilledInMeeting: Scenario = {
  name: "meeting-device-host-killed",
  symptom: "the process of all drivers dies in a meeting, and others lose picture or sound, or the keys stay dead",
  async run(lab) {
    const meeting = await lab.meeting();
    const { room } = meeting;
    await meeting.sees("before");
    const streams = lab.camera.device.streams;
    const [pid] = await room.processes("device-host");
    const [killedMs, told] = [
      performance.now(),
      room.feed.until("the loss is told", hasFault("device-host.down"), patienceMs(3000)),
    ];
    await lab.guest.run(`kill -9 ${pid}`);
    lab.numbers.tookMs("device host killed in a meeting, until the panel shows it", (await told) - killedMs, 1000);
    const isOpening = room.feed.until(
      "another device host opens the devices",
      ({ devices }) => devices.some(({ phase }) => phase === "opening"),
      patienceMs(10_000),
    );
    await meeting.sees("while the device host is gone");
    await meeting.hears();
    await isOpening;
    await room.equipped();
    check(lab.camera.device.streams === streams, "the camera's stream went on", lab.camera.device.streams);
    lab.speakerphone.device.press("mute");
    await room.feed.until("the mute key works", ({ meeting: now }) => now?.microphone.on === false, patienceMs(3000));
    await room.wish({ type: "setMicrophone", on: true });
    await meeting.hears();
  },
};
