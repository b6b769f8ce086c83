import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rootsIn } from "../../../src/device-host/enumerate/sysfs.ts";
import { resetUsbPort } from "../../../src/device-host/transports/usb-reset.ts";
import { queryExtension } from "../../../src/device-host/transports/uvc-extension.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "roomkeeper-usb-"));
  const device = join(root, "sys/bus/usb/devices/1-2");
  await mkdir(device, { recursive: true });
  await mkdir(join(root, "dev/bus/usb/001"), { recursive: true });
  await writeFile(join(device, "busnum"), "1\n");
  await writeFile(join(device, "devnum"), "5\n");
  // A node that knows neither call: the kernel itself refuses.
  await symlink("/dev/null", join(root, "dev/bus/usb/001/005"));
});
afterEach(() => rm(root, { recursive: true }));

describe("calls that go straight to the kernel", () => {
  it("a port reset finds the device's node, and says what the kernel says", async () => {
    await expect(resetUsbPort("1-2", rootsIn(root))).rejects.toMatchObject({
      code: "device.protocol",
      message: expect.stringMatching(/ENOTTY/),
    });
    await expect(resetUsbPort("1-9", rootsIn(root))).rejects.toMatchObject({ code: "device.gone" });
  });

  it("a camera's extension unit is asked, and a node that has none says so", async () => {
    const query = { unit: 1, selector: 1, request: "get", length: 4 } as const;
    await expect(queryExtension("/dev/null", query)).rejects.toMatchObject({
      code: "device.protocol",
      message: expect.stringMatching(/ENOTTY/),
    });
  });
});
