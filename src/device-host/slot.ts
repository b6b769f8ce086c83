import type { Capabilities } from "../domain/capability.ts";
import type { Descriptor, DeviceProblem, DeviceReport } from "../domain/device.ts";
import type { DeviceCommand, RoomSummary } from "../domain/device-command.ts";
import type { DeviceEvent } from "../domain/device-event.ts";
import { type ErrorCode, errorTable, type Retry } from "../domain/error-codes.ts";
import { DeviceError, messageOf, RoomkeeperError } from "../domain/errors.ts";
import type { AnyDriver, Device, Match, Wishes } from "../driver-contract/index.ts";
import { backoffMs } from "../platform/backoff.ts";
import { CommandLane } from "./command-lane.ts";
import { withDeadline } from "./deadline.ts";
import { type ContextParts, contextFor } from "./driver-context.ts";
import { firstLife, type Life, type LifeEffect, type LifeEvent, step } from "./lifecycle.ts";

const limits = {
  openTimeoutMs: 10_000,
  configureTimeoutMs: 5_000,
  closeTimeoutMs: 1_500,
  settleMs: 30_000,
  backoff: { baseMs: 1_000, capMs: 60_000 },
  /** Never sooner than this: a device that just failed is often still starting. */
  leastRetryMs: 200,
  /** Failures in a row after which cable and port are named. */
  hintAfter: 5,
  /** Failures in a row, or freezes this close together, after which the port is reset. */
  resetAfter: 3,
  frozenAgainMs: 60_000,
};

/** Everything that is fixed about one claimed device for as long as it is plugged. */
export interface Berth {
  readonly driver: AnyDriver;
  readonly settings: unknown;
  readonly match: Match;
  readonly descriptor: Descriptor;
  readonly deviceId: string;
  /** For IT: driver, score, why, and by what it is known. */
  readonly claim: string;
}

export interface SlotParts extends ContextParts {
  wishes(): Wishes;
  /** What the room wants shown; null before it said. */
  shown(): RoomSummary | null;
  happened(deviceId: string, event: DeviceEvent): void;
  /** A call of this driver begins. Returns how to tell its end. */
  calling(driverId: string): () => void;
  siblingsOf(descriptor: Descriptor): readonly Descriptor[];
  releaseLeases(deviceId: string): void;
  /** Reopening does not help: as if it were unplugged for a moment, where that is possible. */
  resetPort(descriptor: Descriptor, why: string): void;
  changed(): void;
  forgotten(slot: Slot): void;
}

/** Supervises one claimed device: carries out what the lifecycle proposes, with a deadline on every call of the driver. */
export class Slot {
  readonly berth: Berth;
  readonly #parts: SlotParts;
  #life: Life = firstLife;
  #opening: { abort: AbortController; settled: Promise<Device | null> } | null = null;
  #device: Device | null = null;
  #capabilities: Capabilities = {};
  #stopTimer = () => {};
  #frozenAtMs = Number.NEGATIVE_INFINITY;
  readonly #commands: CommandLane;
  #siblingsSeen: string | null = null;
  readonly #siblings = () => {
    const siblings = this.#parts.siblingsOf(this.berth.descriptor);
    this.#siblingsSeen = JSON.stringify(siblings);
    return siblings;
  };

  constructor(berth: Berth, parts: SlotParts) {
    this.berth = berth;
    this.#parts = parts;
    this.#commands = new CommandLane(parts.clock, berth.deviceId);
  }

  get isGone() {
    return this.#life.phase === "gone";
  }

  start() {
    this.#on({ type: "start" });
  }

  leave() {
    this.#on({ type: "unplugged" });
  }

  setActive(active: boolean) {
    if (active === this.#life.active) return;
    this.#on({ type: "activity", active });
    this.captureMattersOtherwise();
  }

  /** A meeting began or ended, or somebody else has the pictures: only inputs that look at pictures themselves care. */
  captureMattersOtherwise() {
    if (this.#capabilities.capture !== undefined) this.configure();
  }

  get #wishes(): Wishes {
    return { ...this.#parts.wishes(), inUse: this.#life.active };
  }

  reset() {
    const now = this.#parts.clock.monotonicMs();
    if (now - this.#frozenAtMs < limits.frozenAgainMs) this.#parts.resetPort(this.berth.descriptor, "frozen again");
    this.#frozenAtMs = now;
    this.#on({ type: "reset", problem: { code: "media.frozen", message: "it gave nothing; it is opened again" } });
  }

  siblingsMayHaveChanged() {
    if (
      this.#siblingsSeen === null ||
      this.#siblingsSeen === JSON.stringify(this.#parts.siblingsOf(this.berth.descriptor))
    )
      return;
    this.configure();
  }

  /** The wishes changed. */
  configure() {
    const device = this.#device;
    if (device === null || this.#life.hold !== "open") return;
    const call = { what: "configure", subject: this.berth.deviceId, timeoutMs: limits.configureTimeoutMs };
    withDeadline(this.#parts.clock, call, () => device.configure(this.#wishes)).catch((error: unknown) => {
      if (this.#device === device) this.#failed(error);
    });
  }

  /** The room changed: lamps and keys follow. */
  show() {
    const room = this.#parts.shown();
    const { indicators, keys } = this.#capabilities;
    if (room !== null && (indicators !== undefined || keys !== undefined) && this.#life.hold === "open")
      this.command({ type: "show", room }).catch(() => undefined);
  }

  /** @throws DeviceError when there is no such device now, or it does not take the command */
  async command(command: DeviceCommand): Promise<void> {
    const device = this.#life.hold === "open" ? this.#device : null;
    try {
      await this.#calling(() => this.#commands.run(device, command));
    } catch (error) {
      // A refusal concerns the command. Silence, a broken line or a mistake of the driver concerns the device.
      if (device !== null && this.#device === device && !isRefusal(error)) this.#failed(error);
      throw error;
    }
  }

  report(): DeviceReport {
    const { driver, match, descriptor, deviceId, claim } = this.berth;
    const isOpen = this.#life.hold === "open";
    return {
      id: deviceId,
      title: match.title ?? descriptor.name,
      driver: driver.manifest.id,
      descriptorKey: descriptor.key,
      port: descriptor.port,
      phase: this.#life.phase,
      claim,
      capabilities: isOpen ? this.#capabilities : {},
      problem: isOpen ? null : withHint(this.#life),
      standIn: driver.manifest.standIn ?? false,
    };
  }

  #on(event: LifeEvent) {
    const [life, effects] = step(this.#life, event);
    const changed = life !== this.#life;
    this.#life = life;
    for (const effect of effects) this.#carryOut(effect);
    if (changed) this.#parts.changed();
  }

  #carryOut(effect: LifeEffect) {
    this.#stopTimer();
    switch (effect.type) {
      case "open":
        return this.#open();
      case "close":
        return void this.#close();
      case "retryLater": {
        const waitMs = backoffMs(effect.attempt, limits.backoff) + limits.leastRetryMs;
        return this.#after(waitMs, { type: "retryDue" });
      }
      case "retryNow":
        return this.#after(limits.leastRetryMs, { type: "retryDue" });
      case "forget":
        return this.#parts.forgotten(this);
    }
  }

  #after(ms: number, event: LifeEvent) {
    this.#stopTimer = this.#parts.clock.after(ms, () => this.#on(event));
  }

  #open() {
    const abort = new AbortController();
    const { driver, descriptor, deviceId } = this.berth;
    const context = contextFor(
      this.#parts,
      { deviceId, driverId: driver.manifest.id, descriptor, signal: abort.signal },
      {
        observe: (observation) => {
          if (observation.type === "event") return this.#parts.happened(deviceId, observation.event);
          this.#capabilities = observation.capabilities;
          this.#parts.changed();
        },
        fail: (error) => this.#failed(error),
      },
    );
    const timeoutMs = driver.manifest.openTimeoutMs ?? limits.openTimeoutMs;
    const opened = withDeadline(
      this.#parts.clock,
      { what: "opening", subject: deviceId, timeoutMs, late: (device) => void this.#closeLate(device) },
      () =>
        this.#calling(() => driver.open({ ...this.berth, wishes: this.#wishes, siblings: this.#siblings }, context)),
    );
    this.#opening = { abort, settled: opened.catch(() => null) };
    opened.then(
      (device) => this.#opened(device, abort.signal),
      (error: unknown) => {
        if (!abort.signal.aborted) this.#failed(error);
      },
    );
  }

  async #calling<T>(call: () => Promise<T>): Promise<T> {
    const end = this.#parts.calling(this.berth.driver.manifest.id);
    try {
      return await call();
    } finally {
      end();
    }
  }

  #opened(device: Device, signal: AbortSignal) {
    // Aborted meanwhile: #close waits for this opening and closes what came of it.
    if (signal.aborted) return;
    this.#device = device;
    this.#capabilities = device.capabilities;
    this.#on({ type: "opened" });
    this.show();
    this.#after(limits.settleMs, { type: "settled" });
  }

  async #close() {
    const { deviceId } = this.berth;
    const opening = this.#opening;
    this.#opening = null;
    opening?.abort.abort(new DeviceError("device.gone", "the device is being closed", { subject: deviceId }));
    const close = async () => {
      const device = this.#device ?? (await opening?.settled);
      await device?.close();
    };
    const call = { what: "closing", subject: deviceId, timeoutMs: limits.closeTimeoutMs };
    await withDeadline(this.#parts.clock, call, close).catch((error: unknown) => this.#closeFailed(error));
    this.#device = null;
    this.#parts.releaseLeases(deviceId);
    this.#on({ type: "closed" });
  }

  /** An opening that had been given up came to something after all. */
  async #closeLate(device: Device) {
    await device.close().catch((error: unknown) => this.#closeFailed(error));
  }

  #closeFailed(error: unknown) {
    this.#parts.log.warn("a device did not close properly", { device: this.berth.deviceId, error: messageOf(error) });
  }

  #failed(error: unknown) {
    const { problem, retry } = problemOf(error);
    this.#parts.log.warn("device failed", { device: this.berth.deviceId, ...problem });
    if (this.#life.attempts === limits.resetAfter && unanswering.has(problem.code))
      this.#parts.resetPort(this.berth.descriptor, problem.message);
    this.#on({ type: "failed", problem, retry });
  }
}

/** Of a device that is there and does not behave; what is gone, busy or forbidden no reset mends. */
const unanswering: ReadonlySet<string> = new Set(["device.protocol", "device.timeout", "media.frozen"]);

const isRefusal = (error: unknown) =>
  error instanceof RoomkeeperError && (error.code === "intent.impossible" || error.code === "cancelled");

/** A shaken cable fails for ever, and no software mends it: after some tries people are told. */
function withHint({ problem, attempts }: Life): DeviceProblem | null {
  if (problem === null || attempts < limits.hintAfter) return problem;
  return { ...problem, message: `${problem.message}; failed again and again: check its cable, its port and its power` };
}

/** A driver's mistake is not ours: it costs its device, with its stack in the message for who mends it. */
function problemOf(error: unknown): { problem: DeviceProblem; retry: Retry } {
  if (error instanceof RoomkeeperError)
    return { problem: { code: error.code, message: error.message }, retry: error.retry };
  // Drivers of others have no class of ours; a code from the table says as much.
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  if (code.startsWith("device.") && Object.hasOwn(errorTable, code))
    return { problem: { code, message: messageOf(error) }, retry: errorTable[code as ErrorCode].retry };
  const place = error instanceof Error ? (error.stack?.split("\n")[1] ?? "").trim() : "";
  return { problem: { code: "programming", message: `${messageOf(error)} ${place}`.trim() }, retry: "later" };
}
