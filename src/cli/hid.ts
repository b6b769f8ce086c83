import { describeHid, type HidDescription } from "../../drivers/hid-speakerphone/describe.ts";
import { readDescriptor } from "./hid/descriptor-file.ts";

const usage = "usage: roomkeeper hid describe FILE|/dev/hidrawN [--json]\n";

/** `roomkeeper hid describe`: keys and lamps that a HID device has, from its report descriptor. */
export async function runHid(args: string[]): Promise<number> {
  const isJson = args.includes("--json");
  const [action, file, ...more] = args.filter((arg) => arg !== "--json");
  if (action !== "describe" || file === undefined || file.startsWith("--") || more.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  const { bytes, notes } = await readDescriptor(file);
  for (const note of notes) process.stderr.write(`${file}: ${note}\n`);
  const description = describeHid(bytes);
  process.stdout.write(isJson ? `${JSON.stringify(description, null, 1)}\n` : inWords(description));
  return 0;
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
