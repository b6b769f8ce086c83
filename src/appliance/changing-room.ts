import type { Appliance } from "../appliance.ts";
import { RoomkeeperError } from "../domain/errors.ts";
import type { Intent } from "../domain/intent.ts";
import type { Enrolment, RoomState } from "../domain/room-state.ts";
import type { RoomPort, SwitchedDisplay } from "../fleet/room-port.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { differLiveOnly } from "../settings/live.ts";
import { parseSettings } from "../settings/load.ts";

export interface ChangingRoomParts {
  /** The settings file: for messages and relative paths. */
  file: string;
  start: (settings: RoomSettings) => Promise<Appliance>;
  /** New settings are in use. */
  onSettings: (settings: RoomSettings) => void;
  clock: Clock;
  log: Log;
}

/** What runs: the text of the settings file and what the hub sets over it. */
export interface Running {
  text: string;
  managed: JsonObject;
  settings: RoomSettings;
}

const lookMs = 500;

/**
 * The room over changes of its settings: what is live is used at once, everything else builds the appliance anew, between meetings. To
 * the hub link it is one room that goes on.
 */
export class ChangingRoom implements RoomPort {
  readonly #parts: ChangingRoomParts;
  readonly #listeners = new Set<() => void>();
  #appliance: Appliance;
  #running: Running;
  #enrolment: Enrolment | null = null;
  #work: Promise<void> = Promise.resolve();
  #restarting = false;
  #stopWaiting = () => {};
  #stopListening = () => {};

  constructor(parts: ChangingRoomParts, appliance: Appliance, running: Running) {
    this.#parts = parts;
    this.#appliance = appliance;
    this.#running = running;
    this.#follow();
  }

  get panelUrl(): string {
    return this.#appliance.panelUrl;
  }

  get hubMeetings(): string[] {
    return this.#appliance.hubMeetings();
  }

  state(): RoomState {
    return this.#appliance.port.state();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async wish(intent: Intent): Promise<void> {
    if (this.#restarting) throw new RoomkeeperError("intent.impossible", "the room is just starting anew");
    await this.#appliance.port.wish(intent);
  }

  displays(): SwitchedDisplay[] {
    return this.#appliance.port.displays?.() ?? [];
  }

  testCall(): void {
    this.#appliance.port.testCall?.();
  }

  showEnrolment(enrolment: Enrolment | null): void {
    this.#enrolment = enrolment;
    this.#appliance.showEnrolment(enrolment);
  }

  settingsRefused(error: RoomkeeperError | null): void {
    this.#appliance.settingsRefused(error);
  }

  /** The settings file has changed; the new text is in use once nobody meets. */
  use(text: string): void {
    this.#stopWaiting();
    this.settingsRefused(null);
    if (text === this.#running.text) return;
    const change = () =>
      this.#change((running) => ({ ...running, text })).catch((error: unknown) =>
        this.settingsRefused(error as RoomkeeperError),
      );
    if (this.#usableAtOnce(text)) return void change();
    this.#stopWaiting = this.#parts.clock.every(lookMs, () => {
      if (this.#restarting || !this.#appliance.idle()) return;
      this.#stopWaiting();
      void change();
    });
  }

  /**
   * What the hub sets over the file, in use when it resolves.
   * @throws RoomkeeperError with what is wrong; the room then runs as before
   */
  manage(managed: JsonObject): Promise<void> {
    return this.#change((running) => ({ ...running, managed }));
  }

  /** @param comesBack see Appliance */
  async close(comesBack = false): Promise<void> {
    this.#stopWaiting();
    await this.#work;
    this.#stopListening();
    await this.#appliance.close(comesBack);
  }

  /** What cannot be read is told when its turn comes. */
  #usableAtOnce(text: string): boolean {
    try {
      return differLiveOnly(this.#running.settings, parseSettings(text, this.#parts.file, this.#running.managed));
    } catch (error) {
      if (error instanceof RoomkeeperError) return false;
      throw error;
    }
  }

  #change(changed: (running: Running) => Omit<Running, "settings">): Promise<void> {
    return this.#queue(async () => {
      const { text, managed } = changed(this.#running);
      const next = { text, managed, settings: parseSettings(text, this.#parts.file, managed) };
      if (!differLiveOnly(this.#running.settings, next.settings)) return await this.#replace(next);
      this.#running = next;
      this.#appliance.adopt(next.settings);
      this.#parts.onSettings(next.settings);
    });
  }

  /** One change after the other. */
  #queue(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }

  async #replace(next: Running): Promise<void> {
    const { log, start, onSettings } = this.#parts;
    this.#restarting = true;
    try {
      this.#stopListening();
      await this.#appliance.close();
      await this.#begin(() => start(next.settings));
      this.#running = next;
      log.info("new settings are used");
      onSettings(next.settings);
    } catch (error) {
      if (!(error instanceof RoomkeeperError)) throw error;
      // Good to read, but they do not work here (a port that is taken): back to those that did.
      log.error("the new settings do not work; back to the last good ones", { detail: error.message });
      await this.#begin(() => start(this.#running.settings));
      this.settingsRefused(error);
      throw error;
    } finally {
      this.#restarting = false;
    }
  }

  async #begin(start: () => Promise<Appliance>): Promise<void> {
    this.#appliance = await start();
    this.#appliance.showEnrolment(this.#enrolment);
    this.#follow();
    for (const listener of this.#listeners) listener();
  }

  #follow(): void {
    this.#stopListening = this.#appliance.port.onChange(() => {
      for (const listener of this.#listeners) listener();
    });
  }
}
