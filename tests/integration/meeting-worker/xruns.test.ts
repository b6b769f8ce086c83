import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { joinOrder } from "../support/bench-media.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { WorkerUnderTest } from "../support/meeting-worker.ts";
import { tokenFor } from "../support/tokens.ts";

const simulated = fileURLToPath(new URL("../../simulators/alsa", import.meta.url));

let server: RunningLiveKit;
let worker: WorkerUnderTest;

beforeAll(async () => {
  server = await startLiveKit();
  worker = new WorkerUnderTest({ PATH: `${simulated}:${dirname(process.execPath)}:${process.env.PATH}` });
});
afterAll(async () => {
  await worker?.stop();
  await server?.stop();
});

it("a card that was not served in time is counted, so that IT sees a computer that is too busy", async () => {
  const recipe = { kind: "alsa", pcm: "neglected", channels: 2, echoCancelled: true } as const;
  const sources = { camera: null, microphone: { deviceId: "m", title: "M", recipe }, speaker: null };
  worker.tell({ ...joinOrder(server.url, await tokenFor(server, "room", "xruns"), sources), cameraOn: false });
  const { statistics } = await worker.until("statistics", (report) => report.statistics.microphoneXruns >= 2);
  expect(statistics).toMatchObject({ microphoneXruns: 2, speakerXruns: 0 });
});
