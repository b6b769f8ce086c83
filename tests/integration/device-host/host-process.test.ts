import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { captureInfo, DeviceTree, metadataInfo } from "../../simulators/device-tree.ts";
import { HostChild } from "./host-child.ts";

let tree: DeviceTree;
let cache: string;
const children: HostChild[] = [];

beforeEach(async () => {
  tree = await DeviceTree.make();
  cache = await mkdtemp(join(tmpdir(), "rk-cache-"));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.remove()));
  await tree.remove();
  await rm(cache, { recursive: true, force: true });
});

function start(entry = "../../../src/device-host/main.ts") {
  const child = new HostChild(entry, { PATH: tree.path, ROOMKEEPER_DEVICE_ROOT: tree.root, ROOMKEEPER_CACHE: cache });
  children.push(child);
  return child;
}
const startMisbehaving = () => start("misbehaving-host.ts");

describe("the device host as a process", () => {
  it("hears orders that were sent before it was ready", async () => {
    const child = start();
    child.configure({ bench: { devices: ["speaker"] } });
    child.send({ type: "ping", id: 7 });
    await child.untilPhase("bench:speaker", "ready");
    await child.until(({ reports }) => reports.find((report) => report.type === "pong" && report.id === 7));
    expect(child.reports[0]).toEqual({ type: "ready" });
  });

  it("a hung driver blocks no other, nor the answer to the daemon", async () => {
    const child = startMisbehaving();
    child.configure({ good: {}, hung: {} });
    await child.untilPhase("good:good", "ready");
    await child.untilPhase("hung:hung", "faulted");
    child.send({ type: "ping", id: 1 });
    await child.until(({ reports }) => reports.find((report) => report.type === "pong"));
    expect(child.device("hung:hung")?.problem?.code).toBe("device.timeout");
    expect(child.device("good:good")?.phase).toBe("ready");
  });

  it("ends on order although a driver will not close", async () => {
    const child = startMisbehaving();
    child.configure({ sticky: {} });
    await child.untilPhase("sticky:sticky", "ready");
    child.send({ type: "stop" });
    expect(await child.ended()).toEqual({ code: 0, signal: null });
  });

  it("ends when its daemon is gone, so that no two hosts ever hold the devices", async () => {
    const child = start();
    child.configure({ bench: { devices: ["speaker"] } });
    await child.untilPhase("bench:speaker", "ready");
    child.process.disconnect();
    expect((await child.ended()).code).toBe(0);
  });

  it("an order that makes no sense is refused, and the devices stay", async () => {
    const child = start();
    child.configure({ bench: { devices: ["speaker"] } });
    await child.untilPhase("bench:speaker", "ready");
    child.process.send({ type: "explode" });
    child.send({ type: "ping", id: 2 });
    await child.until(({ reports }) => reports.find((report) => report.type === "pong"));
    expect(child.device("bench:speaker")?.phase).toBe("ready");
  });

  it("Ctrl-C in the terminal does not end it before its daemon says so", async () => {
    const child = start();
    child.configure({ bench: { devices: ["speaker"] } });
    await child.untilPhase("bench:speaker", "ready");
    child.process.kill("SIGINT");
    child.send({ type: "ping", id: 3 });
    await child.until(({ reports }) => reports.find((report) => report.type === "pong"));
  });
});

describe("killed at any moment", () => {
  it("another host starts with the same devices under the same ids", async () => {
    const first = start();
    first.configure({ bench: {} });
    const before = await first.untilAllReady();
    expect(before.map(({ id }) => id)).toEqual(expect.arrayContaining(["bench:hdmi", "bench:camera"]));
    first.process.kill("SIGKILL");
    expect((await first.ended()).signal).toBe("SIGKILL");
    const second = start();
    second.configure({ bench: {} });
    expect(await second.untilAllReady()).toEqual(before);
  });

  it("while it paints the bench's clip: no half clip is ever played, no program is left running", async () => {
    const first = start();
    first.configure({ bench: { devices: ["camera"] } });
    await first.untilPhase("bench:camera", "opening");
    first.process.kill("SIGKILL");
    await first.ended();
    const second = start();
    second.configure({ bench: { devices: ["camera"] } });
    const camera = await second.untilPhase("bench:camera", "ready");
    const recipe = camera.capabilities.camera?.video;
    expect(recipe?.kind).toBe("clip");
    const clip = readFileSync(recipe?.kind === "clip" ? recipe.path : "");
    expect(picturesIn(clip)).toBe(90);
    await expect.poll(() => programsWith(cache)).toEqual([]);
  });

  it("a driver in an endless loop can be killed: the process does not answer, and dies at once", async () => {
    const child = startMisbehaving();
    child.configure({ good: {} });
    await child.untilPhase("good:good", "ready");
    child.configure({ good: {}, spinning: {} });
    child.process.kill("SIGKILL");
    expect((await child.ended()).signal).toBe("SIGKILL");
  });
});

/** Count of JPEGs in a Motion-JPEG clip: each starts with SOI and its first marker. */
function picturesIn(clip: Buffer): number {
  let count = 0;
  for (let at = clip.indexOf("ffd8ff", 0, "hex"); at >= 0; at = clip.indexOf("ffd8ff", at + 3, "hex")) count++;
  return count;
}

/** Command lines of running programs that name this folder. */
function programsWith(folder: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8")];
      } catch {
        // It ended while we looked.
        return [];
      }
    })
    .filter((line) => line.includes(folder));
}

const formats = (size: string) =>
  `\t[0]: 'MJPG' (Motion-JPEG, compressed)\n\t\tSize: Discrete ${size}\n\t\t\tInterval: Discrete 0.033s (30.000 fps)\n`;
const usb = { port: "1-2", vendorId: "046d", productId: "0825", serial: "E190CC90" };

describe("plugging while it runs", () => {
  async function plugCamera(port = "1-2", number = 0) {
    await tree.plugUsb({ ...usb, port });
    await tree.addVideo(port, { number: number + 1, index: 1, info: metadataInfo });
    return tree.addVideo(port, { number, info: captureInfo, formats: formats("1280x720") });
  }

  it("a camera plugged, unplugged and plugged into another port keeps its id", async () => {
    const child = startMisbehaving();
    child.configure({ "uvc-camera": {} });
    await child.until(({ reports }) => reports.find((report) => report.type === "devices"));
    await plugCamera();
    const camera = await child.untilPhase("uvc-camera:046d:0825:E190CC90", "ready");
    expect(camera.capabilities.camera?.choice).toMatch(/^MJPEG 1280x720 at 30/);
    await tree.unplug("1-2");
    await child.until(({ devices }) => devices.length === 0);
    await plugCamera("1-4", 4);
    const again = await child.untilPhase("uvc-camera:046d:0825:E190CC90", "ready");
    expect(again.port).toBe("1-4");
    expect(again.capabilities.camera?.video).toMatchObject({ node: `${tree.root}/dev/video4` });
  });

  it("a camera whose node hangs is faulted in time; the one beside it works", async () => {
    const child = startMisbehaving();
    await plugCamera("1-2", 0);
    await tree.hang("video0");
    await plugCamera("1-4", 4);
    child.configure({ "uvc-camera": {} });
    await child.untilPhase("uvc-camera:046d:0825@1-4", "ready");
    const hung = await child.untilPhase("uvc-camera:046d:0825@1-2", "faulted");
    expect(hung.problem).toMatchObject({ code: "device.timeout", message: expect.stringMatching(/v4l2-ctl/) });
    expect(hung.claim).toMatch(/two devices carry the serial number/);
  });

  it("a camera that answers nonsense is faulted and says what it answered", async () => {
    await tree.plugUsb(usb);
    await tree.addVideo("1-2", { number: 0, info: captureInfo });
    const child = startMisbehaving();
    child.configure({ "uvc-camera": {} });
    const camera = await child.untilPhase("uvc-camera:046d:0825:E190CC90", "faulted");
    expect(camera.problem).toMatchObject({ code: "device.protocol", message: expect.stringMatching(/No such file/) });
  });
});
