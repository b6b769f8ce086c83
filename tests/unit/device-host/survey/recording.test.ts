import { describe, expect, it } from "vitest";
import { record, recordedDescriptors, recordedTransports } from "../../../../src/device-host/survey/recording.ts";
import { readRecording } from "../../../../src/device-host/survey/recording-form.ts";
import type { Descriptor } from "../../../../src/domain/device.ts";
import { DeviceError } from "../../../../src/domain/errors.ts";

const keys: Descriptor = {
  ...{ key: "hidraw/hidraw0", subsystem: "hidraw", name: "Speakerphone", node: "/dev/hidraw0" },
  ...{ vendorId: "1111", productId: "2222", serial: "S-4711-X", port: "1-2", facts: { reportDescriptor: "" } },
};
const picture: Descriptor = {
  ...keys,
  ...{ key: "video4linux/video0", subsystem: "video4linux", node: "/dev/video0", facts: { driver: "uvcvideo" } },
};
const refused = (node: string) =>
  new DeviceError("device.permission", `${node} may not be opened: install the udev rules`, { subject: node });
const ear = { heard: () => undefined, lost: () => undefined };

describe("a recording of a computer where nodes may not be opened", () => {
  it("says the same elsewhere, with the mend", async () => {
    const made = await record(
      [keys, picture],
      { version: "1", kernel: "6" },
      {
        open: (node) => Promise.reject(refused(node)),
        access: (node) => Promise.reject(refused(node)),
        usbDescriptors: () => Promise.resolve(new Uint8Array()),
      },
    );
    const { hid, v4l2 } = recordedTransports(readRecording(JSON.stringify(made), "x"));
    const denied = { code: "device.permission", message: expect.stringMatching(/install the udev rules/) };
    await expect(hid("/dev/hidraw0", ear)).rejects.toMatchObject(denied);
    await expect(v4l2("/dev/video0")).rejects.toMatchObject(denied);
  });
});

describe("a recording that has raw USB descriptors", () => {
  const raw = "0904010001" + "0e010000" + "08240201000200" + "00";
  const withUsb = { roomkeeperDevices: 1 as const, version: "1", kernel: "6", video: {}, usb: { "1-2": raw } };

  it("tells by them what its facts lack", () => {
    const [seen] = recordedDescriptors({ ...withUsb, descriptors: [picture] });
    expect(seen!.facts).toEqual({ driver: "uvcvideo", videoInputs: "0x0200" });
  });

  it("names products alike, in capitals or not", () => {
    const capitals = { ...picture, vendorId: "046D", productId: "085E" };
    expect(recordedDescriptors({ ...withUsb, descriptors: [capitals] })[0]).toMatchObject({
      ...{ vendorId: "046d", productId: "085e" },
    });
  });

  it("keeps the facts that it has", () => {
    const known = { ...picture, facts: { videoInputs: "0x0201" } };
    expect(recordedDescriptors({ ...withUsb, descriptors: [known] })[0]!.facts).toEqual({ videoInputs: "0x0201" });
  });
});
