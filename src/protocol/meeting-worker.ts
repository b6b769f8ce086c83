import type { Static } from "typebox";
import Type from "typebox";
import { readerOf } from "./check.ts";
import {
  ActivityShape,
  ChatLineShape,
  EndReasonShape,
  MediaSettingsShape,
  MediaSourcesShape,
  nullable,
  oneOf,
  ParticipantShape,
  QualityShape,
  SentSourceShape,
  ShareSourceShape,
  strict,
} from "./shapes.ts";

/**
 * Daemon ⇄ meeting worker, over the child's IPC channel. One worker serves one meeting: `prepare` while idle, `join` once,
 * `leave`, and it ends. It never rejoins by itself: the daemon hands the meeting to the spare worker.
 */

const order = <T extends string, P extends Type.TProperties>(type: T, fields: P) =>
  Type.Object({ type: Type.Literal(type), ...fields }, strict);

const WorkerOrderSchema = Type.Union([
  /** While idle: what to expect. Builds tracks; opens no device. */
  order("prepare", { media: MediaSettingsShape, sources: MediaSourcesShape }),
  order("join", {
    url: Type.String(),
    token: Type.String(),
    /** End-to-end encryption; null joins in the clear. */
    passphrase: nullable(Type.String()),
    media: MediaSettingsShape,
    sources: MediaSourcesShape,
    microphoneOn: Type.Boolean(),
    cameraOn: Type.Boolean(),
    volumePercent: Type.Integer({ minimum: 0, maximum: 100 }),
  }),
  order("setMicrophone", { on: Type.Boolean() }),
  order("setCamera", { on: Type.Boolean() }),
  order("setVolume", { percent: Type.Integer({ minimum: 0, maximum: 100 }) }),
  /** Devices came, went or were chosen anew: change what runs, keep the tracks. */
  order("useSources", { sources: MediaSourcesShape }),
  order("startShare", { source: ShareSourceShape }),
  order("stopShare", {}),
  /** Somebody looks at the equipment: tell `levels`, and `mirror` pictures. Outside of a meeting devices are opened for it. */
  order("check", { sound: Type.Boolean(), picture: Type.Boolean() }),
  /** Plays a short tone to the room, and to nobody else. */
  order("testTone", { volumePercent: Type.Integer({ minimum: 0, maximum: 100 }) }),
  order("leave", {}),
  order("ping", { id: Type.Integer() }),
]);

const SourceNameShape = oneOf("camera", "microphone", "speaker", "share");

const WorkerStatisticsShape = Type.Object(
  {
    /** Pictures handed to the encoder, and dropped because a newer one came first, since the join. */
    cameraFrames: Type.Integer(),
    cameraDropped: Type.Integer(),
    cameraFramesPerSecond: Type.Number(),
    shareFrames: Type.Integer(),
    microphoneFrames: Type.Integer(),
    microphoneOverruns: Type.Integer(),
    speakerFrames: Type.Integer(),
    speakerUnderruns: Type.Integer(),
    /** Times that a card itself ran over or dry. */
    microphoneXruns: Type.Integer(),
    speakerXruns: Type.Integer(),
    /** How much faster a card's clock is than the computer's, in millionths; null before it is known. */
    microphoneDriftPpm: nullable(Type.Number()),
    speakerDriftPpm: nullable(Type.Number()),
    /** 0..1, of the last 100 ms. */
    microphoneLevel: Type.Number(),
    speakerLevel: Type.Number(),
    /** Strongest tone that a metering speaker hears, in Hz; 0 when silent or not a meter. */
    speakerToneHertz: Type.Number(),
    echoCancelling: Type.Boolean(),
    /** What the binding says of the encoder, such as "libvpx" or "OpenH264"; empty before it is known. */
    encoder: Type.String(),
    roundTripMs: nullable(Type.Number()),
  },
  strict,
);

const WorkerReportSchema = Type.Union([
  /** The binding is loaded; the worker waits for `join`. */
  order("ready", {}),
  order("step", { step: oneOf("connecting", "publishing") }),
  order("connected", { identity: Type.String(), roomName: Type.String() }),
  /** The track is known to the server. */
  order("published", { source: SentSourceShape }),
  order("source", {
    source: SourceNameShape,
    activity: ActivityShape,
    deviceId: nullable(Type.String()),
    /** Code of the error table and its message when failed. */
    code: nullable(Type.String()),
    detail: Type.String(),
  }),
  order("participants", { participants: Type.Array(ParticipantShape) }),
  /** Somebody else muted the room's source. */
  order("mutedByOther", { source: SentSourceShape }),
  /** What the meeting does not let the room send now. */
  order("withheld", { sources: Type.Array(SentSourceShape) }),
  /** The meeting is encrypted, and these people are not: by name. */
  order("inTheClear", { names: Type.Array(Type.String()) }),
  /** The room's own hand, as others see it. */
  order("hand", { raised: Type.Boolean() }),
  order("chat", { line: ChatLineShape }),
  order("quality", { quality: QualityShape }),
  /** Somebody talks although the microphone is off. */
  order("talkingWhileMuted", { on: Type.Boolean() }),
  /** While somebody looks: 0..1, of the last 100 ms. */
  order("levels", { microphone: Type.Number(), speaker: Type.Number() }),
  /** While somebody looks: a small JPEG of the camera's picture, in base64. */
  order("mirror", { jpeg: Type.String({ maxLength: 400_000 }) }),
  /** Judged by the shared picture itself: a source is there (null: not known yet), and whether it is dark or protected. */
  order("sharedPicture", { signal: nullable(Type.Boolean()), blank: Type.Boolean() }),
  order("recording", { on: Type.Boolean() }),
  order("encrypted", { on: Type.Boolean() }),
  order("reconnecting", {}),
  order("reconnected", {}),
  /** The meeting is over for this worker; texts are redacted. */
  order("ended", {
    reason: EndReasonShape,
    code: nullable(Type.String()),
    detail: Type.String(),
  }),
  order("statistics", { statistics: WorkerStatisticsShape }),
  /** The binding panicked: replace this worker. */
  order("panic", { detail: Type.String() }),
  order("pong", { id: Type.Integer() }),
]);

export type WorkerOrder = Static<typeof WorkerOrderSchema>;
export type WorkerReport = Static<typeof WorkerReportSchema>;
export type WorkerStatistics = Static<typeof WorkerStatisticsShape>;

export const readWorkerOrder = readerOf(WorkerOrderSchema, "meeting worker order", "protocol.invalid");
export const readWorkerReport = readerOf(WorkerReportSchema, "meeting worker report", "protocol.invalid");
