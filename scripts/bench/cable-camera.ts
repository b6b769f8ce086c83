import { clipOfTalkingHead } from "../../drivers/bench/driver.ts";
import type { Driver } from "../../src/driver-contract/index.ts";

/**
 * A driver as others write them, for the bench: a camera that is there while its node is there, and shows the bench's picture. "Home"
 * kills the process of all drivers, as native code does when it goes wrong.
 */
export const driver: Driver<object> = {
  manifest: {
    id: "bench-cable-camera",
    title: "Camera of the bench, at a cable",
    rules: [{ subsystem: "video4linux", title: "Camera of the bench" }],
    settings: { type: "object", additionalProperties: false, properties: {} },
    // The first opening paints the picture.
    openTimeoutMs: 60_000,
  },
  match: ({ subsystem, facts }) =>
    subsystem === "video4linux" && facts.role === "capture" ? { score: 90, why: "the bench's camera" } : null,
  async open({ deviceId, wishes: { cameraSize } }, { transports }) {
    const mode = { format: "mjpeg", ...cameraSize, framesPerSecond: 30 } as const;
    const path = await transports.clip(clipOfTalkingHead(mode));
    return {
      id: deviceId,
      capabilities: {
        camera: { video: { kind: "clip", path, mode, stamp: true }, modes: [mode], choice: "its only one" },
        ptz: { pan: true, tilt: true, zoom: true, presets: [] },
      },
      configure: () => Promise.resolve(),
      command({ type }) {
        if (type === "ptzHome") process.kill(process.pid, "SIGSEGV");
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
  },
};
