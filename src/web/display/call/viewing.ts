import type { RemoteParticipant, RemoteTrackPublication, RemoteVideoTrack, Room } from "livekit-client";
import type { PageTicket } from "../../../protocol/panel.ts";
import { type Client, loadClient, makeRoom } from "../../shared/meeting/client.ts";
import type { Picture } from "../../shared/stage/stage-model.ts";

/** Pictures that come in now, by identity. */
export interface Pictures {
  cameras: ReadonlyMap<string, Picture>;
  shares: ReadonlyMap<string, { name: string; picture: Picture }>;
}

export interface Viewing {
  /** Settles when the connection is over, for whatever reason. */
  over: Promise<void>;
  /** Looks again at who is wanted. */
  refresh: () => void;
}

interface ViewingOptions {
  ticket: PageTicket;
  signal: AbortSignal;
  /** Whose pictures are wanted: everybody in the meeting but this room itself. */
  wants: (identity: string) => boolean;
  onPictures: (pictures: Pictures) => void;
}

/** A reconnect of the library that takes longer is replaced by a new connection: that is quicker by seconds. */
const stuckMs = 1_500;

let nowhereContext: AudioContext | undefined;

/**
 * The library always opens an audio context, and a context opens the computer's sound card, which is the room daemon's
 * alone. This one leads nowhere.
 */
function nowhere(): AudioContext {
  nowhereContext ??= new AudioContext({ sinkId: { type: "none" } } as AudioContextOptions);
  return nowhereContext;
}

/** Connects as a hidden subscriber of pictures only: no sound is asked for, nothing is sent. */
export async function view(options: ViewingOptions): Promise<Viewing> {
  const { ticket, signal, wants, onPictures } = options;
  const client = await loadClient();
  const room = await makeRoom(client, ticket, {
    adaptiveStream: true,
    dynacast: false,
    webAudioMix: { audioContext: nowhere() },
  });
  const tell = () => onPictures(picturesOf(client, room, wants));
  const refresh = () => {
    for (const participant of room.remoteParticipants.values()) subscribe(client, participant, wants);
    tell();
  };
  const { RoomEvent } = client;
  room
    .on(RoomEvent.TrackPublished, refresh)
    .on(RoomEvent.ParticipantConnected, refresh)
    .on(RoomEvent.ParticipantDisconnected, tell)
    .on(RoomEvent.TrackSubscribed, tell)
    .on(RoomEvent.TrackUnpublished, tell)
    .on(RoomEvent.TrackUnsubscribed, tell)
    .on(RoomEvent.TrackMuted, tell)
    .on(RoomEvent.TrackUnmuted, tell);
  const over = overOf(client, room, signal);
  await room.connect(ticket.url, ticket.token, {
    autoSubscribe: false,
    maxRetries: 0,
    websocketTimeout: 4_000,
    peerConnectionTimeout: 6_000,
  });
  refresh();
  return { over, refresh };
}

function overOf(client: Client, room: Room, signal: AbortSignal): Promise<void> {
  const { RoomEvent } = client;
  return new Promise((resolve) => {
    let stuck: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(stuck);
      void room.disconnect();
      resolve();
    };
    const watch = () => {
      clearTimeout(stuck);
      stuck = setTimeout(end, stuckMs);
    };
    room
      .on(RoomEvent.Disconnected, end)
      .on(RoomEvent.Reconnecting, watch)
      .on(RoomEvent.SignalReconnecting, watch)
      .on(RoomEvent.Reconnected, () => clearTimeout(stuck));
    signal.addEventListener("abort", end);
  });
}

/** Pictures of those who are wanted; never sound: that is the room daemon's. */
function subscribe(client: Client, participant: RemoteParticipant, wants: (identity: string) => boolean): void {
  for (const publication of participant.trackPublications.values()) {
    if (publication.kind !== client.Track.Kind.Video) continue;
    const wanted = wants(participant.identity);
    if (publication.isDesired !== wanted) publication.setSubscribed(wanted);
  }
}

function picturesOf(client: Client, room: Room, wants: (identity: string) => boolean): Pictures {
  const cameras = new Map<string, Picture>();
  const shares = new Map<string, { name: string; picture: Picture }>();
  for (const participant of room.remoteParticipants.values()) {
    if (!wants(participant.identity)) continue;
    for (const publication of participant.trackPublications.values()) {
      const picture = pictureOf(publication);
      if (picture === null) continue;
      if (publication.source === client.Track.Source.ScreenShare) {
        shares.set(participant.identity, { name: participant.name || participant.identity, picture });
      } else cameras.set(participant.identity, picture);
    }
  }
  return { cameras, shares };
}

function pictureOf(publication: RemoteTrackPublication): Picture | null {
  const track = publication.videoTrack as RemoteVideoTrack | undefined;
  if (track === undefined || publication.isMuted || !publication.isSubscribed) return null;
  return {
    id: `${publication.trackSid} ${track.mediaStreamTrack.id}`,
    attach: (element) => void track.attach(element),
    detach: (element) => void track.detach(element),
  };
}
