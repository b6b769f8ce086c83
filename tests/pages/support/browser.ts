import { type Browser, chromium } from "playwright-core";

/** A moving test picture and a beeping microphone in place of devices, and the whole screen when a share is asked for. */
export const fakeDevices = [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--auto-select-desktop-capture-source=Entire screen",
];

/** A real Chromium: the system's, or the one that ROOMKEEPER_CHROMIUM names. */
export function launchBrowser(extra: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.ROOMKEEPER_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...extra,
    ],
  });
}

export const sizes = {
  panel: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  display: { width: 1920, height: 1080 },
} as const;
