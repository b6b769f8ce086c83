/** What was seen and heard while a room joined a meeting. Plain data: recorded ones serve as tests of the judgement. */
export interface Observations {
  /** What should be heard and seen; a tone is null where real devices make or play the sound. */
  expected: {
    width: number;
    height: number;
    /** Null where the room's processor is emulated: different pictures are counted then, as long as it takes. */
    framesPerSecond: number | null;
    /** A clock is painted into the picture: its age can be told. */
    stamped: boolean;
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
    /** Different ones among them, by the counter painted into them or, from a real camera, by their look. */
    differentFrames: number;
    /** From painting to reception; none from a real camera. */
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

/** Of a check that broke off. */
export const nothingSeen: Observations = {
  expected: { width: 1280, height: 720, framesPerSecond: 30, stamped: false, heardHz: null, spokenHz: null },
  tapTo: { connectedMs: null, publishedMs: null, firstFrameMs: null, fullFrameMs: null },
  picture: { width: 0, height: 0, watchedMs: 0, frames: 0, differentFrames: 0, latenciesMs: [] },
  sound: { heardHz: 0, spokenHz: 0, heardFrames: 0, spokenFrames: 0 },
  display: { frames: 0, pictures: [] },
};
