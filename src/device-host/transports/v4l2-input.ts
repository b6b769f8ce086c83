import { spawn } from "node:child_process";
import { DeviceError } from "../../domain/errors.ts";
import type { InputSignal, V4l2Port, VideoInput } from "../../driver-contract/index.ts";
import { runCommand } from "./command.ts";

const program = "v4l2-ctl";
const timeoutMs = 2_500;
/** A node without such events ends the waiting at once: asked again no sooner than this. */
const waitAgainMs = 10_000;

type InputPort = Pick<V4l2Port, "input" | "useTimings" | "edid" | "setEdid" | "onInputChange">;

/** A receiver's input: timings, EDID, source changes, by v4l2-ctl. */
export function inputPort(node: string, signal: AbortSignal): InputPort {
  const run = (args: readonly string[]) => runCommand(program, [...args, "-d", node], { timeoutMs, signal });
  const must = async (args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await run(args);
    const said = `${stdout}\n${stderr}`.trim();
    if (exitCode === 0 && !/VIDIOC_\w+: failed|failed: /i.test(stderr)) return stdout;
    const code = /Device or resource busy/i.test(said) ? "device.busy" : "device.protocol";
    throw new DeviceError(code, `${node}: ${said.slice(0, 300)}`, { subject: node });
  };
  return {
    async input() {
      const { exitCode, stdout, stderr } = await run(["--query-dv-timings"]);
      return parseInput(exitCode, `${stdout}\n${stderr}`);
    },
    async useTimings() {
      await must(["--set-dv-bt-timings", "query"]);
    },
    async edid() {
      const { exitCode, stdout } = await run(["--get-edid", "pad=0,format=hex"]);
      return exitCode === 0 ? parseHexBytes(stdout) : new Uint8Array();
    },
    async setEdid() {
      await must(["--set-edid", "pad=0,type=hdmi"]);
    },
    onInputChange: (changed) => waitForChanges(node, changed, signal),
  };
}

/** ENOLINK: no cable or source. ENOLCK: not stable yet. ERANGE: out of the receiver's range. */
export function parseInput(exitCode: number | null, text: string): VideoInput | null {
  const without = (signal: InputSignal) => ({ signal, width: 0, height: 0, framesPerSecond: 0 });
  if (/Link has been severed/i.test(text)) return without("none");
  if (/No locks available/i.test(text)) return without("unstable");
  if (/Numerical result out of range/i.test(text)) return without("unsupported");
  const number = (name: string) => Number(new RegExp(`${name}:\\s*(\\d+)`).exec(text)?.[1] ?? 0);
  const [width, height] = [number("Active width"), number("Active height")];
  if (exitCode !== 0 || width === 0) return null;
  const [, rate = "0", per] = /\(([\d.]+) (frames|fields) per second\)/.exec(text) ?? [];
  const interlaced = /Frame format:\s*interlaced/i.test(text);
  // Two fields make a frame.
  const framesPerSecond = per === "fields" ? Number(rate) / 2 : Number(rate);
  return { signal: "present", width, height, framesPerSecond, ...(interlaced ? { interlaced } : {}) };
}

/** Bytes in a text of hexadecimal pairs; other lines are passed over. */
export function parseHexBytes(text: string): Uint8Array {
  const lines = text.split("\n").filter((line) => /^\s*([0-9a-f]{2}\s+)*[0-9a-f]{2}\s*$/i.test(line));
  return Uint8Array.from(
    lines.flatMap((line) => line.trim().split(/\s+/)),
    (pair) => Number.parseInt(pair, 16),
  );
}

/** A child waits for the kernel's event: no polling, and no thread of this process. It dies with this process. */
function waitForChanges(node: string, changed: () => void, signal: AbortSignal): void {
  const wait = () => {
    if (signal.aborted) return;
    const args = ["--pdeathsig", "KILL", program, "-d", node, "--wait-for-event=source_change=0"];
    const child = spawn("setpriv", args, { stdio: "ignore" });
    const kill = () => void child.kill("SIGKILL");
    signal.addEventListener("abort", kill, { once: true });
    // Without v4l2-ctl or setpriv the driver still looks every second.
    child.on("error", () => undefined);
    const startedMs = performance.now();
    child.on("close", (code) => {
      signal.removeEventListener("abort", kill);
      if (signal.aborted) return;
      const isEvent = code === 0 && performance.now() - startedMs > 20;
      if (isEvent) changed();
      setTimeout(wait, isEvent ? 0 : waitAgainMs).unref();
    });
  };
  wait();
}
