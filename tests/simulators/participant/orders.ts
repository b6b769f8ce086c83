/** Orders, one JSON object a line on standard input. */
export type Order =
  | {
      order: "join";
      url: string;
      token: string;
      /** End-to-end encryption; absent joins in the clear. */
      passphrase?: string;
      send?: { video?: VideoToSend | null; tone?: ToneToSend | null };
      receive?: { video?: boolean; audio?: boolean };
    }
  /** Forgets what was counted so far. */
  | { order: "reset" }
  | { order: "measure" }
  | { order: "mute"; on: boolean }
  /** Writes to everybody, as LiveKit Meet and La Suite Meet do: a stream, and beside it the older form as data. */
  | { order: "say"; text: string }
  /** Data to everybody, such as a notification of La Suite Meet (no topic). */
  | { order: "data"; text: string; topic?: string }
  | { order: "leave" };

export interface VideoToSend {
  width: number;
  height: number;
  framesPerSecond: number;
  maxBitrate: number;
  simulcast?: boolean;
}

export interface ToneToSend {
  hertz: number;
  /** Peak, 0..1. */
  level: number;
}

/** Numbers of one remote picture since the join or the last `reset`. */
export interface PictureMeasure {
  from: string;
  source: string;
  width: number;
  height: number;
  frames: number;
  /** Different ones among them: by the painted counter, or by their look where there is none. */
  differentFrames: number;
  framesPerSecond: number;
  /** Painted → received; the newest 2000. Empty when nothing readable is painted in. */
  latenciesMs: number[];
  /** Painted counter and when it was received, of the newest 2000 that have one. */
  arrivals: [counter: number, atMs: number][];
  /** Pictures without a readable clock. */
  unreadable: number;
  longestGapMs: number;
}

/** Numbers of one remote sound since the join or the last `reset`. */
export interface SoundMeasure {
  from: string;
  source: string;
  /** Blocks of 10 ms, and those among them that are not silent. */
  blocks: number;
  heardBlocks: number;
  /** Strongest tone of the newest 170 ms; 0 in silence. */
  toneHertz: number;
  /** Of the newest block, root mean square, 1 is a sine at full scale. */
  level: number;
  /** Sound mark → received, one a second at most. */
  latenciesMs: number[];
  longestGapMs: number;
}

/** What it says, one JSON object a line on standard output. `atMs`: wall clock, milliseconds with a fraction. */
export type Event = { atMs: number } & (
  | { event: "ready" }
  | { event: "joined"; identity: string; room: string; tookMs: number }
  | { event: "published"; tookMs: number }
  | { event: "came" | "went"; from: string }
  /** The first picture of a track (a size of real pictures), the first with a readable clock, and each change of size. */
  | { event: "firstFrame" | "firstReadableFrame" | "size"; from: string; source: string; width: number; height: number }
  | { event: "firstSound"; from: string; source: string }
  /** The sound of a track became silence (or sound again): the moment of the first such block. */
  | { event: "silence" | "sound"; from: string; source: string }
  /** A track of somebody is known (published), muted, or gone. */
  | { event: "appeared" | "muted" | "unmuted" | "unpublished"; from: string; source: string; self: boolean }
  | { event: "measured"; seconds: number; pictures: PictureMeasure[]; sounds: SoundMeasure[] }
  | { event: "reconnecting" | "reconnected" }
  | { event: "ended"; reason: number }
  | { event: "failed"; message: string }
);

/** Wall clock with a fraction; the same base as the pictures' stamps. */
export const wallMs = () => performance.timeOrigin + performance.now();
