import type { Scenario } from "../lab/scenario.ts";
import { check } from "./check.ts";

/** Native code that crashes is started anew so quickly that the scenarios before may not notice. */
export const nothingCrashed: Scenario = {
  name: "nothing-crashed",
  symptom: "a program crashed (SIGSEGV and its like) while all went on, and nobody looked where",
  async run(lab) {
    const { output } = await lab.guest.tryRun("dmesg | grep -E 'segfault at|traps: |general protection|Out of memory'");
    check(output === "", "the kernel saw no crash and no lack of memory", output);
    const cores = await lab.guest.tryRun(`ls ${lab.machine.folder} | grep ^core`);
    check(cores.output === "", "nobody left a core", cores.output);
  },
};
