import { microphoneHertz } from "../lab/lab.ts";
import { participantHertz } from "../lab/meeting.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { untilTrue } from "../room/until.ts";
import { check, near } from "./check.ts";

export const wholeChainPicture: Scenario = {
  name: "whole-chain-picture",
  symptom: "the room's camera is on and others see a still or no picture",
  async run(lab) {
    const meeting = await lab.meeting();
    const { seconds, picture } = await meeting.watch(4000);
    check(picture?.width === 320 && picture.height === 180, "the picture has its full size", picture);
    const different = picture?.differentFrames ?? 0;
    lab.numbers.note("frames a second at the other participant", different / seconds, "/s", "10 are sent");
    check(different / seconds >= 3, "the picture moves: three different ones a second at least", {
      different,
      seconds,
    });
  },
};

export const wholeChainSound: Scenario = {
  name: "whole-chain-sound",
  symptom: "others do not hear the room, or the room does not hear them",
  async run(lab) {
    const meeting = await lab.meeting();
    const { loudspeaker } = lab.speakerphone.device;
    // Before the first sounds come a moment of settling: what counts is that they come, and that they are right.
    await untilTrue("the participant hears the microphone's tone", patienceMs(3000), async () => {
      const { sound } = await meeting.watch(1000);
      return near(sound?.toneHertz ?? 0, microphoneHertz, 10);
    });
    await untilTrue("the speaker plays the participant's tone", patienceMs(3000), () =>
      near(loudspeaker.tone(), participantHertz, 10),
    );
  },
};
