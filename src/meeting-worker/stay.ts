import type { MediaSources, VideoPublishing } from "../domain/media.ts";
import { redact } from "../platform/redact.ts";
import type { WorkerOrder } from "../protocol/meeting-worker.ts";
import { Mixer } from "./audio/mixer.ts";
import { Coalesced } from "./coalesced.ts";
import type { Equipment } from "./equipment.ts";
import type { LocalParticipant } from "./livekit/binding.ts";
import type { End } from "./livekit/ends.ts";
import { RemoteAudio } from "./livekit/remote-audio.ts";
import { Session } from "./livekit/session.ts";
import type { LocalSource } from "./local-source.ts";
import { Loudspeaker } from "./loudspeaker.ts";
import { Share } from "./share.ts";
import { reportStatistics } from "./statistics.ts";
import type { Surroundings } from "./surroundings.ts";

type JoinOrder = Extract<WorkerOrder, { type: "join" }>;
type ShareOrder = Extract<WorkerOrder, { type: "startShare" }>;

/** People at most five times a second: the panel cannot show more. */
const peopleEveryMs = 200;

/**
 * At the join the picture goes first: the sound is published this long after it, the others are listened to this long after
 * the room is in; both at once where no camera is wanted.
 */
const pictureFirst = { soundAfterMs: 40, listenAfterMs: 250 };

/**
 * One stay in one meeting, from the join order to the end. Devices open while the room connects; what they deliver is
 * published as soon as it is connected. Invariant: `onEnd` is called once, and nothing captures or plays after it.
 */
export class Stay {
  readonly #surroundings: Surroundings;
  readonly #equipment: Equipment;
  readonly #session: Session;
  readonly #mixer = new Mixer();
  readonly #remote = new RemoteAudio(this.#mixer);
  readonly #speaker: Loudspeaker;
  readonly #people: Coalesced;
  readonly #onEnd: (end: End) => void;
  #share: Share | null = null;
  #shareAs: VideoPublishing;
  #connected = false;
  #over = false;
  #recorded = false;
  #stopStatistics = () => {};
  #saidPeople = "";
  #saidWithheld: string | null = null;
  #saidInTheClear = "";

  constructor(surroundings: Surroundings, equipment: Equipment, onEnd: (end: End) => void) {
    const { clock, report } = surroundings;
    this.#surroundings = surroundings;
    this.#equipment = equipment;
    this.#onEnd = onEnd;
    this.#shareAs = equipment.media.share;
    this.#speaker = new Loudspeaker(surroundings, this.#mixer, (block) => equipment.microphone.played(block));
    this.#people = new Coalesced(clock, peopleEveryMs, () => this.#sayPeople());
    this.#session = new Session(
      {
        onPeople: () => this.#people.ask(),
        onQuality: (quality) => report({ type: "quality", quality }),
        onRecording: (on) => this.#sayRecording(on),
        onReconnecting: () => report({ type: "reconnecting" }),
        onReconnected: () => this.#reconnected(),
        onMuted: (sid, muted) => this.#heardMute(sid, muted),
        onPermission: () => this.#permissionChanged(),
        onHand: (raised) => report({ type: "hand", raised }),
        onChat: (line) => !this.#over && report({ type: "chat", line }),
        onEnd: (end) => this.#finish(end),
      },
      clock,
    );
  }

  /** Whether the server has let the room in. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Plays to the room once it is connected. */
  get speaker(): Loudspeaker {
    return this.#speaker;
  }

  async join({ media, sources, microphoneOn, cameraOn, volumePercent, ...ticket }: JoinOrder): Promise<void> {
    const { report, log } = this.#surroundings;
    const { camera, microphone } = this.#equipment;
    report({ type: "step", step: "connecting" });
    this.#shareAs = media.share;
    const connecting = this.#session.connect(ticket);
    camera.source.begin(sources.camera, cameraOn);
    microphone.begin(sources.microphone, microphoneOn);
    this.#speaker.setVolume(volumePercent);
    this.#speaker.use(sources.speaker);
    const end = await connecting;
    if (this.#over) return;
    if (end !== null) {
      log.warn("the meeting cannot be joined", { ...end });
      this.#finish(end);
      return;
    }
    this.#enter(ticket.passphrase !== null);
  }

  setMicrophone(on: boolean): void {
    this.#equipment.microphone.source.want(on);
  }

  setCamera(on: boolean): void {
    this.#equipment.camera.source.want(on);
  }

  setVolume(percent: number): void {
    this.#speaker.setVolume(percent);
  }

  useSources({ camera, microphone, speaker }: MediaSources): void {
    this.#equipment.camera.source.use(camera);
    this.#equipment.microphone.use(microphone);
    this.#speaker.use(speaker);
  }

  startShare({ source }: ShareOrder): void {
    void this.#share?.end();
    this.#share = new Share(this.#surroundings, source, this.#shareAs);
    const participant = this.#session.participant;
    if (this.#connected && participant !== null) this.#share.enter(participant);
  }

  stopShare(): void {
    const share = this.#share;
    this.#share = null;
    share?.video.source.want(false);
    void share?.end();
  }

  /** Goes; before it is connected there is nothing to say goodbye to. */
  async leave(): Promise<void> {
    const wasConnected = this.#connected;
    if (this.#over) return;
    this.#stop();
    if (wasConnected) await this.#session.leave();
    this.#onEnd({ reason: wasConnected ? "left" : "cancelled", code: null, detail: "" });
  }

  get #sources(): LocalSource<never>[] {
    const { camera, microphone } = this.#equipment;
    const own = [camera.source, microphone.source] as unknown as LocalSource<never>[];
    return [...own, ...(this.#share?.sources() ?? [])];
  }

  #enter(encrypted: boolean): void {
    const { report } = this.#surroundings;
    const participant = this.#session.participant;
    if (participant === null) return;
    this.#connected = true;
    void this.#open(participant);
    report({ type: "step", step: "publishing" });
    report({ type: "connected", identity: participant.identity, roomName: this.#session.room.name ?? "" });
    report({ type: "encrypted", on: encrypted });
    this.#speaker.open();
    this.#people.ask();
    this.#sayRecording(this.#session.recorded);
    this.#sayWithheld();
    report({ type: "hand", raised: this.#session.handRaised });
    this.#stopStatistics = reportStatistics(this.#surroundings, {
      equipment: this.#equipment,
      speaker: this.#speaker,
      share: () => this.#share,
    });
  }

  /**
   * One negotiation at a time: picture, sound, listening. The server tells the others of a simulcast picture with its first
   * packet, of sound at once, and takes 150 ms between two tellings; a busy connection makes them begin with its smallest
   * layer and stay there for a second. Measured: first picture after 260 instead of 400 ms, at full size 12 of 14 times
   * instead of 3 of 8.
   */
  async #open(participant: LocalParticipant): Promise<void> {
    const { camera, microphone } = this.#equipment;
    const after = (ms: number) => new Promise<void>((resolve) => this.#surroundings.clock.after(ms, resolve));
    const settled = camera.source.live ? after(pictureFirst.listenAfterMs) : Promise.resolve();
    camera.source.enter(participant);
    this.#share?.enter(participant);
    const shown = camera.source.published.then(() => after(pictureFirst.soundAfterMs));
    await Promise.race([shown, settled]);
    microphone.source.enter(participant);
    await settled;
    if (!this.#over) this.#remote.attach(this.#session.room);
  }

  #heardMute(sid: string | undefined, muted: boolean): void {
    this.#sources.find((source) => source.outgoing.is(sid))?.heardMute(muted);
    // A shared picture that the host has muted is over: an empty place beside the people helps nobody.
    if (this.#share !== null && !this.#share.video.source.live) this.stopShare();
  }

  #reconnected(): void {
    this.#surroundings.report({ type: "reconnected" });
    this.#people.ask();
    for (const source of this.#sources) void source.verify();
  }

  #sayPeople(): void {
    this.#sayInTheClear();
    const participants = this.#session.people;
    const said = JSON.stringify(participants);
    if (said === this.#saidPeople || !this.#connected || this.#over) return;
    this.#saidPeople = said;
    this.#surroundings.report({ type: "participants", participants });
  }

  #sayRecording(on: boolean): void {
    if (on === this.#recorded || this.#over) return;
    this.#recorded = on;
    this.#surroundings.report({ type: "recording", on });
  }

  #permissionChanged(): void {
    for (const source of this.#sources) void source.permissionChanged();
    if (this.#connected) this.#sayWithheld();
  }

  #sayInTheClear(): void {
    const names = this.#session.inTheClear;
    if (names.join("\n") === this.#saidInTheClear || !this.#connected || this.#over) return;
    this.#saidInTheClear = names.join("\n");
    this.#surroundings.report({ type: "inTheClear", names });
  }

  #sayWithheld(): void {
    const sources = this.#session.withheld;
    if (sources.join() === this.#saidWithheld || this.#over) return;
    this.#saidWithheld = sources.join();
    this.#surroundings.report({ type: "withheld", sources });
  }

  #finish(end: End): void {
    if (this.#over) return;
    this.#stop();
    const last = { ...end, detail: redact(end.detail, 500) };
    // Where the room itself goes, it says so: nobody should see it sit there until it times out.
    if (end.reason === "encrypted") void this.#session.leave().then(() => this.#onEnd(last));
    else this.#onEnd(last);
  }

  #stop(): void {
    this.#over = true;
    this.#stopStatistics();
    this.#people.stop();
    void this.#share?.video.source.close();
    this.#equipment.camera.source.close();
    this.#equipment.microphone.source.close();
    this.#remote.close();
    this.#speaker.close();
  }
}
