import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MediaSources } from "../../../src/domain/media.ts";
import { arecordArguments } from "../../../src/meeting-worker/audio/microphone-capture.ts";
import { aplayArguments } from "../../../src/meeting-worker/audio/speaker-playback.ts";
import { strongestTone } from "../../simulators/participant/tone.ts";
import { joinOrder, media } from "../support/bench-media.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { WorkerUnderTest } from "../support/meeting-worker.ts";
import { OtherParticipant } from "../support/participant.ts";
import { eventually } from "../support/processes.ts";
import { tokenFor } from "../support/tokens.ts";

const simulated = fileURLToPath(new URL("../../simulators/alsa", import.meta.url));
const plain = { ...media, audio: { echoCancellation: "off", noiseSuppression: false, gainControl: false } } as const;

let server: RunningLiveKit;
let folder: string;
let worker: WorkerUnderTest;
let guest: OtherParticipant;

beforeAll(async () => {
  server = await startLiveKit();
});
afterAll(() => server?.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "roomkeeper-alsa."));
  const path = `${simulated}:${dirname(process.execPath)}:${process.env.PATH}`;
  worker = new WorkerUnderTest({ PATH: path, FAKE_SPEAKER: join(folder, "played.raw") });
  guest = new OtherParticipant();
});
afterEach(async () => {
  await worker.stop();
  await guest.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sourcesOf = (pcm: string): MediaSources => ({
  camera: null,
  microphone: { deviceId: "m", title: "M", recipe: { kind: "alsa", pcm, channels: 2, echoCancelled: false } },
  speaker: { deviceId: "s", title: "S", recipe: { kind: "alsa", pcm: "speaker", channels: 2 } },
});

async function meet(room: string, pcm: string): Promise<void> {
  const tone = { hertz: 660, level: 0.3 };
  await guest.join({ url: server.url, token: await tokenFor(server, "guest", room), send: { tone } });
  const order = joinOrder(server.url, await tokenFor(server, "room", room), sourcesOf(pcm), { media: plain });
  worker.tell({ ...order, cameraOn: false });
  await worker.until("connected");
}

/** The tone in the newest part of what the speaker was given; left channel. */
function toneInSpeaker(): number {
  const file = join(folder, "played.raw");
  if (!existsSync(file)) return 0;
  const bytes = readFileSync(file);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 4));
  const samples = Float64Array.from({ length: 8192 }, (_, at) => {
    const offset = whole.length - (8192 - at) * 4;
    return offset < 0 ? 0 : whole.readInt16LE(offset) / 32_768;
  });
  return strongestTone(samples);
}

describe("a sound card", () => {
  it("is heard by the others, and plays them to the room", async () => {
    await meet("card", "microphone");
    await guest.measureUntil(({ sounds: [sound] }) => Math.abs((sound?.toneHertz ?? 0) - 523) < 2);
    await worker.untilSource("speaker", "on");
    await eventually("the guest's tone comes out of the speaker", () => Math.abs(toneInSpeaker() - 660) < 2);
  });

  it("that somebody else holds is told as busy, and the room still hears", async () => {
    await meet("busy", "busy");
    expect(await worker.untilSource("microphone", "failed")).toMatchObject({ code: "device.busy" });
    await worker.untilSource("speaker", "on");
  });

  it("that is unplugged is told, and comes back by itself", async () => {
    await meet("unplugged", "unplugged");
    await worker.untilSource("microphone", "on");
    const failed = await worker.untilSource("microphone", "failed");
    expect(failed).toMatchObject({ code: "device.gone" });
    await worker.untilSource("microphone", "on", worker.heard.all.indexOf(failed));
  });
});

describe("the real tools of alsa-utils", () => {
  const run = promisify(execFile);
  it("arecord takes our arguments and writes raw samples", async () => {
    const { stdout } = await run("arecord", [...arecordArguments({ pcm: "null", channels: 2 }), "-d", "1"], {
      encoding: "buffer",
    });
    expect(stdout.length).toBeGreaterThanOrEqual(48_000 * 4);
  });

  it("aplay takes our arguments", async () => {
    const played = run("aplay", aplayArguments({ pcm: "null", channels: 2 }));
    played.child.stdin?.end(Buffer.alloc(48_000));
    await played;
  });
});
