import { access, constants } from "node:fs/promises";
import { DeviceError, messageOf } from "../../domain/errors.ts";

/** @throws DeviceError device.gone or device.permission, with how to mend it */
export async function requireAccess(node: string): Promise<void> {
  await access(node, constants.R_OK | constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new DeviceError("device.gone", `${node} is not there`, { subject: node });
    const mend = "install systemd/60-roomkeeper.rules, or put the daemon's user into the groups video and audio";
    throw new DeviceError("device.permission", `${node} may not be opened (${error.code}): ${mend}`, { subject: node });
  });
}

/**
 * Loads a native package when it is first needed: a room without such hardware never loads it, and one where it cannot be
 * loaded works without it.
 * @throws DeviceError device.tool
 */
export async function loadNative<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const [first] = messageOf(error).split("\n");
    const message = `the package ${name} cannot be loaded (${first}): npm rebuild ${name} on this computer`;
    throw new DeviceError("device.tool", message, { subject: name, cause: error });
  }
}

/** What a line throws or tells, as an error of ours. Some libraries tell a plain string. */
export function lineError(subject: string, thrown: unknown): DeviceError {
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  const known = code !== undefined && code in kinds ? kinds[code as keyof typeof kinds] : "device.gone";
  return new DeviceError(known, `${subject}: ${messageOf(thrown)}`, { subject, cause: thrown });
}

const kinds = {
  EACCES: "device.permission",
  EPERM: "device.permission",
  EBUSY: "device.busy",
  EADDRINUSE: "device.busy",
  ETIMEDOUT: "device.timeout",
  EHOSTUNREACH: "device.timeout",
} as const;
