import { readFileSync } from "node:fs";
import { RoomkeeperError } from "../../src/domain/errors.ts";
import type { Intent } from "../../src/domain/intent.ts";
import type { MeetingPhase } from "../../src/domain/meeting.ts";
import { processTree } from "../processes/process-tree.ts";
import { until } from "../processes/until.ts";
import { readState } from "../trial/check/room-view.ts";
import type { TrialRoom } from "../trial/room.ts";

/** A room daemon, driven like its panel does. */
export class MeasuredRoom {
  readonly #room: TrialRoom;

  constructor(room: TrialRoom) {
    this.#room = room;
  }

  get apiUrl(): string {
    return this.#room.apiUrl;
  }

  get pid(): number {
    return this.#room.process.pid;
  }

  stop(): Promise<void> {
    return this.#room.process.stop();
  }

  /** @returns when the wish was sent, wall clock */
  async wish(intent: Intent): Promise<number> {
    const atMs = performance.timeOrigin + performance.now();
    const response = await fetch(`${this.apiUrl}/intents`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(intent),
    });
    if (response.status === 202) return atMs;
    throw new RoomkeeperError("intent.impossible", `${intent.type} was refused: ${await response.text()}`);
  }

  /** Waits until the meeting is in that phase; null is none. */
  async untilPhase(phase: MeetingPhase | null, withinMs = 20_000): Promise<void> {
    await until(`the room in phase ${phase}`, withinMs, async () => {
      const { meeting } = await readState(this.apiUrl);
      return (meeting?.phase ?? null) === phase ? true : null;
    });
  }

  async join(meeting: string): Promise<number> {
    const atMs = await this.wish({ type: "join", room: meeting });
    await this.untilPhase("connected");
    return atMs;
  }

  async leave(): Promise<void> {
    await this.wish({ type: "leave" });
    await this.untilPhase(null);
  }

  /** The process of the running meeting: of the two workers the one that has media programs below it. */
  activeWorker(): number | null {
    const tree = processTree(this.pid);
    const parents = new Set(tree.map(({ parent }) => parent));
    return this.#children("meeting-worker").find((pid) => parents.has(pid)) ?? null;
  }

  deviceHost(): number | null {
    return this.#children("device-host")[0] ?? null;
  }

  #children(program: string): number[] {
    const isIt = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`/${program}/main.ts`);
    return processTree(this.pid)
      .filter(({ parent }) => parent === this.pid)
      .map(({ pid }) => pid)
      .filter(isIt);
  }
}
