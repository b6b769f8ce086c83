import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hidDescriptors } from "../../../src/device-host/enumerate/hidraw.ts";
import { hasAddress, parseCecPower } from "../../../src/device-host/transports/cec.ts";
import { lineNumber } from "../../../src/device-host/transports/gpio-sysfs.ts";
import { DeviceTree } from "../../simulators/device-tree.ts";

let tree: DeviceTree;
beforeEach(async () => {
  tree = await DeviceTree.make();
});
afterEach(() => tree.remove());

describe("hidraw nodes", () => {
  it("carry their report descriptor and the ids of their USB device; nobody needs to open them", async () => {
    await tree.plugUsb({
      port: "1-2",
      vendorId: "0b0e",
      productId: "0420",
      product: "Jabra SPEAK 510 USB",
      serial: "501AA5",
    });
    await tree.addHid("1-2", { number: 4, descriptor: Uint8Array.of(0x05, 0x0b, 0x09, 0x05) });
    expect(await hidDescriptors(tree.roots)).toMatchObject([
      {
        key: "hidraw/hidraw4",
        name: "Jabra SPEAK 510 USB",
        vendorId: "0b0e",
        serial: "501AA5",
        port: "1-2",
        facts: { reportDescriptor: "050b0905", part: "if3" },
      },
    ]);
    await tree.unplug("1-2");
    expect(await hidDescriptors(tree.roots)).toEqual([]);
  });

  it("that are not on USB are known by what the kernel says of them", async () => {
    const uevent = "DRIVER=hid-generic\nHID_ID=0005:00000FD9:00000080\nHID_NAME=Stream Deck\nHID_UNIQ=AL12";
    await tree.addHid("uhid", { number: 0, descriptor: new Uint8Array(), uevent });
    expect(await hidDescriptors(tree.roots)).toMatchObject([
      { name: "Stream Deck", vendorId: "0fd9", productId: "0080", serial: "AL12" },
    ]);
  });
});

describe("GPIO through sysfs", () => {
  it("finds the chip by its device or label, whatever number the kernel gave it", async () => {
    const folder = join(tree.roots.sys, "class/gpio/gpiochip512");
    await mkdir(join(folder, "device/gpiochip1"), { recursive: true });
    await writeFile(join(folder, "base"), "512\n");
    await writeFile(join(folder, "label"), "pinctrl-bcm2835\n");
    const line = { line: 17, direction: "in" } as const;
    expect(await lineNumber({ ...line, chip: "/dev/gpiochip1" }, tree.roots)).toBe(529);
    expect(await lineNumber({ ...line, chip: "pinctrl-bcm2835" }, tree.roots)).toBe(529);
    await expect(lineNumber({ ...line, chip: "/dev/gpiochip9" }, tree.roots)).rejects.toThrow(/gpiochip9/);
  });
});

describe("CEC", () => {
  it.each([
    ["\tReceived from TV (0 to 4): REPORT_POWER_STATUS (0x90):\n\t\tpwr-state: standby (0x01)", "standby"],
    ["pwr-state: on (0x00)", "on"],
    ["pwr-state: to-on (0x02)", "warming"],
    ["pwr-state: to-standby (0x03)", "cooling"],
    ["Timed out waiting for reply", null],
  ] as const)("power: %s", (text, power) => {
    expect(parseCecPower(text)).toBe(power);
  });

  it("an adapter whose wire leads nowhere is told apart from a display that sleeps", () => {
    expect(hasAddress("\tPhysical Address           : 1.0.0.0\n")).toBe(true);
    expect(hasAddress("\tPhysical Address           : f.f.f.f\n")).toBe(false);
    expect(hasAddress("")).toBe(false);
  });
});
