import {
  EncryptionType,
  type LocalAudioTrack,
  type RemoteTrackPublication,
  Room,
  type RoomOptions,
  type Participant as Someone,
  TrackKind,
  type TrackPublication,
  TrackSource,
} from "@livekit/rtc-node";
import { type Event, type Order, wallMs } from "./orders.ts";
import { SoundWatch } from "./receiving-audio.ts";
import { PictureWatch } from "./receiving-video.ts";
import { sendTone, sendVideo } from "./sending.ts";

type Join = Extract<Order, { order: "join" }>;

const sourceNames: Record<number, string> = {
  [TrackSource.SOURCE_CAMERA]: "camera",
  [TrackSource.SOURCE_MICROPHONE]: "microphone",
  [TrackSource.SOURCE_SCREENSHARE]: "share",
  [TrackSource.SOURCE_SCREENSHARE_AUDIO]: "share sound",
};

const nameOf = ({ source }: TrackPublication) => sourceNames[source ?? 0] ?? "unknown";

/** A participant that sends and measures; shares no code with what it tests. */
export class Participant {
  readonly #room = new Room();
  readonly #say: (event: Event) => void;
  readonly #pictures = new Map<string, PictureWatch>();
  readonly #sounds = new Map<string, SoundWatch>();
  #receive = { video: true, audio: true };
  #tone: LocalAudioTrack | null = null;
  #sinceMs = wallMs();

  constructor(say: (event: Event) => void) {
    this.#say = say;
  }

  async obey(order: Order): Promise<void> {
    if (order.order === "join") await this.#join(order);
    else if (order.order === "measure") this.#measure();
    else if (order.order === "reset") this.#reset();
    else if (order.order === "mute") this.#mute(order.on);
    else if (order.order === "say") await this.#write(order.text);
    else if (order.order === "data") await this.#data(order.text, order.topic);
    else await this.#room.disconnect();
  }

  async #join({ url, token, passphrase, send = {}, receive = {} }: Join): Promise<void> {
    this.#receive = { video: receive.video ?? true, audio: receive.audio ?? true };
    this.#watch();
    const startMs = wallMs();
    await this.#room.connect(url, token, options(this.#wantsAll, passphrase));
    for (const one of this.#room.remoteParticipants.values()) {
      for (const publication of one.trackPublications.values()) this.#subscribe(publication as RemoteTrackPublication);
    }
    const self = this.#room.localParticipant;
    if (self === undefined) return;
    const joined = { identity: self.identity, room: this.#room.name ?? "" };
    this.#say({ event: "joined", atMs: wallMs(), ...joined, tookMs: wallMs() - startMs });
    if (send.tone) this.#tone = await sendTone(self, send.tone);
    if (send.video) await sendVideo(self, send.video);
    if (send.tone || send.video) this.#say({ event: "published", atMs: wallMs(), tookMs: wallMs() - startMs });
  }

  get #wantsAll(): boolean {
    return this.#receive.video && this.#receive.audio;
  }

  #subscribe(publication: RemoteTrackPublication): void {
    if (this.#wantsAll) return;
    const wanted = publication.kind === TrackKind.KIND_VIDEO ? this.#receive.video : this.#receive.audio;
    if (wanted) publication.setSubscribed(true);
  }

  #watch(): void {
    const room = this.#room;
    room.on("participantConnected", ({ identity }) => this.#say({ event: "came", atMs: wallMs(), from: identity }));
    room.on("participantDisconnected", ({ identity }) => this.#say({ event: "went", atMs: wallMs(), from: identity }));
    room.on("trackPublished", (publication, who) => {
      this.#subscribe(publication);
      this.#track("appeared", publication, who);
    });
    room.on("trackSubscribed", (track, publication, { identity }) => {
      const watch = track.kind === TrackKind.KIND_VIDEO ? PictureWatch : SoundWatch;
      const watches: Map<string, PictureWatch | SoundWatch> = watch === PictureWatch ? this.#pictures : this.#sounds;
      watches.set(publication.sid ?? "", new watch(track, identity, nameOf(publication), this.#say));
    });
    room.on("trackUnsubscribed", (_track, { sid = "" }) => {
      this.#pictures.get(sid)?.close();
      this.#pictures.delete(sid);
      this.#sounds.delete(sid);
    });
    room.on("trackMuted", (publication, who) => this.#track("muted", publication, who));
    room.on("trackUnmuted", (publication, who) => this.#track("unmuted", publication, who));
    room.on("trackUnpublished", (publication, who) => this.#track("unpublished", publication, who));
    room.on("reconnecting", () => this.#say({ event: "reconnecting", atMs: wallMs() }));
    room.on("reconnected", () => this.#say({ event: "reconnected", atMs: wallMs() }));
    room.on("disconnected", (reason) => this.#say({ event: "ended", atMs: wallMs(), reason }));
  }

  #track(
    event: "appeared" | "muted" | "unmuted" | "unpublished",
    publication: TrackPublication,
    { identity }: Someone,
  ): void {
    const self = identity === this.#room.localParticipant?.identity;
    this.#say({ event, atMs: wallMs(), from: identity, source: nameOf(publication), self });
  }

  #measure(): void {
    const pictures = [...this.#pictures.values()].map((watch) => watch.measure());
    const sounds = [...this.#sounds.values()].map((watch) => watch.measure());
    this.#say({ event: "measured", atMs: wallMs(), seconds: (wallMs() - this.#sinceMs) / 1000, pictures, sounds });
  }

  #reset(): void {
    this.#sinceMs = wallMs();
    for (const watch of [...this.#pictures.values(), ...this.#sounds.values()]) watch.reset();
  }

  async #write(text: string): Promise<void> {
    await this.#room.localParticipant?.sendText(text, { topic: "lk.chat" });
    const legacy = { id: "legacy", timestamp: Date.now(), message: text, ignoreLegacy: true };
    await this.#data(JSON.stringify(legacy), "lk-chat-topic");
  }

  async #data(text: string, topic?: string): Promise<void> {
    const options = { reliable: true, ...(topic === undefined ? {} : { topic }) };
    await this.#room.localParticipant?.publishData(new TextEncoder().encode(text), options);
  }

  /** The public wrapper cannot mute: by the native request. */
  #mute(mute: boolean): void {
    const client = (globalThis as unknown as { _ffiClientInstance: { request(message: object): void } })
      ._ffiClientInstance;
    const trackHandle = this.#tone?.ffi_handle.handle;
    client.request({ message: { case: "localTrackMute", value: { trackHandle, mute } } });
  }
}

/** Whoever wants everything lets the server subscribe, like a browser does: it is ready before the first picture is. */
function options(autoSubscribe: boolean, passphrase: string | undefined): RoomOptions {
  const plain = { autoSubscribe, dynacast: false };
  if (passphrase === undefined) return plain;
  const sharedKey = new TextEncoder().encode(passphrase);
  const keyProviderOptions = { sharedKey, ratchetWindowSize: 0, failureTolerance: 10 };
  return { ...plain, encryption: { encryptionType: EncryptionType.GCM, keyProviderOptions } };
}
