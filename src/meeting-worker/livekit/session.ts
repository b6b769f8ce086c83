import { messageOf } from "../../domain/errors.ts";
import type { ConnectionQuality as Quality, SentSource, Participant as Shown } from "../../domain/meeting.ts";
import type { Clock } from "../../platform/clock.ts";
import { patient } from "../../platform/patience.ts";
import {
  ConnectionQuality,
  type LocalParticipant,
  type NativeRoomEvent,
  onNativeEvent,
  type Participant,
  Room,
  type RoomOptions,
  type TrackPublication,
} from "./binding.ts";
import { type ChatLine, listenToChat } from "./chat.ts";
import { encryptionOptions, isEncrypted, PassphraseJudge } from "./encryption.ts";
import { type End, endOfConnect, endOfDisconnect } from "./ends.ts";
import { isHandRaised, isPerson, peopleIn } from "./people.ts";
import { withheldBy } from "./permissions.ts";
import { isRecorded, recordingNotice, recordingStatus } from "./recording.ts";

export interface SessionEvents {
  /** Somebody came, went, spoke, muted, shared or raised a hand. */
  onPeople(): void;
  onQuality(quality: Quality): void;
  onRecording(on: boolean): void;
  onReconnecting(): void;
  onReconnected(): void;
  /** One of the room's own tracks is now (un)muted, whoever did it. */
  onMuted(sid: string | undefined, muted: boolean): void;
  /** What the room may publish changed. */
  onPermission(): void;
  /** The room's own hand changed. */
  onHand(raised: boolean): void;
  onChat(line: ChatLine): void;
  /** Once, when the meeting is over for this connection. */
  onEnd(end: End): void;
}

export interface Ticket {
  url: string;
  token: string;
  passphrase: string | null;
}

/** The native layer itself gives up after some 15 s and cannot be interrupted; a child process can be ended. */
const connectWithinMs = patient(14_000);
const leaveWithinMs = patient(1000);

const qualities: Record<number, Quality> = {
  [ConnectionQuality.QUALITY_POOR]: "poor",
  [ConnectionQuality.QUALITY_GOOD]: "good",
  [ConnectionQuality.QUALITY_EXCELLENT]: "excellent",
  [ConnectionQuality.QUALITY_LOST]: "lost",
};

const encryptedMeeting = "the meeting is encrypted: ask for the full link";
const wrongPassphrase = "the passphrase does not open this meeting: ask for the full link";

/** One connection to one meeting. It never joins again by itself: a worker serves one stay. */
export class Session {
  readonly room = new Room();
  readonly #events: SessionEvents;
  readonly #clock: Clock;
  readonly #judge = new PassphraseJudge();
  #speaking: ReadonlySet<string> = new Set();
  #passphrase: string | null = null;
  #noticed = false;
  #ended = false;
  #stopNative = () => {};

  constructor(events: SessionEvents, clock: Clock) {
    this.#events = events;
    this.#clock = clock;
  }

  /** @returns null once connected, else why not; texts hold no secrets */
  async connect({ url, token, passphrase }: Ticket): Promise<End | null> {
    this.#passphrase = passphrase;
    this.#listen();
    const options = {
      autoSubscribe: false,
      dynacast: false,
      adaptiveStream: false,
      joinRetries: 0,
      ...(passphrase === null ? {} : { encryption: encryptionOptions(passphrase) }),
    } as RoomOptions;
    const connected = this.room.connect(url, token, options).then(
      () => null,
      (error) => endOfConnect(messageOf(error)),
    );
    const end = await Promise.race([connected, this.#tooLong()]);
    return end ?? this.#closedToUs();
  }

  get participant(): LocalParticipant | null {
    return this.room.localParticipant ?? null;
  }

  get people(): Shown[] {
    return peopleIn(this.room.remoteParticipants.values(), this.#speaking);
  }

  get recorded(): boolean {
    return this.#noticed || isRecorded(this.room.isRecording, this.room.metadata);
  }

  /** Who sends without encryption although the room encrypts: what the room sends is loud noise to them. */
  get inTheClear(): string[] {
    if (this.#passphrase === null) return [];
    const all = [...this.room.remoteParticipants.values()].filter(isPerson);
    return all
      .filter(({ trackPublications }) =>
        [...trackPublications.values()].some((one) => !isEncrypted(one.encryptionType)),
      )
      .map(({ name, identity }) => name || identity);
  }

  get handRaised(): boolean {
    return isHandRaised(this.participant?.attributes);
  }

  /** What the meeting does not let this room send. */
  get withheld(): SentSource[] {
    return withheldBy(this.participant?.info.permission);
  }

  /** Tells the server that the room goes; others see it at once. Waits a second at most. */
  async leave(): Promise<void> {
    this.#ended = true;
    this.#stopNative();
    await Promise.race([this.room.disconnect().catch(() => {}), this.#after(leaveWithinMs)]);
  }

  #listen(): void {
    const { room } = this;
    const people = () => this.#events.onPeople();
    room.on("participantConnected", people);
    room.on("participantDisconnected", people);
    room.on("participantNameChanged", people);
    room.on("participantAttributesChanged", (_, participant) => {
      if (this.#isSelf(participant)) this.#events.onHand(this.handRaised);
      else people();
    });
    listenToChat(room, (line) => this.#events.onChat(line));
    room.on("trackUnpublished", people);
    room.on("trackPublished", (publication) => {
      people();
      if (this.#isClosed(publication))
        this.#end({ reason: "encrypted", code: "meeting.encrypted", detail: encryptedMeeting });
    });
    room.on("activeSpeakersChanged", (speakers) => {
      this.#speaking = new Set(speakers.map((speaker) => speaker.identity));
      people();
    });
    room.on("trackMuted", (publication, participant) => this.#muted(publication, participant, true));
    room.on("trackUnmuted", (publication, participant) => this.#muted(publication, participant, false));
    room.on("connectionQualityChanged", (quality, participant) => {
      if (this.#isSelf(participant)) this.#events.onQuality(qualities[quality] ?? "unknown");
    });
    room.on("roomMetadataChanged", () => {
      // The room's own word counts more than a notification whose end was lost.
      if (recordingStatus(room.metadata) !== "") this.#noticed = false;
      this.#recording();
    });
    room.on("roomUpdated", () => this.#recording());
    room.on("dataReceived", (payload, _participant, _kind, topic) => this.#data(payload, topic));
    room.on("reconnecting", () => !this.#ended && this.#events.onReconnecting());
    room.on("reconnected", () => !this.#ended && this.#events.onReconnected());
    room.on("disconnected", (reason) => this.#end(endOfDisconnect(reason)));
    this.#stopNative = onNativeEvent((event) => {
      if (event.case === "roomEvent") this.#native(event.value.message);
    });
  }

  /** What the public wrapper does not pass on. */
  #native(event: NativeRoomEvent["message"]): void {
    if (event.case === "e2eeStateChanged") {
      const { participantIdentity = "", state } = event.value;
      if (participantIdentity === this.participant?.identity) return;
      if (this.#judge.hear(participantIdentity, state)) {
        this.#end({ reason: "encrypted", code: "meeting.encrypted", detail: wrongPassphrase });
      }
    } else if (event.case === "participantPermissionChanged") {
      const { participantIdentity, permission } = event.value;
      const self = this.participant;
      if (self === null || participantIdentity !== self.identity) return;
      if (permission !== undefined) self.info.permission = permission;
      this.#events.onPermission();
    }
  }

  #muted(publication: TrackPublication, participant: Participant, muted: boolean): void {
    if (this.#isSelf(participant)) this.#events.onMuted(publication.sid, muted);
    else this.#events.onPeople();
  }

  #data(payload: Uint8Array, topic: string | undefined): void {
    const notice = topic ? null : recordingNotice(payload);
    if (notice === null) return;
    this.#noticed = notice;
    this.#recording();
  }

  #recording(): void {
    this.#events.onRecording(this.recorded);
  }

  #isSelf(participant: Participant): boolean {
    return participant.identity === this.participant?.identity;
  }

  /** An encrypted track, and no passphrase: what we would send is clear to all, what we would hear is loud noise. */
  #isClosed(publication: TrackPublication): boolean {
    return this.#passphrase === null && isEncrypted(publication.encryptionType);
  }

  #closedToUs(): End | null {
    const publications = [...this.room.remoteParticipants.values()].flatMap((one) => [
      ...one.trackPublications.values(),
    ]);
    if (!publications.some((publication) => this.#isClosed(publication))) return null;
    return { reason: "encrypted", code: "meeting.encrypted", detail: encryptedMeeting };
  }

  async #tooLong(): Promise<End> {
    await this.#after(connectWithinMs);
    return { reason: "unreachable", code: "meeting.timeout", detail: `no connection within ${connectWithinMs} ms` };
  }

  #after(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.after(ms, resolve));
  }

  #end(end: End): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#stopNative();
    this.#events.onEnd(end);
  }
}
