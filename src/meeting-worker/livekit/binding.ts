import {
  type FfiEvent,
  FfiHandle,
  FfiRequest,
  type FfiResponse,
  livekitCopyBuffer,
  livekitFfiRequest,
  livekitRetrievePtr,
  type PartialMessage,
} from "@livekit/rtc-ffi-bindings";
import { VideoFrame } from "@livekit/rtc-node";
import { ProgrammingError } from "../../domain/errors.ts";

/**
 * The only door to the native binding; both packages are pinned, this file and its contract tests say what we lean on.
 * Beside the public wrapper it reaches what the wrapper leaves out (mute, screen content, echo cancelling, raw frames) by
 * the binding's own request messages.
 */
export {
  AudioEncoding,
  AudioSourceType,
  AudioStreamType,
  DegradationPreference,
  type OwnedTrack,
  type ParticipantPermission,
  type RoomEvent as NativeRoomEvent,
  type RtcStats,
  VideoBufferType,
  VideoEncoding,
  VideoRotation,
  VideoSourceType,
} from "@livekit/rtc-ffi-bindings";
export {
  ConnectionQuality,
  EncryptionState,
  EncryptionType,
  LocalAudioTrack,
  type LocalParticipant,
  type LocalTrack,
  LocalVideoTrack,
  type Participant,
  ParticipantKind,
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  Room,
  type RoomOptions,
  TrackKind,
  type TrackPublication,
  TrackPublishOptions,
  TrackSource,
  VideoCodec,
} from "@livekit/rtc-node";
export { FfiHandle };

type Requests = NonNullable<PartialMessage<FfiRequest>["message"]>;
type RequestName = NonNullable<Requests["case"]>;
type RequestValue<Name> = Extract<Requests, { case: Name }>["value"];
type Answer<Name> = Extract<FfiResponse["message"], { case: Name }>["value"];

interface NativeClient {
  request(message: { message: unknown }): unknown;
  emit(name: string, event: FfiEvent): boolean;
  on(name: "ffi_event", listener: (event: FfiEvent) => void): void;
  off(name: "ffi_event", listener: (event: FfiEvent) => void): void;
}

const client = openClient();

/** One native request; returns its answer. Throws what the native side refuses. */
export function request<Name extends RequestName>(name: Name, value: RequestValue<Name>): Answer<Name> {
  return client.request({ message: { case: name, value } }) as Answer<Name>;
}

/** A request that is sent many times with the same content (same buffer, same handle): encoded once. */
export function preparedRequest<Name extends RequestName>(name: Name, value: RequestValue<Name>): () => void {
  const bytes = new FfiRequest({ message: { case: name, value } as Requests }).toBinary();
  return () => void livekitFfiRequest(bytes);
}

/** The handle that a native answer gives into our keeping. */
export function ownedHandle(owned: { handle?: { id?: bigint } | undefined } | undefined): FfiHandle {
  const id = owned?.handle?.id;
  if (id === undefined) throw new ProgrammingError("programming", "the LiveKit binding answered without a handle");
  return new FfiHandle(id);
}

/** The address of a buffer's first byte. The buffer must begin at offset 0 and stay referenced while the address is used. */
export function addressOf(view: Uint8Array | Int16Array): bigint {
  return livekitRetrievePtr(new Uint8Array(view.buffer));
}

/** Copies native memory and gives the native buffer back. */
export function takeNativeBytes(address: bigint, byteLength: number, handle: bigint): Uint8Array {
  const bytes = livekitCopyBuffer(address, byteLength);
  new FfiHandle(handle).dispose();
  return bytes;
}

type AudioStreamMessage = Extract<FfiEvent["message"], { case: "audioStreamEvent" }>["value"]["message"];
const audioStreams = new Map<bigint, (message: AudioStreamMessage) => void>();
const audioCaptures = new Map<bigint, (error: string | undefined) => void>();
let lastCaptureId = 1n << 40n;

/** What a remote audio stream delivers, by its handle; returns how to stop listening. */
export function onAudioStream(stream: bigint, listener: (message: AudioStreamMessage) => void): () => void {
  audioStreams.set(stream, listener);
  return () => void audioStreams.delete(stream);
}

/** An id for audio captures, and who learns that one is done. */
export function onAudioCaptured(listener: (error: string | undefined) => void): { id: bigint; stop: () => void } {
  const id = ++lastCaptureId;
  audioCaptures.set(id, listener);
  return { id, stop: () => void audioCaptures.delete(id) };
}

/** Every event that is not media; returns how to stop listening. */
export function onNativeEvent(listener: (event: FfiEvent["message"]) => void): () => void {
  const wrapped = (event: FfiEvent) => listener(event.message);
  client.on("ffi_event", wrapped);
  return () => client.off("ffi_event", wrapped);
}

/**
 * The wrapper hands every event to every listener, and each room takes a lock for it: hundreds a second for sound alone.
 * Media goes straight to whom it concerns instead; the rest keeps its way.
 */
function openClient(): NativeClient {
  // Asking for an address is the wrapper's own way of making its one client.
  void new VideoFrame(new Uint8Array(4), 1, 1, 0).dataPtr;
  const made = (globalThis as { _ffiClientInstance?: NativeClient })._ffiClientInstance;
  if (made === undefined) {
    throw new ProgrammingError("programming", "the LiveKit binding has another shape than the pinned one");
  }
  const emit = made.emit.bind(made);
  made.emit = (name, event) => routeMedia(event) || emit(name, event);
  return made;
}

function routeMedia({ message }: FfiEvent): boolean {
  switch (message.case) {
    case "audioStreamEvent":
      deliver(message.value.streamHandle, message.value.message);
      return true;
    case "captureAudioFrame":
      audioCaptures.get(message.value.asyncId ?? 0n)?.(message.value.error);
      return true;
    case "logs":
      return true;
    default:
      return false;
  }
}

function deliver(stream: bigint | undefined, message: AudioStreamMessage): void {
  const listener = audioStreams.get(stream ?? 0n);
  if (listener !== undefined) listener(message);
  // A block may still arrive after its stream was closed: give its memory back.
  else if (message.case === "frameReceived") new FfiHandle(message.value.frame?.handle?.id ?? 0n).dispose();
}
