import type { DeviceCommand } from "../../domain/device-command.ts";
import { messageOf } from "../../domain/errors.ts";
import type { Device } from "../../driver-contract/index.ts";
import { readCapabilities } from "../../protocol/device-host.ts";
import type { Verdict } from "./checks.ts";
import { type Claimed, Stand, type Trouble } from "./stand.ts";

const limits = { openMs: 60_000, commandMs: 3_000, closeMs: 1_500 };

/** What a call comes to while time passes: its result, its error, or nothing. */
type Outcome<T> = { type: "done"; value: T } | { type: "failed"; error: unknown } | { type: "hangs" };

async function outcomeOf<T>(stand: Stand, call: () => Promise<T>, withinMs: number): Promise<Outcome<T>> {
  let outcome: Outcome<T> = { type: "hangs" };
  Promise.try(call).then(
    (value) => {
      outcome = { type: "done", value };
    },
    (error: unknown) => {
      outcome = { type: "failed", error };
    },
  );
  await stand.clock.pass(withinMs);
  return outcome;
}

const room = {
  meeting: "in",
  microphone: false,
  camera: true,
  sharing: false,
  canShare: true,
  volumePercent: 40,
  ringing: false,
  occupied: true,
  joinable: null,
  meetNow: false,
} as const;

const commands: readonly DeviceCommand[] = [
  { type: "show", room },
  { type: "displayPower", on: true },
  { type: "displayInput", input: "hdmi1" },
  { type: "ptzMove", motion: { pan: 0.5, tilt: 0, zoom: 0 } },
  { type: "ptzMove", motion: { pan: 0, tilt: 0, zoom: 0 } },
  { type: "ptzHome" },
  { type: "ptzPreset", action: "store", number: 1 },
  { type: "ptzPreset", action: "recall", number: 2 },
  { type: "cameraControl", name: "brightness", value: 1 },
  { type: "cameraDefaults" },
  { type: "relay", on: true },
];

/** A stand with its device open; a verdict when it does not open. */
async function opened(claimed: Claimed): Promise<{ stand: Stand; device: Device } | string> {
  const stand = new Stand(claimed);
  const outcome = await outcomeOf(stand, () => stand.open(), limits.openMs);
  if (outcome.type === "done") return { stand, device: outcome.value };
  stand.unplug();
  return outcome.type === "hangs" ? "open never ends" : `open fails: ${messageOf(outcome.error)}`;
}

/** Runs a check on an open device, and closes it in any case. */
async function withDevice(
  claimed: Claimed,
  check: (stand: Stand, device: Device) => Promise<Verdict>,
): Promise<Verdict> {
  const result = await opened(claimed);
  if (typeof result === "string") return result;
  const { stand, device } = result;
  try {
    return await check(stand, device);
  } finally {
    stand.unplug();
    await outcomeOf(stand, () => device.close(), limits.closeMs);
  }
}

export const openVerdict = (claimed: Claimed) =>
  withDevice(claimed, (_, device) => {
    if (device.id !== "check") return Promise.resolve(`the device has the id ${device.id} instead of the claim's`);
    return Promise.resolve(capabilitiesVerdict(device.capabilities));
  });

function capabilitiesVerdict(capabilities: unknown): Verdict {
  try {
    readCapabilities(capabilities);
  } catch (error) {
    return messageOf(error);
  }
  return Object.keys(capabilities as object).length === 0 ? "the device can do nothing: it has no capability" : null;
}

export const commandVerdict = (claimed: Claimed) =>
  withDevice(claimed, async (stand, device) => {
    const { command } = device;
    const { indicators, keys } = device.capabilities;
    if (command === undefined) return indicators || keys ? "it has indicators or keys, but takes no commands" : null;
    for (const one of commands) {
      const outcome = await outcomeOf(stand, () => command.call(device, structuredClone(one)), limits.commandMs);
      if (outcome.type === "hangs") return `the command ${one.type} takes longer than ${limits.commandMs} ms`;
      if (outcome.type === "failed" && codeOf(outcome.error) === "")
        return `the command ${one.type} throws an error without a code: ${messageOf(outcome.error)}`;
    }
    return null;
  });

const codeOf = (error: unknown) => String((error as { code?: unknown } | null)?.code ?? "");

/** Any bytes may come: half messages, other devices' messages, noise. */
export const babbleVerdict = (claimed: Claimed) =>
  withDevice(claimed, async (stand) => {
    let seed = 1;
    const next = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed;
    };
    for (let message = 0; message < 300; message++) {
      const bytes = Uint8Array.from({ length: next() % 80 }, () => next() & 0xff);
      try {
        stand.say(bytes);
      } catch (error) {
        return `it throws when it hears nonsense (${Buffer.from(bytes).toString("hex")}): ${messageOf(error)}`;
      }
    }
    await stand.clock.pass(1_000);
    return null;
  });

export async function closeVerdict(claimed: Claimed): Promise<Verdict> {
  const result = await opened(claimed);
  if (typeof result === "string") return result;
  const { stand, device } = result;
  stand.unplug();
  for (const time of ["first", "second", "third"]) {
    const outcome = await outcomeOf(stand, () => device.close(), limits.closeMs);
    if (outcome.type === "hangs") return `the ${time} close takes longer than ${limits.closeMs} ms`;
    if (outcome.type === "failed") return `the ${time} close throws: ${messageOf(outcome.error)}`;
  }
  return null;
}

/** A line that breaks while the device is open must be told, once it is known. */
export const lostVerdict = (claimed: Claimed) =>
  withDevice(claimed, async (stand) => {
    try {
      stand.lose();
    } catch (error) {
      return `it throws when its line breaks: ${messageOf(error)}`;
    }
    await stand.clock.pass(60_000);
    return null;
  });

/** Unplugged, or silent, at each call of a port that opening makes. */
export async function unplugVerdict(claimed: Claimed): Promise<Verdict> {
  const result = await opened(claimed);
  if (typeof result === "string") return result;
  const steps = result.stand.calls;
  result.stand.unplug();
  await outcomeOf(result.stand, () => result.device.close(), limits.closeMs);
  for (let atCall = 0; atCall < steps; atCall++)
    for (const kind of ["gone", "silent"] as const) {
      const verdict = await troubleVerdict(claimed, { atCall, kind });
      if (verdict !== null) return `${kind === "gone" ? "unplugged" : "silent"} at call ${atCall + 1}: ${verdict}`;
    }
  return null;
}

async function troubleVerdict(claimed: Claimed, trouble: Trouble): Promise<Verdict> {
  const stand = new Stand(claimed, trouble);
  const opening = stand.open();
  const before = await outcomeOf(stand, () => opening, 2_000);
  stand.unplug();
  const after = before.type === "hangs" ? await outcomeOf(stand, () => opening, 2_000) : before;
  if (after.type === "failed" && codeOf(after.error) === "" && after.error instanceof TypeError)
    return `open throws a mistake of its own: ${messageOf(after.error)}`;
  if (after.type !== "done") return null;
  const closing = await outcomeOf(stand, () => after.value.close(), limits.closeMs);
  return closing.type === "done" ? null : "close does not end";
}
