import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ParticipantLink, tokenFor } from "../participant/link.ts";
import type { EverythingStarted } from "../trial/everything-started.ts";
import { Ports } from "../trial/ports.ts";
import { type RoomToStart, startRoom } from "../trial/room.ts";
import { type Sfu, startSfu } from "../trial/sfu.ts";
import { chromiumClip } from "./chromium/clip.ts";
import { ChromiumPublisher } from "./chromium/publisher.ts";
import { MeasuredRoom } from "./measured-room.ts";

/** The microphone of both sides. */
const tone = { hertz: 440, level: 0.25 };

/** One LiveKit server for everybody, and what is measured on it. */
export class Rig {
  readonly everything: EverythingStarted;
  readonly sfu: Sfu;
  readonly #ports: Ports;
  #made = 0;

  private constructor(everything: EverythingStarted, sfu: Sfu, ports: Ports) {
    this.everything = everything;
    this.sfu = sfu;
    this.#ports = ports;
  }

  static async start(everything: EverythingStarted): Promise<Rig> {
    const ports = new Ports();
    return new Rig(everything, await startSfu(everything.folder, ports, everything.process), ports);
  }

  /** A room with the bench's devices. @param further changes to config/try.yaml */
  async room(further: NonNullable<RoomToStart["further"]> = []): Promise<MeasuredRoom> {
    const folder = join(this.everything.folder, `room-${++this.#made}`);
    const onStart = this.everything.process;
    const settings = [[["devices", "drivers", "bench", "hertz"], tone.hertz], ...further] as typeof further;
    return new MeasuredRoom(await startRoom({ folder, ports: this.#ports, sfu: this.sfu, onStart, further: settings }));
  }

  /** Another participant, in the meeting: it speaks, and receives everybody's picture and sound. */
  async participant(meeting: string): Promise<ParticipantLink> {
    const link = await ParticipantLink.start(this.everything.folder, this.everything.process);
    await link.join({ ...this.sfu, room: meeting }, { send: { tone: { hertz: 660, level: 0.3 } } });
    return link;
  }

  /** A browser with its page loaded, camera and microphone of the same content as the room's. */
  async chromium(): Promise<ChromiumPublisher> {
    const folder = join(this.everything.folder, `chromium-${++this.#made}`);
    await mkdir(folder);
    const clip = await chromiumClip();
    return ChromiumPublisher.start(folder, clip, tone, this.everything.process);
  }

  browserToken(meeting: string): Promise<string> {
    return tokenFor({ ...this.sfu, room: meeting }, "browser", "Browser");
  }

  freePort(): Promise<number> {
    return this.#ports.tcp(8430);
  }

  /** A name that no other measurement uses. */
  newMeeting(): string {
    return `bench-${randomBytes(4).toString("hex")}`;
  }
}
