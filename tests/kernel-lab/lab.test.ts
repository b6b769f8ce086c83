import { afterAll, beforeAll, onTestFailed, test } from "vitest";
import { Lab } from "./lab/lab.ts";
import { chosenScenarios } from "./scenarios/catalog.ts";

let lab: Lab;
let failed = false;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(async () => {
  // A machine that never came up has told so already.
  if (lab === undefined) return;
  console.log(lab.numbers.table());
  await lab.stop(failed);
  if (failed) console.log(`logs of the room, the machine's console and the participant: ${lab.machine.folder}`);
});

for (const { name, symptom, run } of chosenScenarios(process.env.ROOMKEEPER_LAB_SCENARIOS ?? "")) {
  test(`${name}: ${symptom}`, async () => {
    onTestFailed(() => {
      failed = true;
    });
    await run(lab);
  });
}
