import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeHid } from "../../../../drivers/hid-speakerphone/describe.ts";
import { parseReportDescriptor } from "../../../../drivers/hid-speakerphone/report-descriptor.ts";
import { decodeReport, encodeReports } from "../../../../drivers/hid-speakerphone/reports.ts";

/**
 * Descriptors as makers write them, made from what they mean: fields of any size in reports of any id, in both directions, with ids
 * and pages that go back and forth, kept and brought back globals, ranges, paddings, vendors' fields between.
 */
interface MadeField {
  direction: "in" | "out";
  reportId: number;
  /** Usages of the telephony page (or LED, for outputs); none is padding. */
  usages: number[];
  bits: number;
  relative: boolean;
  /** How the writer says it. */
  style: { range: boolean; pushed: boolean; extended: boolean; wide: boolean };
}

/** Smallest item, or four bytes where a maker likes it wide. */
function item(prefix: number, value: number, wide = false): number[] {
  if (wide || value > 0xffff) return [prefix | 3, ...[0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff)];
  return value > 0xff ? [prefix | 2, value & 0xff, value >> 8] : [prefix | 1, value];
}

const pageOf = ({ direction }: MadeField) => (direction === "in" ? 0x0b : 0x08);

function bytesOf(fields: readonly MadeField[]): Uint8Array {
  const bytes: number[] = [...item(0x04, 0x0b), ...item(0x08, 5), ...item(0xa0, 1), ...item(0x14, 0), ...item(0x24, 1)];
  for (const field of fields) {
    const { usages, bits, reportId, relative, direction, style } = field;
    if (style.pushed) bytes.push(0xa4);
    bytes.push(...item(0x84, reportId, style.wide), ...item(0x04, pageOf(field)));
    bytes.push(...item(0x74, bits), ...item(0x94, Math.max(1, usages.length), style.wide));
    const [first = 0] = usages;
    const isRow = usages.length > 1 && usages.every((usage, index) => usage === first + index);
    if (style.range && isRow) bytes.push(...item(0x18, first), ...item(0x28, first + usages.length - 1));
    else
      for (const usage of usages)
        bytes.push(...(style.extended ? item(0x08, pageOf(field) * 0x10000 + usage, true) : item(0x08, usage)));
    const flags = usages.length === 0 ? 0x03 : relative ? 0x06 : 0x02;
    bytes.push(...item(direction === "in" ? 0x80 : 0x90, flags));
    if (style.pushed) bytes.push(0xb4);
  }
  return Uint8Array.from([...bytes, 0xc0]);
}

const style = fc.record({ range: fc.boolean(), pushed: fc.boolean(), extended: fc.boolean(), wide: fc.boolean() });
const field: fc.Arbitrary<MadeField> = fc
  .record({
    direction: fc.constantFrom("in" as const, "out" as const),
    reportId: fc.constantFrom(1, 2, 7, 255),
    first: fc.integer({ min: 0x20, max: 0x28 }),
    count: fc.integer({ min: 0, max: 4 }),
    bits: fc.constantFrom(1, 1, 1, 2, 4, 8, 16),
    relative: fc.boolean(),
    style,
  })
  .map(({ first, count, ...rest }) => ({
    ...rest,
    usages: Array.from({ length: count }, (_, index) => first + index),
  }));
const descriptors = fc.array(field, { minLength: 1, maxLength: 12 });

describe("descriptors of any maker", () => {
  it("every field is where it was put, whatever way it was written", () => {
    fc.assert(
      fc.property(descriptors, (fields) => {
        const at = new Map<string, number>();
        const expected = fields.flatMap(({ direction, reportId, usages, bits, relative }) =>
          Array.from({ length: Math.max(1, usages.length) }, (_, index) => {
            const key = `${direction} ${reportId}`;
            const bitOffset = at.get(key) ?? 0;
            at.set(key, bitOffset + bits);
            const usage = usages[index];
            return usage === undefined ? [] : [{ usage, direction, reportId, bitOffset, bitSize: bits, relative }];
          }).flat(),
        );
        const { controls, reports, numbered } = describeHid(bytesOf(fields));
        expect(numbered).toBe(true);
        expect(
          controls.map(({ usageId, direction, reportId, bitOffset, bitSize, relative }) => ({
            ...{ usage: Number(usageId), direction, reportId, bitOffset, bitSize, relative },
          })),
        ).toEqual(expected);
        expect(reports.map(({ direction, reportId, bits }) => [`${direction} ${reportId}`, bits]).sort()).toEqual(
          [...at].sort(),
        );
      }),
      { numRuns: 400 },
    );
  });

  it("a lamp that is written is read back as written, and nothing beside it changes", () => {
    fc.assert(
      fc.property(descriptors, fc.boolean(), (fields, isOn) => {
        const descriptor = parseReportDescriptor(bytesOf(fields));
        for (const report of encodeReports(descriptor, { "led-hold": Number(isOn) })) {
          const bits =
            descriptor.reports.find((one) => one.direction === "out" && one.reportId === report[0])?.bits ?? 0;
          expect(report.length).toBe(1 + Math.ceil(bits / 8));
          for (const { usage, value } of decodeReport(descriptor, "out", report))
            expect(value).toBe(usage === "led-hold" ? Number(isOn) : 0);
        }
      }),
    );
  });

  it("one that is cut off anywhere, or has any byte wrong, still gives an answer, and quickly", () => {
    fc.assert(
      fc.property(descriptors, fc.nat(400), fc.nat(255), (fields, place, value) => {
        const whole = bytesOf(fields);
        const cut = whole.slice(0, place % whole.length);
        const wrong = Uint8Array.from(whole);
        wrong[place % whole.length] = value;
        for (const bytes of [cut, wrong]) expect(describeHid(bytes).controls.length).toBeLessThan(20_001);
      }),
      { numRuns: 300 },
    );
  });
});
