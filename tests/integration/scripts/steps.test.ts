import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRunning, processTree } from "../../../scripts/processes/process-tree.ts";
import { until } from "../../../scripts/processes/until.ts";

const lib = join(import.meta.dirname, "../../../scripts/lib/all.sh");
let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), "roomkeeper-steps-"));
});
afterEach(() => rm(cache, { recursive: true }));

/** A script that runs steps, as scripts/try does. */
function script(lines: string): ChildProcess {
  const program = `set -uo pipefail; source ${lib}; end_steps_on_signals; ${lines}`;
  return spawn("bash", ["-c", program], {
    env: { ...process.env, ROOMKEEPER_CACHE: cache },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
}

const sleepers = (child: ChildProcess) =>
  until("the step's programs", 90_000, () => {
    const tree = processTree(child.pid ?? 0);
    return tree.length >= 4 ? tree : null;
  });

describe("steps of the scripts", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s during a step leaves nothing running", async (signal, code) => {
    const child = script(`need "long step" bash -c 'sleep 600 & sleep 600'`);
    const tree = await sleepers(child);
    process.kill(child.pid ?? 0, signal);
    expect(await once(child, "exit")).toEqual([code, null]);
    expect(tree.filter(isRunning)).toEqual([]);
  });

  it("a step that fails names its log and ends the script, with the step's last words", async () => {
    const child = script(`need "doomed step" bash -c 'echo the disk is full; exit 3'; echo went on`);
    const [out, err, [code]] = await Promise.all([
      text(child.stdout as NodeJS.ReadableStream as never),
      text(child.stderr as NodeJS.ReadableStream as never),
      once(child, "exit"),
    ]);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toContain("the disk is full");
    expect(err).toContain(join(cache, "logs/doomed-step.log"));
  });

  it("a step stops at its first error, whoever called it", async () => {
    const child = script(`step "no node" locked x false && echo went on`);
    const out = text(child.stdout as NodeJS.ReadableStream as never);
    await once(child, "exit");
    expect(await out).toBe("");
  });

  it("two scripts at once build one thing one after the other", async () => {
    const order = join(cache, "order");
    const build = `need "build" locked thing bash -c 'echo begin >>${order}; sleep 0.2; echo end >>${order}'`;
    const both = [script(build), script(build)];
    await Promise.all(both.map((child) => once(child, "exit")));
    const reader = spawn("cat", [order]);
    expect(await text(reader.stdout)).toBe("begin\nend\nbegin\nend\n");
  });
});
