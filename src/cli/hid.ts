import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { describeHid, type HidDescription } from "../../drivers/hid-speakerphone/describe.ts";
import { ConfigError, messageOf } from "../domain/errors.ts";

const usage = "usage: roomkeeper hid describe FILE|/dev/hidrawN [--json]\n";

/** `roomkeeper hid describe`: keys and lamps that a HID device has, from its report descriptor. */
export async function runHid(args: string[]): Promise<number> {
  const isJson = args.includes("--json");
  const [action, file, ...more] = args.filter((arg) => arg !== "--json");
  if (action !== "describe" || file === undefined || file.startsWith("--") || more.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  const description = describeHid(await readDescriptor(file));
  process.stdout.write(isJson ? `${JSON.stringify(description, null, 1)}\n` : inWords(description));
  return 0;
}

/** A device's descriptor is in sysfs, readable by everybody; the device itself need not be opened. */
async function readDescriptor(file: string): Promise<Uint8Array> {
  const path = /^\/dev\/hidraw\d+$/.test(file) ? `/sys/class/hidraw/${basename(file)}/device/report_descriptor` : file;
  try {
    return fromHex(await readFile(path));
  } catch (error) {
    throw new ConfigError("config.unreadable", `${path}: ${messageOf(error)}`, { subject: path });
  }
}

/** The bytes themselves, or the same written in hexadecimal, as descriptors are passed around in reports. */
function fromHex(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes)
    .toString("latin1")
    .replaceAll(/0x|[\s,]/gi, "");
  return text.length >= 4 && /^([0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, "hex") : bytes;
}

function inWords(description: HidDescription): string {
  const { telephony, muteButton, muteLed, offHookLed, controls } = description;
  const yes = (is: boolean) => (is ? "yes" : "no");
  const head = `telephony ${yes(telephony)}, mute button ${muteButton}, mute lamp ${yes(muteLed)}, off-hook lamp ${yes(offHookLed)}`;
  const rows = controls.map(
    ({ usage: name, direction, reportId, bitOffset, bitSize, relative }) =>
      `  ${direction.padEnd(8)} report ${String(reportId).padEnd(4)} bit ${String(bitOffset).padEnd(5)} ${String(bitSize).padEnd(3)} ${relative ? "press" : "state"}  ${name}`,
  );
  return `${[head, ...rows].join("\n")}\n`;
}
