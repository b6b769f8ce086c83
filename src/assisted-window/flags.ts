import type { MediaSources } from "../domain/media.ts";
import type { Desktop } from "./desktop.ts";

export interface FlagContext {
  profile: string;
  /** What the browser opens. */
  entry: string;
  desktop: Desktop;
  /** The display's size in pixels, where known: without a window manager nobody else makes the window that large. */
  size: { width: number; height: number } | null;
  sources: Pick<MediaSources, "microphone" | "speaker">;
  language: "en" | "zh";
}

/**
 * Chromium's command line: an ordinary browser that fills the display. Nothing that lets a program steer it (no remote
 * debugging, no automation), and nothing that weakens it (the sandbox stays).
 */
export function chromiumFlags({ profile, entry, desktop, size, sources, language }: FlagContext): string[] {
  return [
    `--user-data-dir=${profile}`,
    `--app=${entry}`,
    "--kiosk",
    "--class=roomkeeper-window",
    `--ozone-platform=${desktop.kind}`,
    ...(size === null ? [] : ["--window-position=0,0", `--window-size=${size.width},${size.height}`]),
    ...alsaFlags(sources),
    `--lang=${language === "zh" ? "zh-CN" : "en-GB"}`,
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--hide-crash-restore-bubble",
    // Nobody is there to unlock a keyring.
    "--password-store=basic",
    "--overscroll-history-navigation=0",
    "--disable-pinch",
  ];
}

/** The room's own microphone and speaker, where no sound server decides (with PulseAudio or PipeWire these say nothing). */
function alsaFlags({ microphone, speaker }: FlagContext["sources"]): string[] {
  const input = microphone?.recipe.kind === "alsa" ? [`--alsa-input-device=${microphone.recipe.pcm}`] : [];
  const output = speaker?.recipe.kind === "alsa" ? [`--alsa-output-device=${speaker.recipe.pcm}`] : [];
  return [...input, ...output];
}
