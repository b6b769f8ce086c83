import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { captureInfo, DeviceTree, metadataInfo } from "../../simulators/device-tree.ts";
import hid from "../../unit/drivers/cases/hid.json" with { type: "json" };

const cli = join(import.meta.dirname, "../../../src/cli.ts");
const serial = "E190CC90";
let tree: DeviceTree;

beforeEach(async () => {
  tree = await DeviceTree.make();
  await tree.plugUsb({ port: "1-2", vendorId: "046d", productId: "082d", serial, product: "HD Pro Webcam C920" });
  const formats =
    "\t[0]: 'MJPG' (Motion-JPEG, compressed)\n\t\tSize: Discrete 1280x720\n\t\t\tInterval: Discrete 0.033s (30.000 fps)\n";
  await tree.addVideo("1-2", { number: 0, info: captureInfo, formats });
  await tree.addVideo("1-2", { number: 1, index: 1, info: metadataInfo });
});
afterEach(() => tree.remove());

const devices = async (...args: string[]) => {
  const env = { ...process.env, PATH: tree.path, ROOMKEEPER_DEVICE_ROOT: tree.root };
  const { stdout } = await promisify(execFile)(process.execPath, [cli, "devices", ...args], { env });
  return stdout;
};

describe("roomkeeper devices", () => {
  it("names each device with its driver and why, and what nobody wants", async () => {
    const text = await devices();
    expect(text).toMatch(/HD Pro Webcam C920: ready\n {2}driver {2}uvc-camera, port 1-2\n {2}claim .*USB Video Class/);
    expect(text).toMatch(/MJPEG 1280x720 at 30/);
    expect(text).toMatch(/nobody wants it:\n.*video1.*metadata/);
  });

  it("says what is missing and how to mend it", async () => {
    await tree.addVideo("1-2", { number: 0, info: captureInfo, formats: "\t[0]: 'HEVC' (HEVC)\n" });
    expect(JSON.parse(await devices("--json")).devices[0]).toMatchObject({
      phase: "faulted",
      problem: { message: expect.stringMatching(/offers only HEVC/) },
    });
  });

  it("recorded here, shows the same elsewhere, and tells nobody the serial number", async () => {
    const here = JSON.parse(await devices("--json")).devices[0];
    const file = join(tree.root, "devices.json");
    await devices("--record", file);
    expect(await readFile(file, "utf8")).not.toContain(serial);
    await tree.unplug("1-2");
    const there = JSON.parse(await devices("--replay", file, "--json")).devices[0];
    expect({ ...there, id: "" }).toEqual({ ...here, id: "" });
    expect(there.id).toMatch(/^uvc-camera:046d:082d:h[0-9a-f]{15}$/);
  });

  it("refuses a file that is no recording, by its name", async () => {
    const file = join(tree.root, "other.json");
    await writeFile(file, "{}");
    await expect(devices("--replay", file)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/recording of devices/),
    });
  });

  it("says where a recording cannot be written", async () => {
    await expect(devices("--record", join(tree.root, "nowhere", "devices.json"))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/nowhere.devices\.json: ENOENT/),
    });
  });

  it("tells of a speakerphone that may not be opened, with the rule that mends it", async () => {
    const jabra = hid.find(({ id }) => id === "jabra-speak-810")!;
    await tree.plugUsb({ port: "1-3", vendorId: "0b0e", productId: "2456", product: "Jabra Speak 810" });
    await tree.addHid("1-3", { number: 2, descriptor: Buffer.from(jabra.descriptorHex, "hex") });
    const found = JSON.parse(await devices("--json")).devices;
    // The node of this tree is a file: node-hid cannot open it.
    expect(found.find(({ driver }: { driver: string }) => driver === "hid-speakerphone")).toMatchObject({
      title: "Jabra Speak 810",
      phase: "faulted",
      problem: { code: "device.gone" },
    });
  });
});
