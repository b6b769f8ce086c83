import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { enumeratorOf } from "../../../src/device-host/enumerate/enumerate.ts";
import type { NodeRole } from "../../../src/device-host/enumerate/video4linux.ts";
import { DeviceTree } from "../../simulators/device-tree.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

let tree: DeviceTree;
beforeEach(async () => {
  tree = await DeviceTree.make();
});
afterEach(() => tree.remove());

const roles: Record<string, NodeRole> = { video0: "capture", video1: "metadata" };

function look() {
  const asked: string[] = [];
  const clock = new FakeClock();
  const askRole = (node: string) => {
    const name = node.split("/").at(-1)!;
    asked.push(name);
    return Promise.resolve<NodeRole>(roles[name] ?? "");
  };
  return { asked, clock, enumerate: enumeratorOf(tree.roots, askRole, clock) };
}

const c920 = { port: "1-2", vendorId: "046D", productId: "082d", serial: "E190CC90", product: "HD Pro Webcam C920" };

describe("what sysfs shows", () => {
  it("a camera with picture and metadata nodes and its microphone: one USB device, three things", async () => {
    await tree.plugUsb(c920);
    await tree.addVideo("1-2", { number: 0 });
    await tree.addVideo("1-2", { number: 1, index: 1 });
    await tree.addCard("1-2", {
      number: 1,
      id: "C920",
      driver: "USB-Audio",
      name: "HD Pro Webcam C920",
      pcms: { "0c": "USB Audio" },
      files: { stream0: "Capture:\n  Status: Stop\n  Interface 3\n    Channels: 2" },
    });
    const found = await look().enumerate();
    expect(found.map((one) => [one.key, one.facts.role ?? one.facts.capture])).toEqual([
      ["video4linux/video0", "capture"],
      ["video4linux/video1", "metadata"],
      ["sound/card1.0", "2"],
    ]);
    for (const one of found)
      expect(one).toMatchObject({
        vendorId: "046d",
        productId: "082d",
        serial: "E190CC90",
        port: "1-2",
        name: c920.product,
      });
    expect(found[0]).toMatchObject({ node: `${tree.root}/dev/video0`, facts: { driver: "uvcvideo" } });
  });

  it("a camera whose facts vanish while it is read, half unplugged, is gone and no other camera", async () => {
    await tree.plugUsb({ ...c920, productId: "", serial: "" });
    await tree.addVideo("1-2", { number: 0 });
    expect(await look().enumerate()).toEqual([]);
  });

  it("an HDA card is as many things as it has PCM devices, and the one with a display knows it", async () => {
    await tree.addCard("0000:00:1f.3", {
      number: 0,
      id: "PCH",
      driver: "HDA-Intel",
      name: "HDA Intel PCH",
      pcms: { "0c": "ALC256 Analog", "0p": "ALC256 Analog", "3p": "HDMI 0", "7p": "HDMI 1" },
      files: { "eld#2.0": "monitor_present\t\t0", "eld#2.1": "monitor_present\t\t1\nmonitor_name\t\tQM55" },
    });
    const found = await look().enumerate();
    expect(found.map((one) => [one.key, one.facts.capture, one.facts.playback, one.facts.monitor])).toEqual([
      ["sound/card0.0", "yes", "yes", undefined],
      ["sound/card0.3", "", "yes", "absent"],
      ["sound/card0.7", "", "yes", "present"],
    ]);
    expect(found[2]).toMatchObject({ vendorId: "", node: "PCH", facts: { monitorName: "QM55", part: "pcm7" } });
  });

  it("a machine without any of these folders has no devices, and that is no error", async () => {
    await tree.remove();
    expect(await look().enumerate()).toEqual([]);
  });

  it("a device without a serial number or a name is described all the same", async () => {
    await tree.plugUsb({ port: "2-1", vendorId: "1234", productId: "5678" });
    await tree.addVideo("2-1", { number: 0, name: "UVC Camera (1234:5678)" });
    expect(await look().enumerate()).toMatchObject([{ name: "UVC Camera (1234:5678)", serial: "" }]);
  });
});

describe("asking nodes what they are for", () => {
  it("is done once for each plugging, not at every look", async () => {
    await tree.plugUsb(c920);
    await tree.addVideo("1-2", { number: 0 });
    const { enumerate, asked } = look();
    const [before] = await enumerate();
    await enumerate();
    expect(asked).toEqual(["video0"]);
    await tree.unplug("1-2");
    await tree.plugUsb(c920);
    await tree.addVideo("1-2", { number: 0 });
    const [after] = await enumerate();
    expect(asked).toEqual(["video0", "video0"]);
    expect(after?.facts.plugging).not.toBe(before?.facts.plugging);
  });

  it("a node that does not answer is asked again later, but does not slow down every look", async () => {
    await tree.plugUsb(c920);
    await tree.addVideo("1-2", { number: 5 });
    const { enumerate, asked, clock } = look();
    await enumerate();
    await enumerate();
    expect(asked).toHaveLength(1);
    await clock.advance(20_000);
    await enumerate();
    expect(asked).toHaveLength(2);
  });
});

it("a node that hangs does not hold up the others, and is known when it answers after all", async () => {
  await tree.plugUsb(c920);
  await tree.addVideo("1-2", { number: 0 });
  await tree.addVideo("1-2", { number: 1 });
  const clock = new FakeClock();
  let answer = (_: NodeRole) => {};
  const enumerate = enumeratorOf(
    tree.roots,
    (node) => (node.endsWith("1") ? new Promise((resolve) => (answer = resolve)) : Promise.resolve("capture")),
    clock,
  );
  const looking = enumerate();
  await expect.poll(() => clock.pendingTimers).toBe(1);
  await clock.advance(700);
  expect((await looking).map((one) => one.facts.role)).toEqual(["capture", ""]);
  answer("metadata");
  expect((await enumerate()).map((one) => one.facts.role)).toEqual(["capture", "metadata"]);
});
