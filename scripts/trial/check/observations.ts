/** What was seen and heard while a room joined a meeting. Plain data: recorded ones serve as tests of the judgement. */
export interface Observations {
  /** What should be heard and seen; a tone is null where real devices make or play the sound. */
  expected: {
    width: number;
    height: number;
    framesPerSecond: number;
    /** The room's microphone, as the participant should hear it. */
    heardHz: number | null;
    /** The participant's tone, as the room's speaker should get it. */
    spokenHz: number | null;
  };
  /** From the tap on the panel, milliseconds; null when it did not happen. */
  tapTo: {
    connectedMs: number | null;
    publishedMs: number | null;
    firstFrameMs: number | null;
    fullFrameMs: number | null;
  };
  /** The room's picture at the participant, over the watched time. */
  picture: {
    width: number;
    height: number;
    watchedMs: number;
    frames: number;
    /** Different pictures among them, by the counter painted into them; null when the camera is a real one. */
    differentFrames: number | null;
    /** From painting to reception. */
    latenciesMs: number[];
  };
  sound: {
    /** Strongest tone, 0 for silence. */
    heardHz: number;
    spokenHz: number;
    /** 10 ms frames that were not silent. */
    heardFrames: number;
    spokenFrames: number;
  };
  display: {
    /** Remote pictures that the page says it has shown. */
    frames: number;
    /** What screenshots of the remote picture show, in order. */
    pictures: PictureLook[];
  };
}

/** A screenshot in numbers, 0..255. */
export interface PictureLook {
  meanLuma: number;
  /** Standard deviation of the luma: a plain surface has none. */
  spread: number;
  /** Mean difference to the picture before; null for the first. */
  change: number | null;
}
