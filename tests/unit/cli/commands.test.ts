import { afterEach, expect, test, vi } from "vitest";
import { parseCommand } from "../../../src/cli/commands.ts";

afterEach(() => vi.restoreAllMocks());

/** @returns exit code, and what was written to standard output and standard error */
async function called(...argv: string[]) {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const { run, args } = parseCommand(argv);
  const code = await run(args);
  const text = (spy: typeof out) => spy.mock.calls.map(([chunk]) => String(chunk)).join("");
  return { code, out: text(out), told: text(told) };
}

const names = [
  "room",
  "check",
  "hub",
  "calendar",
  "fleet-simulator",
  "agenda",
  "recognise",
  "devices",
  "driver",
  "hid",
];

test.each(names)("%s --help says how it is called, and is no mistake", async (name) => {
  const { code, out, told } = await called(name, "--help");
  expect([code, told]).toEqual([0, ""]);
  expect(out).toContain(name);
  expect(out.length).toBeGreaterThan(40);
});

test("--help lists every command; an unknown one is refused with the list", async () => {
  const asked = await called("--help");
  expect(asked.code).toBe(0);
  for (const name of names) expect(asked.out).toContain(`  ${name}`);
  const unknown = await called("rom");
  expect(unknown.code).toBe(2);
  expect(unknown.told).toContain('there is no command "rom"');
});
