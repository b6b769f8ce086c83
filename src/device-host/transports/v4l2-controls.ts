import type { CameraControl } from "../../domain/capability.ts";
import { DeviceError } from "../../domain/errors.ts";
import { runCommand } from "./command.ts";

const program = "v4l2-ctl";
const timeoutMs = 2_500;

/** Controls with the driver's own ranges. Asking changes nothing, and works while somebody else streams. */
export async function v4l2Controls(node: string, signal: AbortSignal): Promise<CameraControl[]> {
  const args = ["--list-ctrls-menus", "-d", node];
  const { exitCode, stdout, stderr } = await runCommand(program, args, { timeoutMs, signal });
  if (exitCode === 0) return parseControls(stdout);
  throw refused(node, stderr);
}

/** @throws DeviceError device.protocol with what the camera says */
export async function setV4l2Controls(
  node: string,
  values: Readonly<Record<string, number>>,
  signal: AbortSignal,
): Promise<void> {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${Math.round(value)}`);
  if (pairs.length === 0) return;
  const args = ["--set-ctrl", pairs.join(","), "-d", node];
  const { exitCode, stderr } = await runCommand(program, args, { timeoutMs, signal });
  if (exitCode !== 0 || stderr.trim() !== "") throw refused(node, stderr);
}

const refused = (node: string, stderr: string) =>
  new DeviceError("device.protocol", `${node}: ${stderr.trim().slice(0, 300)}`, { subject: node });

const line = /^\s*(\w+) 0x[0-9a-f]{8} \((int|bool|menu|intmenu)\)\s*:\s*(.*)$/;

/** Reads `v4l2-ctl --list-ctrls-menus`. Controls of other kinds (buttons, strings, bitmasks) are left out. */
export function parseControls(text: string): CameraControl[] {
  const controls: CameraControl[] = [];
  // Choices belong to the control above them, also when that one is left out.
  let options: CameraControl["options"] = [];
  for (const one of text.split("\n")) {
    const option = /^\s+(\d+): (.*)$/.exec(one);
    if (option) options.push({ value: Number(option[1]), title: (option[2] ?? "").trim() });
    else if (/ 0x[0-9a-f]{8} \(/.test(one)) {
      options = [];
      const control = controlOf(one, options);
      if (control !== null) controls.push(control);
    }
  }
  return controls;
}

function controlOf(text: string, options: CameraControl["options"]): CameraControl | null {
  const [, name = "", type = "", rest = ""] = line.exec(text) ?? [];
  if (name === "") return null;
  const number = (key: string, otherwise: number) =>
    Number(new RegExp(`\\b${key}=(-?\\d+)`).exec(rest)?.[1] ?? otherwise);
  const flags = /flags=(.*)$/.exec(rest)?.[1] ?? "";
  if (/disabled|write-only|read-only/.test(flags)) return null;
  return {
    name,
    kind: type === "bool" ? "boolean" : type === "int" ? "integer" : "menu",
    minimum: number("min", 0),
    maximum: number("max", 1),
    step: number("step", 1),
    default: number("default", 0),
    value: number("value", 0),
    inactive: /inactive/.test(flags),
    options,
  };
}
