import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../../src/platform/paths.ts";
import { type StartedProcess, startProcess } from "../processes/started-process.ts";
import { untilAnswers } from "../processes/until.ts";
import { agendaFor } from "./agenda.ts";
import { missingParts } from "./devices.ts";
import type { Ports } from "./ports.ts";
import { type RunFacts, writeSettings } from "./settings.ts";
import type { Sfu } from "./sfu.ts";

const root = join(import.meta.dirname, "../..");

/** The name, on the LiveKit server, of the meeting that the agenda begins with. */
const meeting = "design-review";

/** As the service is started (systemd/roomkeeper-room.service tells why). */
const serviceFlags = ["--max-semi-space-size=1"];
const serviceEnvironment = () => ({
  MALLOC_ARENA_MAX: "2",
  NODE_COMPILE_CACHE: join(cacheFolder(process.env), "compiled"),
});

export interface TrialRoom {
  process: StartedProcess;
  panelUrl: string;
  displayUrl: string;
  guestUrl: string;
  apiUrl: string;
  meeting: string;
}

export interface RoomToStart {
  /** For its settings, state and log; made when it is not there. */
  folder: string;
  ports: Ports;
  sfu: Omit<Sfu, "process">;
  onStart: (room: StartedProcess) => void;
  hub?: RunFacts["hub"];
  /** Changes to config/try.yaml. */
  further?: NonNullable<RunFacts["further"]>;
}

/** Starts the room daemon with a copy of config/try.yaml and waits until it is ready. */
export async function startRoom({ folder, ports, sfu, onStart, hub, further = [] }: RoomToStart): Promise<TrialRoom> {
  const panelPort = await ports.tcp(8420);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await writeSettings(join(root, "config/try.yaml"), folder, {
    panelPort,
    livekitUrl: sfu.url,
    apiKey: sfu.apiKey,
    apiSecret: sfu.apiSecret,
    hub,
    standIns: await missingParts(),
    agenda: agendaFor(Date.now(), `https://meet.example.org/rooms/${meeting}`),
    further,
  });
  const command = [process.execPath, ...serviceFlags, join(root, "src/cli.ts"), "room", "--config", file];
  const room = startProcess("room daemon", command, {
    logFile: join(folder, "room.log"),
    env: { ...process.env, ...serviceEnvironment(), XDG_STATE_HOME: join(folder, "state") },
  });
  onStart(room);
  const origin = `http://127.0.0.1:${panelPort}`;
  await untilAnswers(`${origin}/readyz`, room, 120_000);
  const at = (path: string) => `${origin}/${path}`;
  return {
    process: room,
    panelUrl: at("panel"),
    displayUrl: at("display"),
    guestUrl: at("guest"),
    apiUrl: at("api"),
    meeting,
  };
}
