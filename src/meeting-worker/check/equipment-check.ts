import type { MediaSources } from "../../domain/media.ts";
import { Mixer } from "../audio/mixer.ts";
import type { Equipment } from "../equipment.ts";
import { Loudspeaker } from "../loudspeaker.ts";
import type { Surroundings } from "../surroundings.ts";
import { Mirror } from "./mirror.ts";

const levelsEveryMs = 100;

export interface Looked {
  sound: boolean;
  picture: boolean;
}

/** What there is to look at, as the worker stands. */
interface CheckPorts {
  equipment(): Equipment | null;
  /** The meeting's speaker; null outside of one. */
  speaker(): Loudspeaker | null;
  sources(): MediaSources | null;
}

const nothing: Looked = { sound: false, picture: false };
const rounded = (level: number) => Math.round(level * 1000) / 1000;

/**
 * Somebody looks at the equipment: levels ten times a second, a mirror picture four times. Outside of a meeting it opens the
 * devices and closes them again; in a meeting it opens nothing.
 */
export class EquipmentCheck {
  readonly #surroundings: Surroundings;
  readonly #ports: CheckPorts;
  #looked = nothing;
  #opened = false;
  #mirror: Mirror | null = null;
  #speaker: Loudspeaker | null = null;
  #volumePercent = 60;
  #stopLevels = () => {};

  constructor(surroundings: Surroundings, ports: CheckPorts) {
    this.#surroundings = surroundings;
    this.#ports = ports;
  }

  look(looked: Looked): void {
    const before = this.#looked;
    this.#looked = looked;
    if (looked.sound !== before.sound) this.#followSound();
    if (looked.picture !== before.picture) this.#followPicture();
    this.settle();
  }

  /** Other devices, other equipment, or a meeting has begun: what is looked at follows. */
  settle(): void {
    const equipment = this.#ports.equipment();
    if (equipment === null) return;
    const { sound, picture } = this.#looked;
    equipment.camera.onPicture = picture ? (bytes, layout) => this.#mirror?.offer(bytes, layout) : null;
    if (this.#ports.speaker() !== null) return this.#closeSpeaker();
    if (!sound && !picture && !this.#opened) return;
    this.#opened = sound || picture;
    const { camera = null, microphone = null, speaker = null } = this.#ports.sources() ?? {};
    equipment.camera.source.begin(picture ? camera : null, picture);
    equipment.microphone.begin(sound ? microphone : null, false);
    this.#speaker?.use(speaker);
  }

  /** Plays the test tone at the room's volume. */
  playTone(volumePercent: number): void {
    this.#volumePercent = volumePercent;
    (this.#ports.speaker() ?? this.#ownSpeaker()).chime();
  }

  close(): void {
    this.look(nothing);
    this.#closeSpeaker();
  }

  #followSound(): void {
    this.#stopLevels();
    this.#stopLevels = this.#looked.sound
      ? this.#surroundings.clock.every(levelsEveryMs, () => this.#tellLevels())
      : () => {};
    if (!this.#looked.sound) this.#closeSpeaker();
  }

  #followPicture(): void {
    const { clock, report, log } = this.#surroundings;
    this.#mirror?.close();
    this.#mirror = !this.#looked.picture
      ? null
      : new Mirror({
          monotonicMs: () => clock.monotonicMs(),
          onPicture: (jpeg) => report({ type: "mirror", jpeg: Buffer.from(jpeg).toString("base64") }),
          onTrouble: (detail) => log.warn("the mirror picture ended", { detail }),
        });
  }

  #tellLevels(): void {
    const speaker = this.#ports.speaker() ?? this.#speaker;
    const microphone = this.#ports.equipment()?.microphone.level ?? 0;
    this.#surroundings.report({
      type: "levels",
      microphone: rounded(microphone),
      speaker: rounded(speaker?.level ?? 0),
    });
  }

  /** Outside of a meeting nobody else plays. */
  #ownSpeaker(): Loudspeaker {
    if (this.#speaker !== null) return this.#speaker;
    const played = (block: Int16Array) => this.#ports.equipment()?.microphone.played(block);
    const speaker = new Loudspeaker(this.#surroundings, new Mixer(), played);
    speaker.setVolume(this.#volumePercent);
    speaker.use(this.#ports.sources()?.speaker ?? null);
    speaker.open();
    this.#speaker = speaker;
    return speaker;
  }

  #closeSpeaker(): void {
    this.#speaker?.close();
    this.#speaker = null;
  }
}
