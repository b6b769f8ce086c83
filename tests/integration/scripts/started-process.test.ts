import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRunning, type ProcessInfo, processTree } from "../../../scripts/processes/process-tree.ts";
import { startProcess } from "../../../scripts/processes/started-process.ts";
import { until } from "../../../scripts/processes/until.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "roomkeeper-started-"));
});
afterEach(() => rm(folder, { recursive: true }));

const treeOf = (pid: number, size: number): Promise<ProcessInfo[]> =>
  until(`${size} processes`, 90_000, () => {
    const tree = processTree(pid);
    return tree.length >= size ? tree : null;
  });

const nameOf = async (pid = 0) => (await readFile(`/proc/${pid}/comm`, "utf8")).trim();

describe("programs that a trial has started", () => {
  it("end with all they started, also what left their process group", async () => {
    const command = ["bash", "-c", "setsid sleep 600 & sleep 600 & wait"];
    const started = startProcess("tree", command, { logFile: join(folder, "log") });
    const tree = await treeOf(started.pid, 3);
    await started.stop(300);
    expect(tree.filter(isRunning)).toEqual([]);
  });

  it("end when they do not listen", async () => {
    const command = ["bash", "-c", "trap '' TERM; echo deaf; while :; do sleep 600; done"];
    const started = startProcess("deaf", command, { logFile: join(folder, "log") });
    const tree = await treeOf(started.pid, 2);
    await started.stop(200);
    expect(tree.filter(isRunning)).toEqual([]);
  });

  it("end when the trial itself is killed outright", async () => {
    const program = join(import.meta.dirname, "programs/start-and-wait.ts");
    const trial = spawn(process.execPath, [program, folder], { stdio: "ignore" });
    const tree = await treeOf(trial.pid ?? 0, 2);
    // It is told to end with its parent just before it becomes the program.
    await until("the sleeper", 90_000, async () => ((await nameOf(tree.at(-1)?.pid)) === "sleep" ? true : null));
    trial.kill("SIGKILL");
    await once(trial, "exit");
    await until("the end of what it started", 90_000, () => (tree.some(isRunning) ? null : true));
  });
});
