import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProcess } from "../../../scripts/processes/started-process.ts";
import { untilAnswers } from "../../../scripts/processes/until.ts";
import { cacheFolder } from "../../../src/platform/paths.ts";
import { bundlePrograms, programFile } from "./programs.ts";

const root = join(import.meta.dirname, "../../..");

/** Node's compile cache for the guest: of use wherever the same Node reads the same files, so each checkout has its own. */
export const compiledFolder = () => join(cacheFolder(process.env), "kernel-lab", `compiled-${shortHash(root)}`);

const shortHash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/**
 * Starts the room daemon on this computer for a moment, without devices, and ends it: what its processes compiled is then there for
 * the guest, which would take half a minute for it.
 */
export async function warmUp(): Promise<void> {
  await bundlePrograms();
  const folder = await mkdtemp(join(tmpdir(), "roomkeeper-lab-warm-"));
  const port = await freePort();
  const off = Object.fromEntries(
    ["uvc-camera", "hdmi-capture", "alsa-audio", "hid-speakerphone", "stream-deck"].map((id) => [id, { off: true }]),
  );
  const settings = { room: { name: "Lab" }, panel: { port }, devices: { drivers: off } };
  // JSON is YAML.
  await writeFile(join(folder, "room.yaml"), JSON.stringify(settings));
  const command = [
    process.execPath,
    "--max-semi-space-size=1",
    programFile("room"),
    "room",
    "--config",
    join(folder, "room.yaml"),
  ];
  const env = { ...process.env, NODE_COMPILE_CACHE: compiledFolder(), XDG_STATE_HOME: folder };
  const room = startProcess("room daemon", command, { logFile: join(folder, "room.log"), env });
  await untilAnswers(`http://127.0.0.1:${port}/readyz`, room, 60_000);
  await room.stop(10_000);
  await rm(folder, { recursive: true, force: true });
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
