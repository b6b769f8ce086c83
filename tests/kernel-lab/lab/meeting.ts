import { setTimeout as sleep } from "node:timers/promises";
import { RoomServiceClient, TrackSource } from "livekit-server-sdk";
import { ParticipantLink } from "../../../scripts/participant/link.ts";
import type { RunningLiveKit } from "../../integration/support/livekit-server.ts";
import type { PictureMeasure, SoundMeasure } from "../../simulators/participant/orders.ts";
import type { Loudspeaker } from "../emulators/speakerphone/loudspeaker.ts";
import { type LabRoom, meetingName } from "../room/room.ts";
import { untilTrue } from "../room/until.ts";
import { patienceMs } from "./numbers.ts";
import { isTone, tones } from "./tones.ts";

const blockMs = 10;
/** Of the room, as the participant names them: picture and sound. */
const sourcesOf = { room: ["camera", "microphone"], share: ["share", "share sound"] } as const;

/** The meeting of the room and another participant, who sends a tone and measures. */
export class LabMeeting {
  readonly participant: ParticipantLink;
  readonly room: LabRoom;
  readonly #service: RoomServiceClient;
  readonly #loudspeaker: Loudspeaker;

  private constructor(
    participant: ParticipantLink,
    room: LabRoom,
    service: RoomServiceClient,
    loudspeaker: Loudspeaker,
  ) {
    this.participant = participant;
    this.room = room;
    this.#service = service;
    this.#loudspeaker = loudspeaker;
  }

  /** @param loudspeaker of the room */
  static async prepare(
    folder: string,
    server: RunningLiveKit,
    room: LabRoom,
    loudspeaker: Loudspeaker,
  ): Promise<LabMeeting> {
    const participant = await ParticipantLink.start(folder, () => undefined);
    await participant.join(
      { ...server, room: meetingName },
      { send: { tone: { hertz: tones.participant, level: 0.3 } } },
    );
    const { apiKey, apiSecret, url } = server;
    const service = new RoomServiceClient(url.replace("ws:", "http:"), apiKey, apiSecret);
    return new LabMeeting(participant, room, service, loudspeaker);
  }

  /** Whether the server, and so everybody, takes the room's microphone for muted; null while it knows none. */
  async isRoomMuted(): Promise<boolean | null> {
    return (await this.#microphone())?.muted ?? null;
  }

  /** Joined, and others get picture and sound. Does nothing when that is so. */
  async join(): Promise<void> {
    const { room } = this;
    if (room.state.meeting === null) await room.wish({ type: "join", room: meetingName });
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

  /** What the participant gets from the room during some time; null for a track that is not there. */
  async watch(ms: number): Promise<{ seconds: number; picture: PictureMeasure | null; sound: SoundMeasure | null }> {
    this.participant.order({ order: "reset" });
    await sleep(ms);
    return await this.#counted();
  }

  async #counted(from: keyof typeof sourcesOf = "room") {
    const { seconds, pictures, sounds } = await this.participant.measure();
    const [pictureSource, soundSource] = sourcesOf[from];
    const picture = pictures.find(({ source }) => source === pictureSource) ?? null;
    const sound = sounds.find(({ source }) => source === soundSource) ?? null;
    return { seconds, picture, sound };
  }

  /** Different pictures that the room shares, and the tone that goes along. @throws RoomkeeperError process.timeout */
  async getsShare(toneHertz: number): Promise<void> {
    this.participant.order({ order: "reset" });
    await untilTrue(
      `the participant gets the shared picture and a tone of ${toneHertz} Hz`,
      patienceMs(8000),
      async () => {
        const { picture, sound } = await this.#counted("share");
        return (picture?.differentFrames ?? 0) >= 5 && isTone(sound?.toneHertz ?? 0, toneHertz);
      },
    );
  }

  /** Others are told that nothing is shared any more, after what they were told before. @param from of their events */
  async losesShare(from: number): Promise<void> {
    const fits = ({ source, self }: { source: string; self: boolean }) => source === "share" && !self;
    await this.participant.next("unpublished", fits, from, patienceMs(4000));
  }

  /** Different pictures of the room come to the participant, from now on. @throws RoomkeeperError process.timeout */
  async sees(what: string, count = 10): Promise<void> {
    this.participant.order({ order: "reset" });
    await untilTrue(`the participant sees the room (${what})`, patienceMs(6000), async () => {
      return ((await this.#counted()).picture?.differentFrames ?? 0) >= count;
    });
  }

  /** That many different pictures and that much sound of the room in the same time. @throws RoomkeeperError process.timeout */
  async flows(pictures: number, soundMs: number): Promise<void> {
    this.participant.order({ order: "reset" });
    await untilTrue("the participant gets picture and sound together", patienceMs(10_000), async () => {
      const { picture, sound } = await this.#counted();
      return (picture?.differentFrames ?? 0) >= pictures && (sound?.heardBlocks ?? 0) * blockMs >= soundMs;
    });
  }

  /** The tones of either side come out at the other. @throws RoomkeeperError process.timeout */
  async hears(): Promise<void> {
    const heard = async () => isTone((await this.watch(500)).sound?.toneHertz ?? 0, tones.microphone);
    this.#loudspeaker.forget();
    await untilTrue("the participant hears the microphone's tone", patienceMs(6000), heard);
    const played = () => isTone(this.#loudspeaker.tone(), tones.participant);
    await untilTrue("the speaker plays the participant's tone", patienceMs(6000), played);
  }

  /** Somebody with rights mutes the room's microphone. @throws RoomkeeperError process.timeout */
  async muteRoomRemotely(): Promise<void> {
    // A list of the server's may lack for a moment what the one before it had.
    await untilTrue("the server mutes the microphone that it knows of", patienceMs(3000), async () => {
      const microphone = await this.#microphone();
      if (microphone === null) return false;
      await this.#service.mutePublishedTrack(meetingName, microphone.identity, microphone.sid, true);
      return true;
    });
  }

  async #microphone(): Promise<{ identity: string; sid: string; muted: boolean } | null> {
    const people = await this.#service.listParticipants(meetingName);
    const room = people.find(({ identity }) => identity.startsWith("room-"));
    const track = room?.tracks.find(({ source }) => source === TrackSource.MICROPHONE);
    return room === undefined || track === undefined
      ? null
      : { identity: room.identity, sid: track.sid, muted: track.muted };
  }

  async close(): Promise<void> {
    await this.participant.process.stop(2000);
  }
}
