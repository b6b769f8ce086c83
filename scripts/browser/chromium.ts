import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { ConfigError } from "../../src/domain/errors.ts";
import { type StartedProcess, startProcess } from "../processes/started-process.ts";
import { until } from "../processes/until.ts";

export interface StartedBrowser {
  process: StartedProcess;
  browser: Browser;
  context: BrowserContext;
}

const programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A browser that looks at this computer only, without a window, fake camera and microphone allowed at once. */
const flags = [
  "--headless=new",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
  "--remote-debugging-port=0",
];

/**
 * Starts Chromium as a program of its own, so that its whole process tree can be measured and ended.
 * @param folder for its profile and log
 * @throws ConfigError when there is none; RoomkeeperError when it does not start
 */
export async function startBrowser(
  folder: string,
  name: string,
  onStart: (started: StartedProcess) => void,
  extraFlags: string[] = [],
): Promise<StartedBrowser> {
  const program = programs.find((path) => existsSync(path));
  if (program === undefined) throw new ConfigError("config.invalid", "there is no Chromium: apt-get install chromium");
  const profile = join(folder, name);
  // Chromium's sandbox refuses to run for root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const command = [program, ...flags, ...sandbox, ...extraFlags, `--user-data-dir=${profile}`, "about:blank"];
  const started = startProcess(name, command, { logFile: join(folder, `${name}.log`) });
  onStart(started);
  const endpoint = await until(`${name} (its log: ${started.logFile})`, 30_000, async () => {
    const [port, path] = (await readFile(join(profile, "DevToolsActivePort"), "utf8")).split("\n");
    return port && path ? `ws://127.0.0.1:${port}${path}` : null;
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  return { process: started, browser, context: context ?? (await browser.newContext()) };
}
