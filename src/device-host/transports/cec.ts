import { DeviceError } from "../../domain/errors.ts";
import type { CecPort, CecPower } from "../../driver-contract/index.ts";
import { requireAccess } from "./access.ts";
import { runCommand } from "./command.ts";

const timeoutMs = 5_000;
const display = ["--to", "0"];

/** HDMI-CEC through the kernel and cec-ctl. @throws DeviceError */
export async function openCec(node: string, signal: AbortSignal): Promise<CecPort> {
  await requireAccess(node);
  const run = async (args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await runCommand("cec-ctl", ["-d", node, ...args], { timeoutMs, signal });
    if (exitCode === 0) return stdout;
    throw new DeviceError("device.protocol", `cec-ctl: ${(stderr || stdout).trim().slice(0, 300)}`, { subject: node });
  };
  const about = await run(["--playback", "--osd-name", "Roomkeeper"]);
  if (!hasAddress(about))
    throw new DeviceError("device.gone", `${node} has no display: nothing is connected, or its CEC is off`, {
      subject: node,
    });
  return {
    power: async () => parseCecPower(await run([...display, "--give-device-power-status"])),
    async setPower(on) {
      await run(on ? [...display, "--image-view-on"] : [...display, "--standby"]);
      if (on) await run(["--active-source", `phys-addr=${physicalAddress(about)}`]);
    },
  };
}

/** An adapter whose wire leads nowhere has the address f.f.f.f. */
export const hasAddress = (about: string) => !["", "f.f.f.f"].includes(physicalAddress(about));

const physicalAddress = (about: string) =>
  /Physical Address\s*:\s*([0-9a-f](?:\.[0-9a-f]){3})/i.exec(about)?.[1]?.toLowerCase() ?? "";

/** Null when no display answered. */
export function parseCecPower(text: string): CecPower | null {
  const state = /pwr-state:\s*(on|standby|to-on|to-standby)\b/.exec(text)?.[1];
  if (state === "to-on") return "warming";
  if (state === "to-standby") return "cooling";
  return (state as "on" | "standby" | undefined) ?? null;
}
