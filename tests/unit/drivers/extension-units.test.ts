import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { homeOf, setExtensions, unitsOf } from "../../../drivers/uvc-camera/extension.ts";
import { extensionUnits } from "../../../src/device-host/enumerate/extension-units.ts";
import { controlQuery, extensionRequest } from "../../../src/device-host/transports/uvc-extension.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import type { ExtensionQuery } from "../../../src/driver-contract/index.ts";
import { type Log, silentLog } from "../../../src/platform/log.ts";

interface UsbCase {
  id: string;
  configHex?: string;
  facts: { extensionUnits?: { id: number; guid: string; controls: string }[] };
}
const cases = JSON.parse(readFileSync(new URL("cases/usb.json", import.meta.url), "utf8")) as UsbCase[];
const withBytes = cases.filter(({ configHex }) => configHex !== undefined);

describe("units in the descriptors of real cameras", () => {
  it.each(withBytes.map((one) => [one.id, one] as const))("are all found: %s", (_, { configHex = "", facts }) => {
    const found = unitsOf({ facts: { extensionUnits: extensionUnits(Buffer.from(configHex, "hex")).join(",") } });
    expect(found.map(({ id, guid }) => [id, guid])).toEqual(
      (facts.extensionUnits ?? []).map(({ id, guid }) => [id, guid]),
    );
  });

  it("nothing that a device sends stops the others from being read", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const unit of extensionUnits(bytes)) expect(unit).toMatch(/^\d+:[0-9a-f-]{36}:([0-9a-f]{2})*$/);
      }),
    );
    const [{ configHex = "" } = { configHex: "" }] = withBytes;
    const whole = Buffer.from(configHex, "hex");
    for (let length = 0; length < whole.length; length++)
      expect(extensionUnits(whole.subarray(0, length)).length).toBeLessThanOrEqual(extensionUnits(whole).length);
  });
});

describe("what the kernel is asked", () => {
  it("has the layout of linux/uvcvideo.h", () => {
    expect(controlQuery).toBe(0xc0000000 + (16 << 16) + ("u".charCodeAt(0) << 8) + 0x21);
    const { head, data } = extensionRequest({ unit: 7, selector: 2, request: "set", data: Uint8Array.of(3, 4, 5) });
    expect(head.toString("hex")).toBe("07020100" + "0300" + "0000" + "0000000000000000");
    expect([...data]).toEqual([3, 4, 5]);
  });

  it("asks for as many bytes as the request has answers", () => {
    const sizeOf = (query: Omit<ExtensionQuery, "unit" | "selector">) =>
      extensionRequest({ unit: 1, selector: 1, ...query }).data.length;
    expect(sizeOf({ request: "length" })).toBe(2);
    expect(sizeOf({ request: "information" })).toBe(1);
    expect(sizeOf({ request: "get", length: 12 })).toBe(12);
    expect(() => sizeOf({ request: "get" })).toThrow(/no extension control/);
    expect(() => extensionRequest({ unit: 256, selector: 1, request: "length" })).toThrow(/no extension control/);
  });
});

const motors = "ffe52d21-8030-4e2c-82d9-f587d00540bd";
const camera = (units: string): Descriptor => ({
  ...{ key: "v", subsystem: "video4linux", name: "c", node: "/dev/video0", serial: "", port: "" },
  ...{ vendorId: "046d", productId: "0853", facts: { extensionUnits: units } },
});

describe("a camera's own controls", () => {
  const asked: ExtensionQuery[] = [];
  const port = {
    extension(query: ExtensionQuery) {
      asked.push(query);
      return query.selector === 9 ? Promise.reject(new Error("EINVAL")) : Promise.resolve(new Uint8Array());
    },
  };

  it("a camera without motors carries the maker's unit all the same, and is not told to go home by it", async () => {
    expect(homeOf(camera(`7:${motors}:0300`), port)).not.toBeNull();
    expect(homeOf(camera(`7:${motors}:0100`), port)).toBeNull();
    expect(homeOf(camera(""), port)).toBeNull();
    await homeOf(camera(`7:${motors}:0300`), port)?.();
    expect(asked.splice(0)).toEqual([{ unit: 7, selector: 2, request: "set", data: Uint8Array.of(3) }]);
  });

  it("what the settings ask of one product is set there only, and a refusal costs no camera", async () => {
    const warned: string[] = [];
    const log: Log = { ...silentLog, warn: (message) => void warned.push(message) };
    const wish = (selector: number, product = "046d:0853", guid = motors) => ({
      product,
      guid,
      selector,
      value: "01ff",
    });
    const settings = [wish(3), wish(9), wish(4, "1111:2222"), wish(5, "046d:0853", motors.replace("f", "0"))];
    await setExtensions(camera(`7:${motors}:ff`), settings, port, log);
    expect(asked.map(({ selector }) => selector)).toEqual([3, 9]);
    expect(asked[0]?.data).toEqual(Uint8Array.of(1, 255));
    expect(warned).toHaveLength(2);
  });
});
