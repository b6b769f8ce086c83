import { execFileSync } from "node:child_process";
import { getPriority } from "node:os";
import { expect, it } from "vitest";

const module = JSON.stringify(new URL("../../../src/platform/priority.ts", import.meta.url).href);

/** Runs in a process of its own: its priority is not that of the tests. */
const run = (command: string[], code: string): unknown => {
  const [program = "", ...before] = command;
  return JSON.parse(execFileSync(program, [...before, "--input-type=module", "-e", code], { encoding: "utf8" }));
};

it("work that can wait gives the priority back, in its own thread only", () => {
  const thread = `
    import { parentPort } from "node:worker_threads";
    import { getPriority } from "node:os";
    const { preferThreadNoMore } = await import(${module});
    preferThreadNoMore();
    parentPort.postMessage(getPriority());`;
  const code = `
    import { Worker } from "node:worker_threads";
    import { getPriority } from "node:os";
    const { preferThisProcess } = await import(${module});
    preferThisProcess({ debug: () => {} });
    const before = getPriority();
    const worker = new Worker(new URL("data:text/javascript," + encodeURIComponent(${JSON.stringify(thread)})));
    worker.on("message", (inThread) => console.log(JSON.stringify({ before, after: getPriority(), inThread })));`;
  const { before, after, inThread } = run([process.execPath], code) as Record<string, number>;
  expect(after).toBe(before);
  // Without rights there was nothing to give back.
  expect(inThread).toBe(Math.max(0, before ?? 0));
});

it("a program that was started with less priority keeps it, and does not fail", () => {
  const code = `
    import { getPriority } from "node:os";
    const { preferThreadNoMore } = await import(${module});
    preferThreadNoMore();
    console.log(getPriority());`;
  expect(run(["nice", "-n", "7", process.execPath], code)).toBe(Math.min(19, getPriority() + 7));
});
