import type { CaptureRefusal } from "../../../domain/capability.ts";
import type { PicturePart } from "../../../domain/picture-controls.ts";
import type { ThreeParts } from "./three-parts.ts";

/** What the panel says of cameras, microphones and speakers, while somebody looks at them. */
export interface EquipmentWords {
  /** About one device that does not work, by its name. */
  trouble: (device: string) => Record<"forIt" | "busy" | "silent" | "odd", ThreeParts>;
  /** What was shared was unplugged. */
  shareLost: (device: string) => ThreeParts;
  /** Something is plugged into an input, and its picture cannot be had. */
  shareRefused: (device: string) => Record<CaptureRefusal, ThreeParts>;
  mirror: string;
  noMirror: Record<"waiting" | "off" | "missing" | "elsewhere" | "busy", string>;
  microphoneLevel: string;
  microphoneQuiet: string;
  microphoneHeard: string;
  speakerLevel: string;
  speakerQuiet: string;
  speakerPlays: string;
  testTone: string;
  toneHint: string;
  toneSilent: string;
  toneRefused: string;
  moveCamera: string;
  /** Where its picture can be set, too. */
  adjustCamera: string;
  cameraTitle: string;
  cannotMove: string;
  joystick: string;
  nearer: string;
  further: string;
  home: string;
  positions: string;
  noPositions: string;
  position: (number: number) => string;
  keepPosition: string;
  keepHere: string;
  changePositions: string;
  remove: string;
  done: string;
  /** The two halves of the camera sheet. */
  whereItLooks: string;
  picture: string;
  pictureParts: Record<PicturePart, string>;
  pictureKept: string;
  pictureDefaults: string;
  automatic: string;
  automaticOf: (part: string) => string;
  heldByCamera: string;
  exposure: (seconds: string) => string;
}

/** Report a problem. */
export interface ReportWords {
  button: string;
  title: string;
  hint: string;
  kinds: Record<"picture" | "sound" | "meeting" | "display" | "other", string>;
  send: string;
  sending: string;
  failed: string;
  kept: string;
  keptHint: string;
}
