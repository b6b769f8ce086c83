import { RoomkeeperError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { WorkerReport } from "../protocol/meeting-worker.ts";
import type { EquipmentLevels } from "../protocol/panel.ts";
import type { MeetingLane } from "./meeting-lane.ts";
import type { Room } from "./room.ts";

/** Who looks says so again within this; then the devices are let go. */
const leaseMs = 2_500;

interface LookPorts {
  room: Pick<Room, "model">;
  lane: Pick<MeetingLane, "check" | "testTone">;
  clock: Clock;
}

/**
 * Somebody looks at the room's equipment on a panel: levels, a mirror picture, a test tone. Nothing is switched on for longer than
 * somebody looks: each request is a lease of 2.5 s.
 */
export class EquipmentLook {
  readonly #ports: LookPorts;
  #levels = { microphone: 0, speaker: 0 };
  #picture: { number: number; jpeg: Uint8Array } | null = null;
  #pictures = 0;
  #stopSound: (() => void) | null = null;
  #stopPicture: (() => void) | null = null;

  constructor(ports: LookPorts) {
    this.#ports = ports;
  }

  /** @throws RoomkeeperError intent.impossible while another program has the devices */
  look(wish: { picture: boolean }): EquipmentLevels {
    const { clock } = this.#ports;
    if (this.#ports.room.model.assisted !== null)
      throw new RoomkeeperError("intent.impossible", "a meeting of another service has the devices");
    const [hadSound, hadPicture] = [this.#stopSound !== null, this.#stopPicture !== null];
    this.#stopSound?.();
    this.#stopSound = clock.after(leaseMs, () => this.#end());
    if (wish.picture) {
      this.#stopPicture?.();
      this.#stopPicture = clock.after(leaseMs, () => this.#endPicture());
    } else if (hadPicture) this.#endPicture();
    if (!hadSound || (wish.picture && !hadPicture)) this.#tell();
    return { ...this.#levels, picture: this.#picture?.number ?? null };
  }

  /** @throws RoomkeeperError intent.impossible */
  playTone(): void {
    this.look({ picture: this.#stopPicture !== null });
    this.#ports.lane.testTone(this.#ports.room.model.volumePercent);
  }

  /** The newest mirror picture; null while there is none. */
  get picture(): Uint8Array | null {
    return this.#picture?.jpeg ?? null;
  }

  heard(report: Extract<WorkerReport, { type: "levels" | "mirror" }>): void {
    if (report.type === "levels") this.#levels = { microphone: report.microphone, speaker: report.speaker };
    else if (this.#stopPicture !== null)
      this.#picture = { number: ++this.#pictures, jpeg: Buffer.from(report.jpeg, "base64") };
  }

  close(): void {
    this.#end();
  }

  #end(): void {
    this.#stopSound?.();
    this.#stopSound = null;
    this.#levels = { microphone: 0, speaker: 0 };
    this.#endPicture();
  }

  #endPicture(): void {
    this.#stopPicture?.();
    this.#stopPicture = null;
    this.#picture = null;
    this.#tell();
  }

  #tell(): void {
    this.#ports.lane.check({ sound: this.#stopSound !== null, picture: this.#stopPicture !== null });
  }
}
