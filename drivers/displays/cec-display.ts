import type { DisplayCapability } from "../../src/domain/capability.ts";
import { RoomkeeperError } from "../../src/domain/errors.ts";
import type { Claim, Device, DriverContext } from "../../src/driver-contract/index.ts";

const askEveryMs = 30_000;
const lookAgainMs = 2_000;
/** A display that has not obeyed by then was asked in vain. */
const patienceMs = 30_000;

/** A display on HDMI-CEC. What it was told is not believed: its power is asked afterwards. */
export async function openCecDisplay({ deviceId, descriptor }: Claim, context: DriverContext): Promise<Device> {
  const { transports, clock, observe, fail } = context;
  const port = await transports.cec(descriptor.node);
  let state: DisplayCapability = { power: await port.power(), input: null, inputs: [], trouble: null };
  const learn = (next: DisplayCapability) => {
    if (JSON.stringify(next) !== JSON.stringify(state))
      observe({ type: "capabilities", capabilities: { display: next } });
    state = next;
  };
  const ask = async () => learn({ ...state, power: await port.power() });
  const verify = async (on: boolean, untilMs: number): Promise<void> => {
    await ask();
    if (isThere(state.power, on)) return learn({ ...state, trouble: null });
    if (clock.monotonicMs() >= untilMs)
      return learn({ ...state, trouble: `it was asked to go ${on ? "on" : "to standby"} and does not` });
    clock.after(lookAgainMs, () => void verify(on, untilMs).catch(fail));
  };
  clock.every(askEveryMs, () => void ask().catch(fail));
  return {
    id: deviceId,
    capabilities: { display: state },
    configure: () => Promise.resolve(),
    async command(command) {
      if (command.type !== "displayPower")
        throw new RoomkeeperError("intent.impossible", `a display on CEC cannot do ${command.type}`);
      await port.setPower(command.on);
      clock.after(lookAgainMs, () => void verify(command.on, clock.monotonicMs() + patienceMs).catch(fail));
    },
    close: () => Promise.resolve(),
  };
}

/** A display on its way to standby may be stopped, and is no sleeping one yet. One that does not answer any more sleeps. */
const isThere = (power: DisplayCapability["power"], on: boolean) =>
  on ? power === "on" : power !== "on" && power !== "warming" && power !== "cooling";
