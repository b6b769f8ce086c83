import type { Mixer } from "../audio/mixer.ts";
import { AudioInlet } from "./audio-inlet.ts";
import {
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  type Room,
  TrackKind,
} from "./binding.ts";

/**
 * Subscribes to everybody's sound, and to no picture: those are the display's business. Track by track into the mixer.
 */
export class RemoteAudio {
  readonly #mixer: Mixer;
  readonly #inlets = new Map<string, { inlet: AudioInlet; identity: string }>();

  constructor(mixer: Mixer) {
    this.#mixer = mixer;
  }

  /** Begins to listen in a room that was joined without automatic subscriptions. */
  attach(room: Room): void {
    room.on("trackSubscribed", (track, publication, participant) => this.#open(track, publication, participant));
    room.on("trackUnsubscribed", (_, publication) => this.#close(publication.sid));
    room.on("trackUnpublished", (publication) => this.#close(publication.sid));
    room.on("participantDisconnected", (participant) => this.#closeAllOf(participant.identity));
    room.on("trackPublished", (publication) => subscribe(publication));
    for (const participant of room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values())
        subscribe(publication as RemoteTrackPublication);
    }
  }

  close(): void {
    for (const sid of [...this.#inlets.keys()]) this.#close(sid);
  }

  #open(track: RemoteTrack, { sid }: RemoteTrackPublication, { identity }: RemoteParticipant): void {
    if (track.kind !== TrackKind.KIND_AUDIO || sid === undefined) return;
    this.#close(sid);
    const buffer = this.#mixer.add(sid);
    const inlet = new AudioInlet(track.ffi_handle.handle, (block) => buffer.push(block));
    this.#inlets.set(sid, { inlet, identity });
  }

  #close(sid: string | undefined): void {
    const open = this.#inlets.get(sid ?? "");
    if (open === undefined || sid === undefined) return;
    open.inlet.close();
    this.#inlets.delete(sid);
    this.#mixer.remove(sid);
  }

  /** A full reconnect announces everybody anew without unsubscribing first. */
  #closeAllOf(identity: string): void {
    for (const [sid, open] of [...this.#inlets]) if (open.identity === identity) this.#close(sid);
  }
}

function subscribe(publication: RemoteTrackPublication): void {
  if (publication.kind === TrackKind.KIND_AUDIO) publication.setSubscribed(true);
}
