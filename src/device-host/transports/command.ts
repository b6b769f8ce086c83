import { execFile } from "node:child_process";
import { DeviceError } from "../../domain/errors.ts";
import { patient } from "../../platform/patience.ts";

export interface CommandLimits {
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface CommandResult {
  /** null when it was ended by a signal, the time limit included. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Debian package of each program, for the message when it is missing. */
const packages: Readonly<Record<string, string>> = {
  "v4l2-ctl": "v4l-utils",
  "cec-ctl": "v4l-utils",
  "gst-launch-1.0": "gstreamer1.0-tools",
  udevadm: "udev",
};

export function missingProgram(program: string, subject: string): DeviceError {
  const message = `the program ${program} is not installed: apt-get install ${packages[program] ?? program}`;
  return new DeviceError("device.tool", message, { subject });
}

/**
 * Runs a short program to its end. A non-zero exit is an answer, not an error.
 * @throws DeviceError device.tool when it is not installed, device.timeout when it is too slow, the signal's reason
 */
export function runCommand(program: string, args: readonly string[], limits: CommandLimits): Promise<CommandResult> {
  const subject = args.at(-1) ?? program;
  return new Promise((resolve, reject) => {
    const options = { timeout: patient(limits.timeoutMs), killSignal: "SIGKILL", maxBuffer: 4 * 1024 * 1024 } as const;
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      limits.signal?.removeEventListener("abort", kill);
      if (limits.signal?.aborted) return reject(limits.signal.reason as Error);
      if ((error as NodeJS.ErrnoException | null)?.code === "ENOENT") return reject(missingProgram(program, subject));
      if (error?.killed === true)
        return reject(
          new DeviceError("device.timeout", `${program} did not end within ${limits.timeoutMs} ms`, { subject }),
        );
      resolve({ exitCode: child.exitCode, stdout, stderr });
    });
    const kill = () => void child.kill("SIGKILL");
    limits.signal?.addEventListener("abort", kill, { once: true });
  });
}
