import { RoomkeeperError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { AssistedSettings } from "../settings/assisted.ts";
import { BrowserWindow, type WindowSurroundings } from "./browser-window.ts";
import { type Desktop, desktopOf, isServed } from "./desktop.ts";
import type { OrderedWindow, WindowHandlers, WindowOrder, WindowPort, WindowReadiness } from "./ports.ts";
import { forgetProfile, profileFolder, profilesFolder } from "./profile.ts";
import { BrowserVersions, findBrowser, findProgram } from "./programs.ts";

interface WindowsPorts {
  settings: AssistedSettings;
  language: () => "en" | "zh";
  stateFolder: string;
  env: NodeJS.ProcessEnv;
  clock: Clock;
  log: Log;
}

/** Windows of this computer. What it offers is looked up anew each time: displays and browsers come and go. */
export class Windows implements WindowPort {
  readonly #ports: WindowsPorts;
  readonly #versions: BrowserVersions;
  #found: { browser: string; desktop: Desktop; xdotool: string | null; setpriv: string | null } | null = null;

  constructor(ports: WindowsPorts) {
    this.#ports = ports;
    this.#versions = new BrowserVersions(ports.log);
  }

  /** Erases what windows of an earlier start have left, when nothing is to be kept. */
  async forgetAll(): Promise<void> {
    const { settings, stateFolder } = this.#ports;
    if (!settings.keepSignIn) await forgetProfile(profilesFolder(stateFolder));
  }

  async readiness(): Promise<WindowReadiness> {
    const { settings, env } = this.#ports;
    if (!settings.enabled) return { window: "off", browser: null, pointer: false };
    const path = await findBrowser(settings.browser, env);
    const browser = path === null ? null : await this.#versions.titleOf(path);
    const desktop = desktopOf(settings.display, env);
    if (desktop === null || !(await isServed(desktop))) return { window: "no-display", browser, pointer: false };
    if (path === null) return { window: "no-browser", browser, pointer: false };
    const xdotool = desktop.kind === "x11" ? await findProgram("xdotool", env) : null;
    this.#found = { browser: path, desktop, xdotool, setpriv: await findProgram("setpriv", env) };
    return { window: "ready", browser, pointer: xdotool !== null };
  }

  open(order: WindowOrder, handlers: WindowHandlers): OrderedWindow {
    if (this.#found === null) throw new RoomkeeperError("assisted.window", "no display or no browser was found yet");
    const { settings, stateFolder, language, env, clock, log } = this.#ports;
    const surroundings: WindowSurroundings = {
      ...this.#found,
      profile: profileFolder(stateFolder, order.service),
      keep: settings.keepSignIn,
      language: language(),
      env,
      clock,
      log,
    };
    return new BrowserWindow(surroundings, order, handlers);
  }
}
