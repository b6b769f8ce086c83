import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { agendaFor } from "../../../scripts/trial/agenda.ts";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import type { Intent } from "../../../src/domain/intent.ts";
import type { DeviceState, RoomState } from "../../../src/domain/room-state.ts";
import type { RunningLiveKit } from "../../integration/support/livekit-server.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Machine } from "../vm/machine.ts";
import { programFile } from "../vm/programs.ts";
import { StateFeed } from "./state-feed.ts";
import { untilTrue } from "./until.ts";

const isReady = ({ phase }: DeviceState) => phase === "ready" || phase === "active";

const name = "room";
const linkHost = "meet.example.org";
/** The meeting of all scenarios, on the LiveKit server: the room's agenda begins with it. */
export const meetingName = "lab";
/** Emulated processors take half a minute for what others do in two seconds. */
const startTimeoutMs = 120_000;

/** The whole room daemon in the guest, spoken to from the host as its pages do. */
export class LabRoom {
  readonly feed: StateFeed;
  /** Its pages, from the host. */
  readonly pages: { panelUrl: string; displayUrl: string; apiUrl: string };
  readonly #machine: Machine;
  readonly #settings: object;

  private constructor(machine: Machine, origin: string, feed: StateFeed, settings: object) {
    this.#machine = machine;
    this.pages = { panelUrl: `${origin}/panel`, displayUrl: `${origin}/display`, apiUrl: `${origin}/api` };
    this.feed = feed;
    this.#settings = settings;
  }

  /** Starts it and waits until it is ready. @throws RoomkeeperError with the place of its log */
  static async start(machine: Machine, server: RunningLiveKit, port: number): Promise<LabRoom> {
    const { folder, guest } = machine;
    const settings = settingsFor(server, port);
    const file = join(folder, "room.yaml");
    await writeFile(join(folder, "secret"), server.apiSecret);
    await writeFile(join(folder, "agenda.ics"), agendaFor(Date.now(), `https://${linkHost}/rooms/${meetingName}`));
    await writeFile(file, stringify(settings));
    const logFile = join(folder, "room.log");
    await guest.ask({
      order: "start",
      name,
      // As the service is started (systemd/roomkeeper-room.service).
      command: [process.execPath, "--max-semi-space-size=1", programFile("room"), "room", "--config", file],
      environment: { MALLOC_ARENA_MAX: "2", XDG_STATE_HOME: "/run/room-state" },
      logFile,
    });
    const origin = `http://127.0.0.1:${port}`;
    await untilTrue(`the room is ready (its log: ${logFile})`, startTimeoutMs, async () => {
      const end = guest.endOf(name);
      if (end !== null) throw new RoomkeeperError("process.crashed", `the room daemon ended (${end}); log: ${logFile}`);
      const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(() => null);
      return answer?.ok === true;
    });
    return new LabRoom(machine, origin, await StateFeed.open(port), settings);
  }

  get state(): RoomState {
    return this.feed.state;
  }

  /** Until it has a camera, a microphone, a speaker and keys that are ready. */
  async equipped(): Promise<void> {
    const isUsed = (role: string) => this.state.devices.some(({ roles }) => roles.some((one) => one === role));
    const all = () => ["camera", "microphone", "speaker"].every(isUsed) && this.state.devices.every(isReady);
    await this.feed.until("camera, microphone, speaker", all, patienceMs(10_000));
  }

  async leave(): Promise<void> {
    if (this.state.meeting !== null) await this.wish({ type: "leave" });
    await this.feed.until("no meeting", ({ meeting }) => meeting === null, patienceMs(3000));
  }

  /** By a panel. @throws RoomkeeperError with the room's answer when it refuses */
  wish(intent: Intent): Promise<void> {
    return this.feed.wish(intent);
  }

  /** Process ids in the guest by what they run, such as "device-host/main.ts". */
  async processes(program: string): Promise<number[]> {
    const { output } = await this.#machine.guest.tryRun(`pgrep -f ${program}`);
    return output.split("\n").filter(Boolean).map(Number);
  }

  /** Further settings for drivers; taken over while the room is in no meeting. */
  async useDrivers(drivers: Record<string, object>): Promise<void> {
    const devices = { drivers: { ...baseDrivers, ...drivers } };
    await writeFile(join(this.#machine.folder, "room.yaml"), stringify({ ...this.#settings, devices }));
  }

  stop(): void {
    this.feed.close();
  }
}

/** Sound that an emulated processor fetches late. */
const baseDrivers = { "alsa-audio": { bufferMs: 1000 }, "hdmi-capture": { bufferMs: 1000 } };

/** As little work as the settings allow: an emulated processor encodes small pictures only. */
const settingsFor = ({ url, apiKey }: RunningLiveKit, port: number) => ({
  room: { name: "Lab", zone: "UTC" },
  panel: { host: "0.0.0.0", port },
  services: [{ kind: "livekit", url, apiKey, apiSecretFile: "secret", linkHosts: [linkHost] }],
  calendar: { sources: [{ kind: "ics", name: "Lab", file: "agenda.ics" }] },
  media: {
    camera: { quality: "180p10", simulcast: false },
    audio: { echoCancellation: "off", noiseSuppression: false, gainControl: false },
  },
  devices: { drivers: baseDrivers },
});
