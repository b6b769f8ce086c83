import { type Counter, collectDefaultMetrics, Registry } from "prom-client";
import { RoomkeeperError } from "../domain/errors.ts";
import type { Intent } from "../domain/intent.ts";
import type { RoomState } from "../domain/room-state.ts";
import type { WorkerStatistics } from "../protocol/meeting-worker.ts";
import { addMeetingSeries, addRoomSeries } from "./room-series.ts";
import { addCounter, addGauge } from "./series.ts";
import { addWorkerSeries } from "./worker-series.ts";

export interface MetricsSources {
  /** Of Roomkeeper. */
  version: string;
  /** The newest state, read when Prometheus asks. */
  state(): RoomState;
  /** Of the running meeting; null without one. */
  statistics(): WorkerStatistics | null;
  nowMs(): number;
}

/** Of this process, which outlives a room whose settings change. Its observers cannot be taken away: made once. */
let processRegistry: Registry | null = null;

function processSeries(): Registry {
  if (processRegistry === null) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}

/**
 * Everything that the room tells Prometheus: the daemon's process (memory, event-loop delay), the room, its meeting, its
 * wishes. Room and site are in one series to join with (`roomkeeper_room_info`); no label holds a device, a person or a
 * title.
 */
export class RoomMetrics {
  readonly #registry = new Registry();
  readonly #intents: Counter<"type" | "outcome">;
  readonly #replaced: Counter<"process">;

  constructor({ version, state, statistics, nowMs }: MetricsSources) {
    const registry = this.#registry;
    const build = { name: "build_info", help: "Versions of Roomkeeper and Node.", labels: ["version", "node"] };
    addGauge(registry, build, () => [[{ version, node: process.version }, 1]]);
    addRoomSeries(registry, state, nowMs);
    addMeetingSeries(registry, state);
    addWorkerSeries(registry, statistics);
    this.#intents = addCounter(registry, {
      name: "intents",
      help: "Wishes by outcome: accepted, or the code of the refusal.",
      labels: ["type", "outcome"],
    });
    this.#replaced = addCounter(registry, {
      name: "replaced_processes",
      help: "Child processes that ended unexpectedly and were replaced.",
      labels: ["process"],
    });
  }

  /** Prometheus text format 0.0.4. */
  async text(): Promise<string> {
    return `${await processSeries().metrics()}\n${await this.#registry.metrics()}`;
  }

  /** The same wish, with its outcome counted. */
  counting(wish: (intent: Intent) => Promise<void> | void): (intent: Intent) => Promise<void> {
    return async (intent) => {
      let outcome = "accepted";
      try {
        await wish(intent);
      } catch (error) {
        outcome = error instanceof RoomkeeperError ? error.code : "programming";
        throw error;
      } finally {
        this.#intents.inc({ type: intent.type, outcome });
      }
    };
  }

  /** A child process ended unexpectedly and another was started. */
  replaced(process: "device-host" | "meeting-worker"): void {
    this.#replaced.inc({ process });
  }
}
