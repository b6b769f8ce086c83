import type { DisplayCapability } from "../../../src/domain/capability.ts";
import { MdcDisplay } from "../emulators/serial/mdc-display.ts";
import { SerialAdapter } from "../emulators/serial/serial-adapter.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { untilTrue } from "../room/until.ts";
import { check } from "./check.ts";

const driver = "displays";
const identity = {
  ...{ ids: "0403:6015", version: 0x0100, manufacturer: "Acme", product: "Lab Serial", serial: "LABSER0001" },
};
const serial = "/dev/ttyACM0";
const settings = { displays: [{ name: "Front", protocol: "samsung-mdc", serial, input: "hdmi1" }] };

export const serialDisplay: Scenario = {
  name: "serial-display",
  symptom:
    "a display at a serial port that echoes, talks nonsense or sleeps is told as being on, or is given up for ever",
  async run(lab) {
    const host = await lab.deviceHost();
    await lab.guest.run("modprobe cdc-acm");
    const display = new MdcDisplay();
    const adapter = await lab.plug(new SerialAdapter(identity, display.peer), 6);
    try {
      await lab.guest.run(`for i in $(seq 200); do [ -e ${serial} ] && exit 0; sleep 0.1; done; exit 1`);
      await host.configure({ [driver]: settings });
      const { id } = (await host.ready(driver)).device;
      const told = (what: string, fits: (display: DisplayCapability) => boolean) =>
        untilTrue(`the display is told: ${what}`, patienceMs(8000), () => {
          const now = host.devices.find((one) => one.driver === driver)?.capabilities.display;
          return now !== undefined && fits(now);
        });
      const power = (on: boolean) => host.command(id, { type: "displayPower", on });
      await told("asleep", (now) => now.power === "off");
      display.temper = "echo";
      await power(true);
      await told("on", (now) => now.power === "on" && now.trouble === null);
      check(display.isOn, "it was really switched on", display);
      for (const temper of ["nonsense", "silent"] as const) {
        display.temper = temper;
        await power(false);
        await told(`${temper} is trouble, and no state`, (now) => now.power === null && now.trouble !== null);
        check(display.isOn, "nothing was switched behind its back", display);
      }
      display.temper = "well";
      await power(false);
      await told("well again, and off", (now) => now.power === "off" && now.trouble === null);
    } finally {
      await host.configure({});
      adapter.close();
    }
  },
};
