import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { descriptorsInText } from "../../../../src/cli/hid/tool-text.ts";
import { ConfigError } from "../../../../src/domain/errors.ts";

/** Headset: hook, mute, three lamps, two numbered reports, a usage that names its page; every item has a name in lsusb. */
const items: [name: string, hex: string][] = [
  ["Usage Page", "050b"],
  ["Usage", "0905"],
  ["Collection", "a101"],
  ["Report ID", "8505"],
  ["Logical Minimum", "1500"],
  ["Logical Maximum", "2501"],
  ["Usage", "0920"],
  ["Usage", "0b2f000b00"],
  ["Report Size", "7501"],
  ["Report Count", "9502"],
  ["Input", "8122"],
  ["Report Count", "960e00"],
  ["Input", "8103"],
  ["Usage Page", "0508"],
  ["Usage Minimum", "1917"],
  ["Usage Maximum", "2918"],
  ["Report Count", "9502"],
  ["Output", "9122"],
  ["End Collection", "c0"],
];
const hex = items.map(([, one]) => one).join("");
const bytes = [...Buffer.from(hex, "hex")];
const pairs = (from = 0, to = bytes.length) => bytes.slice(from, to).map((byte) => byte.toString(16).padStart(2, "0"));
const rows = (width: number) =>
  Array.from({ length: Math.ceil(bytes.length / width) }, (_, row) => ({
    at: row * width,
    pairs: pairs(row * width, (row + 1) * width),
  }));
const offset = (at: number, digits: number, base = 16) => at.toString(base).padStart(digits, "0");
const only = (text: string) => {
  const found = descriptorsInText(text);
  expect(found).toHaveLength(1);
  return [...found[0]!.bytes];
};

const forms: [name: string, text: string][] = [
  ["hexadecimal without blanks", hex],
  ["hexadecimal in capitals with blanks", pairs().join(" ").toUpperCase()],
  ["hexadecimal with colons", pairs().join(":")],
  [
    "lines that end as on Windows",
    rows(7)
      .map((row) => row.pairs.join(" "))
      .join("\r\n"),
  ],
  [
    "an array of C with remarks that have numbers",
    `static const uint8_t rdesc[] = {\n${items.map(([name, one]) => `  ${one.replaceAll(/../g, "0x$&, ")} /* ${name} 0x20 */ // 0xFF`).join("\n")}\n};\n`,
  ],
  [
    "an array of C with numbers of both kinds",
    `{ 0x05, 11, 0x09, 5, ${pairs(4)
      .map((pair) => `0x${pair}U`)
      .join(", ")} }`,
  ],
  ["a list of numbers", JSON.stringify(bytes)],
  [
    "a string of Python",
    `b"${pairs()
      .map((pair) => `\\x${pair}`)
      .join("")}"`,
  ],
  ["JSON", JSON.stringify({ id: "x", descriptorHex: hex })],
  ["one long number", `0x${hex}`],
  ["ioreg of a Mac", `  | "MaxInputReportSize" = 16\n  | "ReportDescriptor" = <${hex}>\n`],
  [
    "the kernel's debugfs",
    `${pairs().join(" ")} \n\n  INPUT(5)[INPUT]\n    Field(0)\n      Usage(2)\n        ff00.0020\n        000b.002f\n  ff00.0020 ---> Absolute.Misc\n`,
  ],
  [
    "Wireshark",
    rows(16)
      .map((row) => `${offset(row.at, 4)}   ${row.pairs.join(" ").padEnd(48)}  ..ab 05 0c`)
      .join("\n"),
  ],
  [
    "items with remarks, as USB viewers write them",
    `wDescriptorLength : 0x0042 (66 bytes)\n${items.map(([name, one]) => `  ${one.replaceAll(/../g, "$& ").padEnd(18)} ${name} (0x06)`).join("\n")}`,
  ],
  [
    "hexdump -C",
    rows(16)
      .map((row) => `${offset(row.at, 8)}  ${row.pairs.join(" ")}  |..ab.05 0c|`)
      .join("\n")
      .concat(`\n${offset(bytes.length, 8)}\n`),
  ],
  [
    "xxd",
    rows(16)
      .map((row) => `${offset(row.at, 8)}: ${row.pairs.join("").replaceAll(/(.{4})(?=.)/g, "$1 ")}  ab05..`)
      .join("\n"),
  ],
  [
    "od -tx1",
    rows(16)
      .map((row) => `${offset(row.at, 7, 8)} ${row.pairs.join(" ")}`)
      .join("\n")
      .concat(`\n${offset(bytes.length, 7, 8)}\n`),
  ],
  [
    "hid-recorder",
    `D: 0\n# 0x05, 0x0b, // Usage Page 0\nR: ${bytes.length} ${pairs().join(" ")}\nN: Headset\nI: 3 0001 0002\nE: 000000.000000 3 05 01 00\n`,
  ],
  [
    "usbhid-dump",
    `003:005:003:DESCRIPTOR         1700000000.123456\n${rows(16)
      .map((row) => ` ${row.pairs.join(" ")}`)
      .join("\n")}\n\n003:005:003:STREAM             1700000001.1\n 05 01 00\n`,
  ],
  [
    "lsusb -v",
    `          Report Descriptor: (length is ${bytes.length})\n${items
      .map(([name, one]) => {
        const data = one.slice(2).replaceAll(/../g, "0x$& ");
        return `            Item(Global): ${name}, data= ${data === "" ? "none" : `[ ${data}] 11`}\n                            (null)`;
      })
      .join("\n")}`,
  ],
];

describe("a report descriptor is read from what people have at hand", () => {
  it.each(forms)("%s", (_, text) => {
    expect(only(text)).toEqual(bytes);
  });

  it("several in one dump keep their places", () => {
    const two = `R: 2 05 0b\nN: a\nR: 4 05 0c 09 01\n`;
    expect(descriptorsInText(two).map(({ place, bytes: { length } }) => [place, length])).toEqual([
      ["line 1", 2],
      ["line 3", 4],
    ]);
  });
});

describe("a text that is none is refused with its place", () => {
  it.each([
    ["a macro in an array", "0x05, 0x0b,\n0x85, REPORT_ID,\n0x09, 0x20", /line 2: REPORT_ID is a name/],
    ["macros around numbers", "HID_USAGE_PAGE(0x0b),\nHID_USAGE(0x05)", /HID_USAGE is a name/],
    ["half a byte", "05 0b\n09 5\n", /line 2: 5 is half a byte/],
    ["half a byte without blanks", "050b0905a10", /050b0905a10 has half a byte/],
    ["a number beyond a byte", "0x05, 300, 0x09", /300 is more than a byte/],
    ["fewer bytes than announced", "R: 5 05 0c 09", /line 1: 5 bytes are announced, 3 are there/],
    ["bytes turned round in pairs", "0000000 0b05 0509 01a1\n0000006\n", /hexdump -C/],
    ["a descriptor that lsusb could not read", "Report Descriptors: \n ** UNAVAILABLE **", /lsusb could not read/],
    [
      "an item that does not exist",
      "Item(Global): Usage Rage, data= [ 0x0b ]",
      /line 1: there is no item "Usage Rage"/,
    ],
  ])("%s", (_, text, why) => {
    expect(() => descriptorsInText(text)).toThrow(why);
  });

  it.each([
    ["0x05,".repeat(100_000)],
    ["5,".repeat(250_000)],
    ["05".repeat(250_000)],
    [`{${"\n".repeat(500_000)}`],
    ["/*".repeat(250_000)],
  ])("a long one takes no longer than it is long", (text) => {
    expect(only(text).length).toBeLessThanOrEqual(250_000);
  });

  it("prose has no bytes", () => {
    expect(only("hello world\nAdd more, Dad\nbecause of a bad day\n")).toEqual([]);
  });

  it("any text gives bytes or a reason", () => {
    const pieces = fc.constantFrom(
      ...[
        "0x05",
        "05",
        "0c ",
        "R: 3 ",
        "\n",
        "001:002:003:DESCRIPTOR\n",
        "Item(Main  ): Input, data= [ 0x02 ] 2\n",
        "{",
        "/*",
        "*/",
        "//",
        "\\x",
        "5",
        "Usage",
        ",",
        "00000000  ",
        "0000000 ",
      ],
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          for (const { bytes: found } of descriptorsInText(text)) expect(found).toBeInstanceOf(Uint8Array);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
