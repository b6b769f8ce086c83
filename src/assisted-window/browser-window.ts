import { type ChildProcess, spawn } from "node:child_process";
import type { PointerAction } from "../domain/assisted.ts";
import { messageOf, RoomkeeperError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { redact } from "../platform/redact.ts";
import { type Desktop, desktopEnvironment } from "./desktop.ts";
import { openDoorway } from "./doorway.ts";
import { chromiumFlags } from "./flags.ts";
import type { OrderedWindow, WindowEnd, WindowHandlers, WindowOrder } from "./ports.ts";
import { endGroup } from "./process-group.ts";
import { forgetProfile, prepareProfile } from "./profile.ts";
import { XPointer } from "./x-pointer.ts";

export interface WindowSurroundings {
  browser: string;
  desktop: Desktop;
  /** Null: the panel cannot move the pointer here. */
  xdotool: string | null;
  /** util-linux's setpriv, which lets the browser end with the daemon; null where it is missing. */
  setpriv: string | null;
  profile: string;
  keep: boolean;
  language: "en" | "zh";
  env: NodeJS.ProcessEnv;
  clock: Clock;
  log: Log;
}

/** A browser that has not asked for its first page by then is given up. */
const openWithinMs = 40_000;
/** Chromium saves and ends on SIGTERM in well under a second; a hung one is killed. */
const politeMs = 3000;
const goneWithinMs = 5000;

/**
 * One Chromium for one meeting, from the order until no process of it is left. Invariants: `onEnd` comes once, after
 * everything is gone; after `close` nothing is started any more.
 */
export class BrowserWindow implements OrderedWindow {
  readonly #with: WindowSurroundings;
  readonly #handlers: WindowHandlers;
  readonly #ended: Promise<void>;
  #child: ChildProcess | null = null;
  #pointer: XPointer | null = null;
  #opened = false;
  #closing = false;
  #closeNow: () => void = () => {};

  constructor(surroundings: WindowSurroundings, order: WindowOrder, handlers: WindowHandlers) {
    this.#with = surroundings;
    this.#handlers = handlers;
    this.#ended = this.#run(order);
  }

  close(): Promise<void> {
    this.#closing = true;
    this.#closeNow();
    return this.#ended;
  }

  point(action: PointerAction): void {
    if (this.#pointer === null) {
      throw new RoomkeeperError("intent.impossible", "the panel cannot move the pointer of this display");
    }
    this.#pointer.do(action);
  }

  async #run(order: WindowOrder): Promise<void> {
    const end = await this.#live(order).catch(
      (error: unknown): WindowEnd => ({
        how: this.#closing ? "closed" : "failed",
        detail: messageOf(error),
      }),
    );
    await this.#tidy();
    this.#handlers.onEnd(this.#closing ? { how: "closed", detail: "" } : end);
  }

  async #live(order: WindowOrder): Promise<WindowEnd> {
    const { profile, keep, xdotool, desktop, env, log } = this.#with;
    // The part of GTK that takes letters by their numbers, whatever input methods this computer has.
    const letters = xdotool === null ? {} : { GTK_IM_MODULE: "gtk-im-context-simple" };
    const surroundings = { ...desktopEnvironment(desktop, env), HOME: profile, ...letters };
    await prepareProfile(profile, { url: order.url, hosts: order.hosts, keep });
    const pointerPorts = xdotool === null ? null : { xdotool, env: desktopEnvironment(desktop, env), log };
    const size = pointerPorts === null ? null : await XPointer.size(pointerPorts);
    const doorway = await openDoorway(order.url, () => this.#passed());
    try {
      if (this.#closing) return { how: "closed", detail: "" };
      if (pointerPorts !== null) this.#pointer = new XPointer(pointerPorts);
      const { language } = this.#with;
      const flags = chromiumFlags({
        profile,
        entry: doorway.entry,
        desktop,
        size,
        sources: order.sources,
        language,
      });
      return await this.#browse(flags, surroundings);
    } finally {
      doorway.close();
    }
  }

  /** Runs the browser until it ends. */
  #browse(flags: string[], env: Record<string, string>): Promise<WindowEnd> {
    const { browser, setpriv, clock } = this.#with;
    // The kernel ends the browser when the daemon dies, however it dies.
    const [program, ...before] = setpriv === null ? [browser] : [setpriv, "--pdeathsig", "KILL", "--", browser];
    const child = spawn(program as string, [...before, ...flags], {
      env,
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#child = child;
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
    const kill = () => child.kill("SIGKILL");
    const stops: (() => void)[] = [clock.after(openWithinMs, () => this.#opened || kill())];
    this.#closeNow = () => {
      child.kill("SIGTERM");
      stops.push(clock.after(politeMs, kill));
    };
    return new Promise((resolve) => {
      const over = (why: string, code: number | null) => {
        for (const stop of stops) stop();
        resolve(this.#endOf(why, code, said));
      };
      child.once("error", (error) => over(error.message, null));
      child.once("exit", (code, signal) => over(signal === null ? `exit ${code}` : `signal ${signal}`, code));
    });
  }

  #endOf(why: string, code: number | null, said: string): WindowEnd {
    const lastWords = redact(said.trim().split("\n").at(-1) ?? "", 300);
    if (!this.#opened)
      return { how: "failed", detail: `the browser ended before it showed the page: ${why} ${lastWords}` };
    // Somebody closed it at the window: a browser that is told to close ends with 0.
    if (code === 0) return { how: "closed", detail: "" };
    return { how: "lost", detail: `the browser ended by itself: ${why}` };
  }

  #passed(): void {
    if (this.#opened) return;
    this.#opened = true;
    // Somewhere where it is seen.
    this.#pointer?.do({ action: "move", dx: 1, dy: 1 });
    if (!this.#closing) this.#handlers.onOpen();
  }

  async #tidy(): Promise<void> {
    const { clock, log, keep, profile } = this.#with;
    this.#pointer?.close();
    this.#pointer = null;
    const group = this.#child?.pid;
    if (group !== undefined) {
      const gone = await endGroup(group, clock, goneWithinMs);
      if (!gone) log.error("processes of a window do not end; its devices may stay taken", { group });
    }
    if (keep) return;
    await forgetProfile(profile).catch((error: unknown) =>
      log.error("traces of a window cannot be erased", { profile, detail: messageOf(error) }),
    );
  }
}
