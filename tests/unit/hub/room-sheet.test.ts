import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv, writeCsv } from "../../../src/hub/estate/csv.ts";
import { planSheet, readSheet, sheetOf } from "../../../src/hub/estate/room-sheet.ts";
import { fleetRoom } from "./fleet-room.ts";

const none = { sites: new Set<string>(), groups: new Set<string>() };

test("what is written as CSV is read back the same, whatever is in it", () => {
  const cell = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("=1+1", "'x", "''", '"', ";", ",", "\r\n", " "));
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rows, (given) => {
      // A first line without commas would make semicolons separators; empty rows are left out.
      const table = [["a", "b"], ...given].filter((row) => row.some((one) => one !== ""));
      expect(readCsv(writeCsv(table)).map(({ cells }) => cells)).toEqual(table);
    }),
  );
});

test("a room named like a formula does nothing in a spreadsheet", () => {
  const csv = sheetOf([fleetRoom("r1", { name: '=HYPERLINK("http://evil")' })]);
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(readSheet(csv)[0]?.name).toBe('=HYPERLINK("http://evil")');
});

test("a sheet saved by a spreadsheet with semicolons and a byte order mark is read", () => {
  const rows = readSheet("\ufeffName;Site;Tags\r\nOak;Oslo;board big\r\n\r\nElm;;\r\n");
  expect(rows).toMatchObject([
    { line: 2, name: "Oak", site: "Oslo", tags: ["board", "big"] },
    { line: 4, name: "Elm", site: "", tags: [] },
  ]);
  expect(rows[0]?.building).toBeUndefined();
});

test("an exported sheet imported again changes nothing", () => {
  const rooms = [
    fleetRoom("r1", { siteName: "Oslo", tags: ["a", "b"], expected: ["camera"] }),
    fleetRoom("r2", { name: "Elm, big", floor: "-1" }),
  ];
  const places = { sites: new Set(["oslo"]), groups: new Set<string>() };
  expect(planSheet(readSheet(sheetOf(rooms)), rooms, places)).toEqual({
    ...{ create: [], change: [], unchanged: 2, newSites: [], newGroups: [] },
  });
});

test("the same sheet of new rooms imported twice makes no room twice", () => {
  const sheet = readSheet("name,site\nOak,Oslo\nElm,Oslo\n");
  expect(planSheet(sheet, [], none)).toMatchObject({ newSites: ["Oslo"], create: [{ name: "Oak" }, { name: "Elm" }] });
  const made = ["Oak", "Elm"].map((name, at) => fleetRoom(`r${at}`, { name, siteName: "Oslo" }));
  expect(planSheet(sheet, made, { ...none, sites: new Set(["oslo"]) })).toMatchObject({ create: [], unchanged: 2 });
});

test.each([
  ["", /empty/],
  ["name,colour\nOak,red", /line 1.*"colour"/],
  ["site\nOslo", /line 1/],
  ["name\nOak,Oslo", /line 2: 2 values in 1 columns/],
  ["name,site\n,Oslo", /line 2: a new room needs a name/],
  ['name\n"Oak', /line 2: a quotation mark/],
  ["id,name\nnobody,Oak", /line 2: there is no room nobody/],
  ["name\nOak\nOak", /line 3: this room is in the sheet twice/],
  ["name\nTwin", /line 2: 2 rooms have this name/],
])("the sheet %j is refused with the place and the reason", (text, message) => {
  const twins = [fleetRoom("t1", { name: "Twin" }), fleetRoom("t2", { name: "Twin" })];
  expect(() => planSheet(readSheet(text), twins, none)).toThrow(message);
});
