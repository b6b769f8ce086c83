import { signal } from "@preact/signals";
import type { DisconnectReason, LocalTrack, RemoteTrack, Room } from "livekit-client";
import type { PageTicket } from "../../protocol/panel.ts";
import type { PageTrouble } from "../shared/catalogue/shape.ts";
import { type Client, loadClient, makeRoom } from "../shared/meeting/client.ts";
import { askTicket } from "../shared/meeting/ticket.ts";
import { type CallView, callViewOf } from "./call-view.ts";
import { closeOwnMedia, openOwnMedia, ownCamera, ownMicrophone } from "./own-media.ts";

export type GuestPhase =
  | { kind: "form" }
  | { kind: "joining" }
  /** The room is in no meeting yet: asked again by itself. */
  | { kind: "waiting" }
  | { kind: "in" }
  | { kind: "left" }
  | { kind: "off" }
  | { kind: "failed"; trouble: PageTrouble | "ended-by-host" };

export const phase = signal<GuestPhase>({ kind: "form" });
export const call = signal<CallView | null>(null);

/** Controls whose change is under way. */
export const busy = signal<ReadonlySet<string>>(new Set());

const askAgainMs = 2_000;

let room: Room | null = null;
let stop = new AbortController();

/** Gets in, waiting for a meeting where there is none yet. */
export async function join(name: string): Promise<void> {
  stop = new AbortController();
  const { signal } = stop;
  phase.value = { kind: "joining" };
  const ticket = await ticketFor(name, signal);
  if (ticket === null || signal.aborted) return;
  phase.value = { kind: "joining" };
  try {
    await enter(ticket);
    phase.value = { kind: "in" };
  } catch {
    room = null;
    phase.value = { kind: "failed", trouble: "meetingLost" };
  }
}

/** Back to the form. */
export function cancel(): void {
  stop.abort();
  phase.value = { kind: "form" };
}

export async function leave(): Promise<void> {
  await room?.disconnect();
}

export async function again(): Promise<void> {
  phase.value = { kind: "form" };
  await openOwnMedia();
}

export const switchMicrophone = (on: boolean) =>
  busyWith("microphone", () => room?.localParticipant.setMicrophoneEnabled(on));
export const switchCamera = (on: boolean) => busyWith("camera", () => room?.localParticipant.setCameraEnabled(on));
export const switchShare = (on: boolean) =>
  busyWith("share", () => room?.localParticipant.setScreenShareEnabled(on, { audio: true }));
export const playSound = () => busyWith("sound", () => room?.startAudio());

async function ticketFor(name: string, signal: AbortSignal): Promise<PageTicket | null> {
  for (;;) {
    const answer = await askTicket(`/api/guest-ticket?name=${encodeURIComponent(name)}`, signal);
    if (signal.aborted) return null;
    if (answer.kind === "ticket") return answer.ticket;
    if (answer.kind === "unanswered") {
      phase.value = { kind: "failed", trouble: "unanswered" };
      return null;
    }
    if (answer.problem.status === 404) {
      phase.value = { kind: "off" };
      return null;
    }
    phase.value = { kind: "waiting" };
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    if (signal.aborted) return null;
  }
}

async function enter(ticket: PageTicket): Promise<void> {
  const client = await loadClient();
  const entered = await makeRoom(client, ticket, { adaptiveStream: true, dynacast: true });
  listen(client, entered);
  await entered.connect(ticket.url, ticket.token, { maxRetries: 1 });
  room = entered;
  const own = [ownCamera.peek(), ownMicrophone.peek()].filter((track) => track !== null);
  await Promise.all(own.map((track) => entered.localParticipant.publishTrack(track as LocalTrack)));
  call.value = callViewOf(client, entered);
}

function listen(client: Client, entered: Room): void {
  const { RoomEvent } = client;
  const tell = () => {
    call.value = callViewOf(client, entered);
  };
  for (const event of [
    RoomEvent.ParticipantConnected,
    RoomEvent.ParticipantDisconnected,
    RoomEvent.ParticipantNameChanged,
    RoomEvent.ActiveSpeakersChanged,
    RoomEvent.TrackPublished,
    RoomEvent.TrackUnpublished,
    RoomEvent.TrackMuted,
    RoomEvent.TrackUnmuted,
    RoomEvent.LocalTrackPublished,
    RoomEvent.LocalTrackUnpublished,
    RoomEvent.AudioPlaybackStatusChanged,
    RoomEvent.ConnectionStateChanged,
  ] as const) {
    entered.on(event, tell);
  }
  entered
    .on(RoomEvent.TrackSubscribed, (track) => {
      hear(client, track);
      tell();
    })
    .on(RoomEvent.TrackUnsubscribed, (track) => {
      for (const element of track.detach()) if (element instanceof HTMLAudioElement) element.remove();
      tell();
    })
    .on(RoomEvent.Disconnected, (reason) => end(client, reason));
}

/** Pictures are shown by the stage; sound needs an element of its own. */
function hear(client: Client, track: RemoteTrack): void {
  if (track.kind === client.Track.Kind.Audio) document.body.append(track.attach());
}

function end(client: Client, reason: DisconnectReason | undefined): void {
  if (room === null) return;
  room = null;
  call.value = null;
  closeOwnMedia();
  const { DisconnectReason: Reason } = client;
  if (reason === Reason.CLIENT_INITIATED) phase.value = { kind: "left" };
  else if (reason === Reason.ROOM_DELETED || reason === Reason.ROOM_CLOSED) {
    phase.value = { kind: "failed", trouble: "ended-by-host" };
  } else if (reason === Reason.PARTICIPANT_REMOVED) phase.value = { kind: "failed", trouble: "guestRemoved" };
  else phase.value = { kind: "failed", trouble: "meetingLost" };
}

/** Runs what takes a while; a refusal by browser or person (a cancelled screen choice) just leaves things as they are. */
async function busyWith(what: string, run: () => Promise<unknown> | undefined): Promise<void> {
  if (busy.peek().has(what)) return;
  busy.value = new Set([...busy.peek(), what]);
  try {
    await run();
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== "NotAllowedError") throw thrown;
  } finally {
    busy.value = new Set([...busy.peek()].filter((other) => other !== what));
  }
}
