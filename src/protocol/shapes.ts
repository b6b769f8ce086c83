import Type from "typebox";

/** Building blocks that several borders share. */

export const strict = { additionalProperties: false } as const;

/** One of these words. */
export const oneOf = <const T extends string[]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum(values));

export const nullable = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const positive = (maximum: number) => Type.Integer({ minimum: 1, maximum });

export const VideoModeShape = Type.Object(
  {
    format: oneOf("mjpeg", "h264", "nv12", "yuy2", "i420", "bgr", "rgb"),
    width: positive(16384),
    height: positive(16384),
    framesPerSecond: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }),
  },
  strict,
);

export const VideoRecipeShape = Type.Union([
  Type.Object({ kind: Type.Literal("v4l2"), node: Type.String(), mode: VideoModeShape }, strict),
  Type.Object({ kind: Type.Literal("clip"), path: Type.String(), mode: VideoModeShape, stamp: Type.Boolean() }, strict),
]);

const alsaFields = {
  kind: Type.Literal("alsa"),
  pcm: Type.String(),
  channels: positive(32),
  bufferMs: Type.Optional(Type.Integer({ minimum: 20, maximum: 2000 })),
};

export const MicrophoneRecipeShape = Type.Union([
  Type.Object({ ...alsaFields, echoCancelled: Type.Boolean() }, strict),
  Type.Object({ kind: Type.Literal("tone"), hertz: Type.Number(), level: Type.Number() }, strict),
]);

export const SpeakerRecipeShape = Type.Union([
  Type.Object(alsaFields, strict),
  Type.Object({ kind: Type.Literal("meter") }, strict),
]);

const chosen = <S extends Type.TSchema>(recipe: S) =>
  Type.Object({ deviceId: Type.String(), title: Type.String(), recipe }, strict);

export const MediaSourcesShape = Type.Object(
  {
    camera: nullable(chosen(VideoRecipeShape)),
    microphone: nullable(chosen(MicrophoneRecipeShape)),
    speaker: nullable(chosen(SpeakerRecipeShape)),
  },
  strict,
);

export const ShareSourceShape = Type.Object(
  { video: chosen(VideoRecipeShape), audio: nullable(MicrophoneRecipeShape) },
  strict,
);

const VideoPublishingShape = Type.Object(
  {
    codec: oneOf("vp8", "h264", "vp9", "av1"),
    simulcast: Type.Boolean(),
    width: Type.Integer({ minimum: 16, maximum: 3840, multipleOf: 2 }),
    height: Type.Integer({ minimum: 16, maximum: 2160, multipleOf: 2 }),
    framesPerSecond: Type.Integer({ minimum: 3, maximum: 60 }),
    maxBitrate: Type.Integer({ minimum: 50_000, maximum: 20_000_000 }),
  },
  strict,
);

export const AudioProcessingShape = Type.Object(
  {
    echoCancellation: oneOf("auto", "on", "off"),
    noiseSuppression: Type.Boolean(),
    gainControl: Type.Boolean(),
  },
  strict,
);

export const MediaSettingsShape = Type.Object(
  { camera: VideoPublishingShape, share: VideoPublishingShape, audio: AudioProcessingShape },
  strict,
);

/** What a local source does (SourceActivity). */
export const ActivityShape = oneOf("off", "starting", "on", "failed", "missing");

export const QualityShape = oneOf("excellent", "good", "poor", "lost", "unknown");

export const EndReasonShape = oneOf(
  "left",
  "ended-by-host",
  "removed",
  "duplicate",
  "refused",
  "unreachable",
  "failed",
  "denied",
  "encrypted",
  "cancelled",
  "window-lost",
);

export const ChatLineShape = Type.Object({ id: Type.String(), from: Type.String(), text: Type.String() }, strict);
export const SentSourceShape = oneOf("camera", "microphone", "share");

export const ParticipantShape = Type.Object(
  {
    identity: Type.String(),
    name: Type.String(),
    speaking: Type.Boolean(),
    microphone: oneOf("on", "muted", "none"),
    camera: oneOf("on", "muted", "none"),
    sharing: Type.Boolean(),
    handRaised: Type.Boolean(),
  },
  strict,
);
