import type { Scenario } from "../lab/scenario.ts";
import { check } from "./check.ts";

export const wholeChainPicture: Scenario = {
  name: "whole-chain-picture",
  symptom: "the room's camera is on and others see a still or no picture",
  async run(lab) {
    const meeting = await lab.meeting();
    await meeting.sees("after the join");
    const { picture } = await meeting.watch(1000);
    check(picture?.width === 320 && picture.height === 180, "the picture has its full size", picture);
  },
};

export const wholeChainSound: Scenario = {
  name: "whole-chain-sound",
  symptom: "others do not hear the room, or the room does not hear them",
  async run(lab) {
    await (await lab.meeting()).hears();
  },
};

export const wholeChainTogether: Scenario = {
  name: "whole-chain-together",
  symptom: "picture and sound work each for itself, and one of them stops when both are on for a while",
  async run(lab) {
    const meeting = await lab.meeting();
    await meeting.flows(20, 2000);
    const { seconds, picture, sound } = await meeting.watch(5000);
    const { differentFrames = 0, longestGapMs = 0 } = picture ?? {};
    lab.numbers.note("pictures a second at the other participant", differentFrames / seconds, "/s", "10");
    lab.numbers.note("longest time without a new picture there", longestGapMs, "ms", "200");
    lab.numbers.note("sound that came", (sound?.heardBlocks ?? 0) / seconds, "%", "100");
    await meeting.hears();
  },
};
