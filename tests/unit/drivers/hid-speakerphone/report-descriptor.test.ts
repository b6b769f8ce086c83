import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeHid } from "../../../../drivers/hid-speakerphone/describe.ts";
import { parseReportDescriptor } from "../../../../drivers/hid-speakerphone/report-descriptor.ts";
import { bytesOf, descriptorOf, hidCases } from "./hid-cases.ts";

describe.each(hidCases)("$id", ({ descriptorHex, expect: right, mustNotMatch }) => {
  const description = describeHid(bytesOf(descriptorHex));

  it("is read field by field as it is", () => {
    expect(description).toEqual(right);
  });

  it("vendor fields with telephony's numbers are not taken for telephony", () => {
    const places = new Set(description.controls.map((one) => `${one.direction} ${one.reportId} ${one.bitOffset}`));
    const mistaken = mustNotMatch.filter((one) => places.has(`${one.direction} ${one.reportId} ${one.bitOffset}`));
    expect(mistaken).toEqual([]);
  });
});

const parse = (hex: string) => parseReportDescriptor(bytesOf(hex.replaceAll(" ", "")));

describe("what real descriptors do although they should not", () => {
  it("an application collection within another is kept, and named as odd", () => {
    const { applications, oddities } = parseReportDescriptor(descriptorOf("epos-impact-dw"));
    expect(applications.length).toBeGreaterThan(2);
    expect(oddities).toContain("an application collection lies within another");
  });

  it("a maximum of 255 in one byte is 255, not -1", () => {
    const { fields } = parse("050C 0901 A101 1500 25FF 7508 9501 09E0 8102 C0");
    expect(fields[0]).toMatchObject({ logicalMin: 0, logicalMax: 255 });
  });

  it("a signed range stays signed", () => {
    expect(parse("050C 0901 A101 1581 257F 7508 9501 09E0 8106 C0").fields[0]).toMatchObject({
      logicalMin: -127,
      logicalMax: 127,
    });
  });

  it("push and pop bring back what was in force", () => {
    const { fields } = parse("050B 0905 A101 1500 2501 7501 9501 A4 7508 9502 B4 0920 8102 C0");
    expect(fields).toHaveLength(1);
    expect(fields[0]).toMatchObject({ bitSize: 1, bitOffset: 0 });
  });

  it("more fields than usages take the last usage, fewer take the first ones", () => {
    const more = parse("050B 0905 A101 1500 2501 7501 9503 0920 092F 8102 C0").fields;
    expect(more.map((field) => field.usages[0]?.id)).toEqual([0x20, 0x2f, 0x2f]);
    const fewer = parse("050B 0905 A101 1500 2501 7501 9501 0920 092F 8102 C0").fields;
    expect(fewer.map((field) => field.usages[0]?.id)).toEqual([0x20]);
  });

  it("of a range, either end may come first, and either may name the page", () => {
    const usages = (ends: string) =>
      parse(`050C 0901 A101 1500 2501 7501 9503 ${ends} 8102 C0`).fields.map(({ usages: [usage] }) => usage);
    const keys = [0x2f, 0x30, 0x31].map((id) => ({ page: 0x0b, id }));
    expect(usages("1B2F000B00 2B31000B00")).toEqual(keys);
    expect(usages("1B2F000B00 2931")).toEqual(keys);
    expect(usages("192F 2B31000B00")).toEqual(keys);
    expect(usages("2B31000B00 1B2F000B00")).toEqual(keys);
    expect(usages("2931 192F")).toEqual(keys.map(({ id }) => ({ page: 0x0c, id })));
    // Upside down: none.
    expect(usages("1931 292F")).toEqual([]);
  });

  it("of alternatives that are ranges the first counts, and ranges and single usages keep their order", () => {
    const { fields } = parse("050B 0905 A101 1500 2501 7501 9504 A901 1920 2921 1924 2925 A900 0926 1928 2928 8102 C0");
    expect(fields.map((field) => field.usages[0]?.id)).toEqual([0x20, 0x21, 0x26, 0x28]);
  });

  it("the slots of an array choose from the same usages, and its values begin at the minimum", () => {
    const { controls } = describeHid(bytesOf("050c0901a10185031501250275089502 09e9 09ea 8100 c0".replaceAll(" ", "")));
    expect(controls.map(({ usage, bitOffset, value }) => [usage, bitOffset, value])).toEqual([
      ["volume-up", 0, 1],
      ["volume-down", 0, 2],
      ["volume-up", 8, 1],
      ["volume-down", 8, 2],
    ]);
  });

  it("the same id counts for each direction by itself, and one may come back later", () => {
    const { reports } = parse(
      "050B 0905 A101 1500 2501 85FF 7501 9503 0920 8102 0508 0909 9501 9102 8501 050B 092F 8106 85FF 0921 8106 B102 C0",
    );
    expect(reports).toEqual([
      { direction: "feature", reportId: 255, bits: 1 },
      { direction: "in", reportId: 1, bits: 1 },
      { direction: "in", reportId: 255, bits: 4 },
      { direction: "out", reportId: 255, bits: 1 },
    ]);
  });

  it("one that is cut off in an item, or has items of no known kind, is read as far as it goes and says so", () => {
    const cut = parse("050B 0905 A101 1500 2501 7501 9501 0920 8102 0A2F");
    expect(cut.fields).toHaveLength(1);
    expect(cut.oddities).toContain("it ends in the middle of an item, at byte 18");
    expect(parse("050B 0905 A101 1500 2501 7501 9501 0920 8102 C0 0000").oddities).toEqual([
      "items of no known kind are passed over",
    ]);
    expect(parse("FE").oddities).toEqual(["it ends in the middle of an item, at byte 0"]);
  });

  it("a usage of four bytes brings its own page", () => {
    expect(parse("050C 0901 A101 1500 2501 7501 9501 0B2F000B00 8102 C0").fields[0]?.usages).toEqual([
      { page: 0x0b, id: 0x2f },
    ]);
  });

  it("of alternatives between delimiters the first counts", () => {
    const { fields } = parse("050B 0905 A101 1500 2501 7501 9502 A901 0920 0921 A900 092F 8102 C0");
    expect(fields.map((field) => field.usages[0]?.id)).toEqual([0x20, 0x2f]);
  });

  it("what is never closed, closed too often, or popped too often is named, and the rest is read", () => {
    expect(parse("050B 0905 A101 1500 2501 7501 9501 0920 8102").oddities).toEqual(["a collection is not closed"]);
    expect(parse("C0 B4 8500").oddities).toHaveLength(3);
  });

  it("a long item is passed over", () => {
    expect(parse("FE0200AABB 050B 0905 A101 1500 2501 7501 9501 0920 8102 C0").fields).toHaveLength(1);
  });
});

describe("a descriptor made to harm", () => {
  it("of gigantic counts or sizes costs neither memory nor time", () => {
    const { fields, oddities } = parse("050B 0905 A101 7720000000 97FFFFFF7F 0920 8102 97FFFFFF7F 7701000000 8102 C0");
    expect(fields).toEqual([]);
    expect(oddities.length).toBeGreaterThan(0);
    expect(parse("050B 0905 A101 7508 9501 1900 2AFFFF 8100 C0").fields[0]?.usages.length).toBeLessThanOrEqual(1_024);
  });

  it("of a thousand slots that choose from 65,536 usages each is left out, and what comes after it is read", () => {
    const { controls } = describeHid(
      bytesOf("050b0905a1018501750896e80319012affff8100850275019501092081 02c0".replaceAll(" ", "")),
    );
    expect(controls.map(({ usage }) => usage)).toEqual(["hook-switch"]);
    // Fields of their own: each takes its usage without counting from the first one again.
    expect(parse("050B 0905 A101 7501 961F4E 1901 2AFFFF 8102 C0").fields).toHaveLength(19_999);
  });

  it("of a thousand nested collections is bounded", () => {
    expect(parse("A101".repeat(1_000)).oddities).toContain("collections are nested deeper than is sensible");
  });

  it("of any bytes is described, with fields that lie within their reports", () => {
    const check = (bytes: Uint8Array) => {
      const { fields, reports } = parseReportDescriptor(bytes);
      describeHid(bytes);
      const bits = new Map(reports.map((report) => [`${report.direction} ${report.reportId}`, report.bits]));
      const outside = fields.filter(
        (field) => field.bitOffset + field.bitSize > (bits.get(`${field.direction} ${field.reportId}`) ?? 0),
      );
      expect(outside).toEqual([]);
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), check), { numRuns: 1_500 });
    const real = hidCases.map((one) => bytesOf(one.descriptorHex));
    const mutated = fc
      .tuple(
        fc.constantFrom(...real),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(),
      )
      .map(([bytes, changes, cut]) => {
        const copy = Uint8Array.from(bytes);
        for (const [at, value] of changes) copy[at % copy.length] = value;
        return copy.subarray(0, cut % 3 === 0 ? cut % copy.length : copy.length);
      });
    fc.assert(fc.property(mutated, check), { numRuns: 300 });
  });
});
