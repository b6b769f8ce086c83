import { connect } from "node:net";
import { isAbsolute, join } from "node:path";

/** Where windows appear. */
export type Desktop = { kind: "x11"; display: string } | { kind: "wayland"; socket: string };

/**
 * The display of the settings, else that of the daemon's surroundings: X first, since there the panel can move the pointer
 * (a Wayland compositor with Xwayland offers both). Null when there is none.
 */
export function desktopOf(setting: string | null, env: NodeJS.ProcessEnv): Desktop | null {
  const name = setting ?? env.DISPLAY ?? env.WAYLAND_DISPLAY ?? "";
  if (name === "") return null;
  if (xDisplay.test(name)) return { kind: "x11", display: name };
  const folder = env.XDG_RUNTIME_DIR;
  if (isAbsolute(name)) return { kind: "wayland", socket: name };
  return folder ? { kind: "wayland", socket: join(folder, name) } : null;
}

const xDisplay = /^([\w.-]*):(\d{1,5})(?:\.\d+)?$/;

/** Whether somebody serves this display now: an X server that starts after the daemon is found the next time. */
export async function isServed(desktop: Desktop): Promise<boolean> {
  for (const address of addressesOf(desktop)) if (await answers(address)) return true;
  return false;
}

type Address = { path: string } | { host: string; port: number };

function addressesOf(desktop: Desktop): Address[] {
  if (desktop.kind === "wayland") return [{ path: desktop.socket }];
  const [, host = "", number = "0"] = xDisplay.exec(desktop.display) ?? [];
  if (host !== "" && host !== "unix") return [{ host, port: 6000 + Number(number) }];
  const path = `/tmp/.X11-unix/X${number}`;
  // The abstract socket is there, too, for programs that have a /tmp of their own.
  return [{ path }, { path: `\0${path}` }];
}

function answers(address: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...address, timeout: 2000 });
    const end = (there: boolean) => {
      socket.destroy();
      resolve(there);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}

/** What programs need of the daemon's surroundings to show and play something; nothing else of it reaches them. */
export function desktopEnvironment(desktop: Desktop, env: NodeJS.ProcessEnv): Record<string, string> {
  const names = ["PATH", "LANG", "LC_ALL", "TZ", "XDG_RUNTIME_DIR", "PULSE_SERVER", "XAUTHORITY"];
  const passed = Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  if (desktop.kind === "wayland") return { ...passed, WAYLAND_DISPLAY: desktop.socket };
  // HOME changes for the browser: the X key that stands there by default is named.
  const key = env.XAUTHORITY ?? (env.HOME ? join(env.HOME, ".Xauthority") : undefined);
  return { ...passed, DISPLAY: desktop.display, ...(key === undefined ? {} : { XAUTHORITY: key }) };
}
