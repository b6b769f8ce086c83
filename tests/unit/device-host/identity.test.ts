import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identitiesOf, isRealSerial } from "../../../src/device-host/identity.ts";
import type { Descriptor } from "../../../src/domain/device.ts";

const device = (key: string, more: Partial<Descriptor> = {}): Descriptor => ({
  key,
  subsystem: "video4linux",
  name: "Camera",
  node: "/dev/video0",
  vendorId: "046d",
  productId: "0825",
  serial: "E190CC90",
  port: "1-2",
  facts: {},
  ...more,
});

const idOf = (list: Descriptor[], key: string) => identitiesOf(list).get(key)!;

describe("a device is known again", () => {
  it("on another port, by its serial number", () => {
    const before = idOf([device("a")], "a");
    const after = idOf([device("b", { port: "1-4.1" })], "b");
    expect(after).toEqual(before);
    expect(after).toMatchObject({ by: "serial", note: "" });
  });

  it("two cameras with one serial number are told apart by their ports, and IT is told", () => {
    const both = [device("a"), device("b", { port: "1-3" })];
    expect(idOf(both, "a").id).not.toBe(idOf(both, "b").id);
    expect(idOf(both, "a")).toMatchObject({ by: "port" });
    expect(idOf(both, "a").note).toMatch(/two devices carry the serial number E190CC90/);
  });

  it("the parts of one device do not count as two devices with one serial number", () => {
    const parts = [device("a"), device("s", { subsystem: "sound" })];
    expect(idOf(parts, "a")).toMatchObject({ by: "serial" });
  });

  it("without a serial number by its port, and IT is told that it must stay there", () => {
    expect(idOf([device("a", { serial: "" })], "a")).toMatchObject({ id: "046d:0825@1-2", by: "port" });
    expect(idOf([device("a", { serial: "" })], "a").note).toMatch(/another device when moved/);
  });

  it("a second node of one device has an id of its own", () => {
    const nodes = [device("a"), device("b", { facts: { part: "video2" } })];
    expect(idOf(nodes, "b").id).toBe("046d:0825:E190CC90.video2");
  });
});

it.each([
  "",
  "0",
  "0000000000",
  "00000001",
  "SN0001",
  "1234567890",
  "0123456789ABCDEF",
  "20200907",
  "200901010001",
  "20210121.69.0.0",
  "Default",
  "------",
])("%j is a placeholder of a whole production run, not a serial number", (serial) => {
  expect(isRealSerial(serial)).toBe(false);
});

it.each(["E190CC90", "ACNV9P0D12366611", "0005AC52FE000", "50C275E21EDD", "2045-3311"])("%s is real", (serial) => {
  expect(isRealSerial(serial)).toBe(true);
});

it("ids never carry characters that break addresses and settings files, whatever a maker wrote", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: "binary", maxLength: 40 }),
      (serial, port) => {
        expect(idOf([device("a", { serial, port })], "a").id).toMatch(/^[A-Za-z0-9._:@-]+$/);
      },
    ),
  );
});
