import type { Participant as Shown } from "../../domain/meeting.ts";
import {
  type Participant,
  ParticipantKind,
  type RemoteParticipant,
  type RemoteTrackPublication,
  TrackSource,
} from "./binding.ts";

/** Everybody else in the meeting, as the panel shows them; recorders are not people. */
export function peopleIn(participants: Iterable<RemoteParticipant>, speaking: ReadonlySet<string>): Shown[] {
  return [...participants].filter(isPerson).map((participant) => show(participant, speaking.has(participant.identity)));
}

export const isPerson = (participant: Participant) => participant.kind !== ParticipantKind.EGRESS;

/** La Suite Meet writes the time into an attribute, and empties it. */
export const isHandRaised = (attributes: Record<string, string> | undefined) => (attributes?.handRaisedAt ?? "") !== "";

function show(participant: RemoteParticipant, speaking: boolean): Shown {
  const publications = [...participant.trackPublications.values()] as RemoteTrackPublication[];
  const stateOf = (source: TrackSource) => {
    const publication = publications.find((candidate) => candidate.source === source);
    if (publication === undefined) return "none";
    return publication.muted ? "muted" : "on";
  };
  return {
    identity: participant.identity,
    name: participant.name || participant.identity,
    speaking,
    microphone: stateOf(TrackSource.SOURCE_MICROPHONE),
    camera: stateOf(TrackSource.SOURCE_CAMERA),
    sharing: stateOf(TrackSource.SOURCE_SCREENSHARE) === "on",
    handRaised: isHandRaised(participant.attributes),
  };
}
