import { setTimeout as sleep } from "node:timers/promises";
import type { RoomState } from "../../../src/domain/room-state.ts";
import type { HdmiDongle } from "../emulators/hdmi-dongle/hdmi-dongle.ts";
import type { Lab } from "../lab/lab.ts";
import type { LabMeeting } from "../lab/meeting.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Plugged } from "../lab/plugged.ts";
import type { Scenario } from "../lab/scenario.ts";
import { tones } from "../lab/tones.ts";
import { check } from "./check.ts";

const title = "MacroSilicon MS2109 HDMI dongle";
const isShared = ({ meeting }: RoomState) => meeting?.share?.activity === "on" && meeting.share.blank !== true;
const isNotShared = ({ meeting }: RoomState) => meeting !== null && meeting.share === null;

export const shareFollowsCable: Scenario = {
  name: "share-follows-cable",
  symptom: "a laptop is plugged into the HDMI dongle and nothing is shared, or its last picture stays when it has gone",
  async run(lab) {
    const { meeting, dongle } = await sharing(lab);
    await meeting.getsShare(tones.laptop);
    check(dongle.device.questions > 0, "the dongle was asked over its side channel", dongle.device.questions);
    const from = meeting.participant.events.length;
    const lostMs = performance.now();
    dongle.device.source = "none";
    const endedMs = await meeting.room.feed.until("the share ends", isNotShared, patienceMs(6000));
    lab.numbers.tookMs("HDMI source lost, until the share ends (3 s wanted)", endedMs - lostMs, 4500);
    await meeting.losesShare(from);
    const { shareSources, meeting: now } = meeting.room.state;
    check(shareSources.length === 0, "nothing is offered for sharing without a cable", shareSources);
    check(now?.shareLost === undefined, "a pulled cable is no lost device", now?.shareLost);
    const backMs = performance.now();
    dongle.device.source = "picture";
    const begunMs = await meeting.room.feed.until("it begins again", (now) => !isNotShared(now), patienceMs(6000));
    lab.numbers.tookMs("HDMI source back, until sharing begins (2 s wanted)", begunMs - backMs, 3500);
    await meeting.getsShare(tones.laptop);
  },
};

export const shareProtected: Scenario = {
  name: "share-protected",
  symptom: "a protected film is shared: the panel says that no cable is in, or shows the share as if others saw it",
  async run(lab) {
    const { meeting, dongle } = await sharing(lab);
    dongle.device.source = "protected";
    const isBlank = ({ meeting: now }: RoomState) => now?.share?.blank === true;
    await meeting.room.feed.until("the share is told dark or protected", isBlank, patienceMs(25_000));
    const { shareSources } = meeting.room.state;
    check(shareSources.length === 1, "its cable is in: it is still a source", shareSources);
    dongle.device.source = "picture";
    await meeting.room.feed.until("it is shared as before", isShared, patienceMs(6000));
  },
};

export const shareStoppedByHand: Scenario = {
  name: "share-stopped-by-hand",
  symptom: "somebody stops the share and it starts again by itself, or never again after the next plugging",
  async run(lab) {
    const { meeting, dongle } = await sharing(lab);
    await meeting.room.wish({ type: "stopShare" });
    await meeting.room.feed.until("the share ends", isNotShared, patienceMs(3000));
    // Twice as long as a cable takes to share by itself.
    await sleep(4000);
    check(isNotShared(meeting.room.state), "it stays stopped, with the cable in", meeting.room.state.meeting?.share);
    check(meeting.room.state.shareSources.length === 1, "it is offered", meeting.room.state.shareSources);
    dongle.pull();
    await untilDongle(meeting, "gone", false);
    await dongle.plug();
    await meeting.room.feed.until("plugged anew, it is shared", isShared, patienceMs(12_000));
  },
};

export const shareDongleUnplugged: Scenario = {
  name: "share-dongle-unplugged",
  symptom:
    "the HDMI dongle is pulled out of the room computer while it is shared: the meeting breaks, or nobody is told",
  async run(lab) {
    const { meeting, dongle } = await sharing(lab);
    const from = meeting.participant.events.length;
    const pulledMs = performance.now();
    dongle.pull();
    const isNamed = ({ meeting: now }: RoomState) => now?.share === null && now.shareLost?.title === title;
    const toldMs = await meeting.room.feed.until("the share ends and the dongle is named", isNamed, patienceMs(4000));
    lab.numbers.tookMs("shared dongle pulled, until the panel names it", toldMs - pulledMs, 1000);
    await meeting.losesShare(from);
    await meeting.flows(5, 500);
    await untilDongle(meeting, "gone", false);
  },
};

/** The room shares the picture of a source at its dongle. Brings that about. */
async function sharing(lab: Lab): Promise<{ meeting: LabMeeting; dongle: Plugged<HdmiDongle> }> {
  const meeting = await lab.meeting();
  const dongle = await lab.dongle();
  dongle.device.source = "picture";
  await untilDongle(meeting, "ready", true);
  await meeting.room.feed.until("the dongle is shared by itself", isShared, patienceMs(12_000));
  return { meeting, dongle };
}

async function untilDongle({ room }: LabMeeting, what: string, there: boolean): Promise<void> {
  const isThere = ({ devices }: RoomState) =>
    devices.some((device) => device.title === title && ["ready", "active"].includes(device.phase));
  await room.feed.until(`the dongle is ${what}`, (state) => isThere(state) === there, patienceMs(8000));
}
