import { setTimeout as sleep } from "node:timers/promises";
import { RoomServiceClient } from "livekit-server-sdk";
import { ParticipantLink } from "../../../scripts/participant/link.ts";
import type { RunningLiveKit } from "../../integration/support/livekit-server.ts";
import type { PictureMeasure, SoundMeasure } from "../../simulators/participant/orders.ts";
import type { LabRoom } from "../room/room.ts";
import { patienceMs } from "./numbers.ts";

const name = "lab";
export const participantHertz = 660;

/** The meeting of the room and another participant, who sends a tone and measures. */
export class LabMeeting {
  readonly participant: ParticipantLink;
  readonly #room: LabRoom;
  readonly #service: RoomServiceClient;

  private constructor(participant: ParticipantLink, room: LabRoom, service: RoomServiceClient) {
    this.participant = participant;
    this.#room = room;
    this.#service = service;
  }

  static async prepare(folder: string, server: RunningLiveKit, room: LabRoom): Promise<LabMeeting> {
    const participant = await ParticipantLink.start(folder, () => undefined);
    await participant.join({ ...server, room: name }, { send: { tone: { hertz: participantHertz, level: 0.3 } } });
    const { apiKey, apiSecret, url } = server;
    return new LabMeeting(participant, room, new RoomServiceClient(url.replace("ws:", "http:"), apiKey, apiSecret));
  }

  /** Joined, and others get picture and sound. Does nothing when that is so. */
  async join(): Promise<void> {
    const room = this.#room;
    if (room.state.meeting === null) await room.wish({ type: "join", room: name });
    await room.feed.until("the room in the meeting", ({ meeting }) => meeting?.phase === "connected", patienceMs(6000));
    if (room.state.meeting?.microphone.wanted === false) await room.wish({ type: "setMicrophone", on: true });
    if (room.state.meeting?.camera.wanted === false) await room.wish({ type: "setCamera", on: true });
    const both = "camera and microphone in the meeting";
    await room.feed.until(
      both,
      ({ meeting }) => meeting?.camera.on === true && meeting.microphone.on,
      patienceMs(6000),
    );
  }

  async leave(): Promise<void> {
    if (this.#room.state.meeting !== null) await this.#room.wish({ type: "leave" });
    await this.#room.feed.until("no meeting", ({ meeting }) => meeting === null, patienceMs(3000));
  }

  /** What the participant gets from the room during some time; null for a track that is not there. */
  async watch(ms: number): Promise<{ seconds: number; picture: PictureMeasure | null; sound: SoundMeasure | null }> {
    this.participant.order({ order: "reset" });
    await sleep(ms);
    const { seconds, pictures, sounds } = await this.participant.measure();
    const picture = pictures.find(({ source }) => source === "camera") ?? null;
    const sound = sounds.find(({ source }) => source === "microphone") ?? null;
    return { seconds, picture, sound };
  }

  /** Somebody with rights mutes the room's microphone. */
  async muteRoomRemotely(): Promise<void> {
    const people = await this.#service.listParticipants(name);
    const room = people.find(({ identity }) => identity.startsWith("room-"));
    // 2 is the microphone (TrackSource of LiveKit's protocol).
    const track = room?.tracks.find(({ source }) => source === 2);
    await this.#service.mutePublishedTrack(name, room?.identity ?? "", track?.sid ?? "", true);
  }

  async close(): Promise<void> {
    await this.participant.process.stop(2000);
  }
}
