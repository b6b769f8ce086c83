import { join } from "node:path";
import type { DisplayCapability } from "../../../src/domain/capability.ts";
import type { LabDeviceHost } from "../lab/device-host.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { Vivid } from "../lab/vivid.ts";
import { untilTrue } from "../room/until.ts";
import { check } from "./check.ts";

const driver = "displays";
const hdmi = "hdmi-capture";
const tv = "tv";

/** cec-follower plays the TV: it takes some seconds to wake and to fall asleep. */
export const cecDisplay: Scenario = {
  name: "cec-display-asleep",
  symptom: "the display sleeps when the meeting starts and stays black, or the room believes that it is on",
  async run(lab) {
    const host = await lab.deviceHost();
    await host.configure({}, [hdmi]);
    const vivid = await Vivid.load(lab.guest);
    const logFile = join(lab.machine.folder, "tv.log");
    try {
      await lab.guest.run(`cec-ctl -d ${vivid.cec.tv} --tv --osd-name TV`);
      const command = ["cec-follower", "-d", vivid.cec.tv, "--standby", "-v", "-m"];
      await lab.guest.ask({ order: "start", name: tv, command, environment: {}, logFile });
      await host.configure({ [driver]: { cec: [vivid.cec.room] } }, [hdmi]);
      const { id } = (await host.ready(driver)).device;
      await told(host, "asleep", ({ power }) => power === "standby");
      await host.command(id, { type: "displayPower", on: true });
      await told(host, "on, by its own answer", ({ power, trouble }) => power === "on" && trouble === null);
      const heard = await lab.guest.run(`cat ${logFile}`);
      check(/New active source: 1\.0\.0\.0/.test(heard), "it shows the room's input", heard.slice(-1500));
      await host.command(id, { type: "displayPower", on: false });
      await told(host, "asleep again, by its own answer", ({ power }) => power === "standby");
    } finally {
      await host.configure({}, [hdmi]);
      await lab.guest.ask({ order: "signal", name: tv, signal: "SIGKILL" });
      await vivid.unload();
      await host.configure({});
    }
  },
};

function told(host: LabDeviceHost, what: string, fits: (display: DisplayCapability) => boolean): Promise<number> {
  return untilTrue(`the display is told: ${what}`, patienceMs(6000), () => {
    const display = host.devices.find((one) => one.driver === driver)?.capabilities.display;
    return display !== undefined && fits(display);
  });
}
