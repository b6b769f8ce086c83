import { describe, expect, test } from "vitest";
import { Camera } from "../../../kernel-lab/emulators/camera/camera.ts";
import type { CameraModel } from "../../../kernel-lab/emulators/camera/model.ts";
import { hostAsks } from "../transfers.ts";

const pictures = [Buffer.alloc(30_000, 1), Buffer.alloc(20_000, 2)];
const model: CameraModel = {
  ...{ ids: "1d6b:0102", version: 1, manufacturer: "Acme", product: "Camera", serial: "1" },
  transfer: "bulk",
  sizes: [{ width: 640, height: 360, pictures }],
  rates: [30, 10],
  largestPicture: 100_000,
};
const probe = (interval: number) => {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt8(9, 3);
  bytes.writeUInt32LE(interval, 4);
  return bytes;
};
const streaming = { index: 1, length: 26 };
const set = (selector: number) => ({ type: 0x21, request: 0x01, value: selector << 8, ...streaming });
const current = { type: 0xa1, request: 0x81, value: 0x100, ...streaming };

describe("the emulated camera", () => {
  test("agrees to the nearest size and rate that it has", () => {
    const camera = new Camera(model);
    camera.control(set(1), probe(900_000));
    const agreed = camera.control(current, Buffer.alloc(0));
    expect([agreed?.readUInt8(3), agreed?.readUInt32LE(4)]).toEqual([1, 1_000_000]);
    expect(camera.streams).toBe(0);
    camera.control(set(2), probe(900_000));
    expect(camera.streams).toBe(1);
  });

  test("sends a picture whole, in payloads whose last one is marked", () => {
    const camera = new Camera(model);
    camera.control(set(2), probe(333_333));
    const asked = [hostAsks(), hostAsks()];
    for (const { transfer } of asked) camera.endpoints.get(0x81)?.({ ...transfer, length: 20_000 });
    const payloads = asked.flatMap(({ answers }) => answers);
    expect(payloads.map((payload) => ((payload[1] ?? 0) & 0x02) !== 0)).toEqual([false, true]);
    expect(Buffer.concat(payloads.map((payload) => payload.subarray(2)))).toEqual(pictures[0]);
    expect(camera.picturesSent).toBe(1);
  });

  test("moves when it is told to, and refuses what it does not have", () => {
    const camera = new Camera(model);
    const panTilt = { type: 0x21, request: 0x01, value: 0x0d00, index: 0x0100, length: 8 };
    const place = Buffer.alloc(8);
    place.writeInt32LE(-3600, 0);
    camera.control(panTilt, place);
    expect(camera.position).toMatchObject({ pan: -3600, tilt: 0, zoom: 100 });
    expect(camera.control({ ...panTilt, value: 0x7f00 }, place)).toBeNull();
  });
});
