import type { RemoteParticipant, Room, TrackPublication } from "livekit-client";
import type { Participant } from "../../domain/meeting.ts";
import type { Client } from "../shared/meeting/client.ts";
import type { Picture, StagePerson, StageShare } from "../shared/stage/stage-model.ts";

/** What a guest sees of the meeting. */
export interface CallView {
  people: StagePerson[];
  list: Participant[];
  share: StageShare | null;
  microphoneOn: boolean;
  cameraOn: boolean;
  sharing: boolean;
  own: Picture | null;
  canPlaySound: boolean;
  reconnecting: boolean;
}

export function callViewOf(client: Client, room: Room): CallView {
  const { Source } = client.Track;
  const others = [...room.remoteParticipants.values()];
  const { localParticipant: me } = room;
  const sharer = others.find((other) => pictureOf(other.getTrackPublication(Source.ScreenShare)) !== null);
  const shared = pictureOf(sharer?.getTrackPublication(Source.ScreenShare));
  return {
    people: others.map((other) => ({
      identity: other.identity,
      name: nameOf(other),
      speaking: other.isSpeaking,
      muted: !other.isMicrophoneEnabled,
      picture: pictureOf(other.getTrackPublication(Source.Camera)),
    })),
    list: others.map((other) => participantOf(client, other)),
    share: sharer === undefined || shared === null ? null : { name: nameOf(sharer), picture: shared },
    microphoneOn: me.isMicrophoneEnabled,
    cameraOn: me.isCameraEnabled,
    sharing: me.isScreenShareEnabled,
    own: me.isCameraEnabled ? pictureOf(me.getTrackPublication(Source.Camera)) : null,
    canPlaySound: room.canPlaybackAudio,
    reconnecting: room.state !== client.ConnectionState.Connected,
  };
}

const nameOf = (participant: RemoteParticipant) => participant.name || participant.identity;

function participantOf(client: Client, other: RemoteParticipant): Participant {
  const microphone = other.getTrackPublication(client.Track.Source.Microphone);
  return {
    identity: other.identity,
    name: nameOf(other),
    speaking: other.isSpeaking,
    microphone: microphone === undefined ? "none" : microphone.isMuted ? "muted" : "on",
    camera: other.isCameraEnabled ? "on" : "none",
    sharing: other.isScreenShareEnabled,
    handRaised: false,
  };
}

function pictureOf(publication: TrackPublication | undefined): Picture | null {
  const track = publication?.videoTrack;
  if (publication === undefined || track === undefined || publication.isMuted) return null;
  return {
    id: `${publication.trackSid} ${track.mediaStreamTrack.id}`,
    attach: (element) => void track.attach(element),
    detach: (element) => void track.detach(element),
  };
}
