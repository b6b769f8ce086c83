import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HubKit } from "../../integration/hub/hub-kit.ts";
import { HubProcess } from "../../integration/hub/hub-process.ts";

const cli = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));

export interface LargeFleet {
  kit: HubKit;
  close: () => Promise<void>;
}

/** A hub process with so many simulated rooms in a process of their own, and its owner signed in. */
export async function startLargeFleet(rooms: number): Promise<LargeFleet> {
  const folder = await mkdtemp(join(tmpdir(), "rk-fleet-"));
  const hub = new HubProcess(join(folder, "hub"));
  await hub.start();
  const kit = new HubKit();
  kit.hub = hub.asHub;
  await kit.signInFirst();
  const scopes = ["trust:write", "rooms:write", "rooms:read"];
  const key = await kit.own<{ secret: string }>("POST", "/keys", { name: "Simulated rooms", scopes });
  const keyFile = join(folder, "key");
  await writeFile(keyFile, key.body.secret, { mode: 0o600 });
  const where = ["--hub", hub.url, "--pin", hub.pin, "--organisation", kit.organisation, "--key-file", keyFile];
  const args = ["--max-old-space-size=6000", cli, "fleet-simulator", ...where, "--rooms", String(rooms)];
  const simulator = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  await online(kit, rooms);
  return {
    kit,
    close: async () => {
      simulator.kill("SIGKILL");
      await hub.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** All but a hundredth: some simulated rooms are switched off. */
async function online(kit: HubKit, rooms: number): Promise<void> {
  for (let total = 0; total < rooms * 0.97; ) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const answer = await kit.own<{ total?: number }>("GET", "/rooms?search=online&limit=1");
    total = answer.body.total ?? 0;
    process.stderr.write(`${total} of ${rooms} rooms online\n`);
  }
}
