import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { isRunning, processTree } from "../../../scripts/processes/process-tree.ts";
import type { CheckReport } from "../../../scripts/trial/check/judge.ts";
import { livekitProgram } from "../support/livekit-server.ts";

const program = join(import.meta.dirname, "../../../scripts/trial/main.ts");
const running: ChildProcess[] = [];

/** What scripts/try starts once everything is installed. */
function trial(...args: string[]): ChildProcess {
  const env = { ...process.env, LIVEKIT_SERVER: livekitProgram() };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ["ignore", "pipe", "ignore"] });
  running.push(child);
  return child;
}

async function lastLine(child: ChildProcess): Promise<string> {
  let last = "";
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) last = line;
  return last;
}

async function firstLine(child: ChildProcess): Promise<Record<string, string>> {
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), "line")) as [string];
  return JSON.parse(line) as Record<string, string>;
}

/** The hub's own authority is known to no program of this computer. */
function pageAt(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false }, (response) => resolve(text(response))).on("error", reject);
  });
}

/** The private folder, as the processes' arguments name it; those that have ended meanwhile name none. */
function folderOf(pid: number): string[] {
  const file = `/proc/${pid}/cmdline`;
  const found = existsSync(file) ? /\/[^\0]*\/roomkeeper-[^/\0]+/.exec(readFileSync(file, "utf8")) : null;
  return found === null ? [] : [found[0]];
}

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});

describe("scripts/try, once everything is installed", () => {
  it("tells other programs where everything is, in one line", async () => {
    const addresses = await firstLine(trial("--json"));
    expect(Object.keys(addresses).sort()).toEqual(
      ["apiKey", "apiSecret", "apiUrl", "displayUrl", "guestUrl", "livekitUrl", "meeting", "panelUrl"].sort(),
    );
    for (const page of ["panelUrl", "displayUrl", "guestUrl"]) {
      expect((await fetch(addresses[page] ?? "")).status, page).toBe(200);
    }
    const state = (await (await fetch(`${addresses.apiUrl}/state`)).json()) as { agenda: { joinable: boolean }[] };
    expect(state.agenda.some(({ joinable }) => joinable)).toBe(true);
  });

  it("--hub: the room is managed and holds no secret, its meetings work, and a one-time link leads into the console", async () => {
    const child = trial("--hub", "--json");
    const { hubUrl = "", consoleUrl = "", signInUrl = "", apiUrl } = await firstLine(child);
    const [folder = ""] = processTree(child.pid ?? 0).flatMap(({ pid }) => folderOf(pid));
    expect(existsSync(join(folder, "secret"))).toBe(false);
    expect(readFileSync(join(folder, "room.yaml"), "utf8")).not.toContain("apiKey");
    expect(signInUrl.startsWith(`${hubUrl}/welcome#`)).toBe(true);
    expect(await pageAt(consoleUrl)).toContain("<title>Roomkeeper</title>");
    const joined = await fetch(`${apiUrl}/intents`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "join", room: "design-review" }),
    });
    expect(joined.status).toBe(202);
    const meeting = async () => {
      const state = (await (await fetch(`${apiUrl}/state`)).json()) as { meeting: { phase: string } | null };
      return state.meeting?.phase;
    };
    await expect.poll(meeting).toBe("connected");
  });

  it("a second one beside the first steps over the ports that are taken", async () => {
    const [one, other] = [await firstLine(trial("--json")), await firstLine(trial("--json"))];
    expect(other.panelUrl).not.toBe(one.panelUrl);
    expect(other.livekitUrl).not.toBe(one.livekitUrl);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s ends the server, the room and all below it, and leaves no file", async (signal, code) => {
    const child = trial("--json");
    await firstLine(child);
    const tree = processTree(child.pid ?? 0);
    const folders = tree.flatMap(({ pid }) => folderOf(pid));
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([code, null]);
    expect(tree.filter(isRunning)).toEqual([]);
    expect(folders.length).toBeGreaterThan(0);
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
  });

  it("--check sees a tap lead to a meeting in which both sides are seen and heard", async () => {
    const child = trial("--check");
    const [line, [code]] = await Promise.all([lastLine(child), once(child, "exit")]);
    const report = JSON.parse(line) as CheckReport;
    // How fast it was says nothing about the code when the computer is busy.
    // The encoder of a busy computer sends smaller pictures, too.
    const timeless = report.requirements.filter(
      ({ name, wanted }) => !wanted.endsWith(" ms") && !/^(width|height|frames a second)/.test(name),
    );
    expect(timeless.filter(({ ok }) => !ok)).toEqual([]);
    expect(timeless.length).toBeGreaterThan(6);
    expect(code).toBe(report.ok ? 0 : 1);
  });
});
