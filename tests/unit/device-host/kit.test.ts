import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalog } from "../../../drivers/catalog.ts";
import { driver as example, example as exampleSettings } from "../../../drivers/example/driver.ts";
import { checkDriver } from "../../../src/device-host/kit/check.ts";
import { loadDriver } from "../../../src/device-host/kit/load-driver.ts";
import type { AnyDriver, Device } from "../../../src/driver-contract/index.ts";
import { never } from "../../simulators/scripted-driver.ts";
import { hostWith } from "./host-bench.ts";

const problems = async (driver: AnyDriver, given: unknown) =>
  (await checkDriver(driver, given)).flatMap(({ rule, problem }) => (problem === null ? [] : [`${rule}: ${problem}`]));

describe("drivers that keep the contract", () => {
  it("the example does", async () => {
    expect(await problems(example, exampleSettings)).toEqual([]);
  });

  it.each(catalog.map(({ manifest }) => [manifest.id]))("%s does, checked as a maker checks his", async (id) => {
    const loaded = await loadDriver(join(import.meta.dirname, "../../../drivers", id));
    expect(loaded.driver.manifest.id).toBe(id);
    expect(await problems(loaded.driver, loaded.example)).toEqual([]);
  });
});

describe("what the suite finds", () => {
  /** The example, with a device that does one thing wrong. */
  const broken = (more: Partial<AnyDriver>, device: Partial<Device> = {}): AnyDriver => ({
    ...example,
    async open(claim, context) {
      const good = await example.open(claim, context);
      const { id, capabilities } = good;
      const plain = { id, capabilities, configure: () => good.configure(claim.wishes), close: () => good.close() };
      return { ...plain, command: (command) => good.command?.(command) ?? Promise.resolve(), ...device };
    },
    ...more,
  });
  let closed = 0;

  it.each([
    ["settings that nobody named", broken({ manifest: { ...example.manifest, settings: {} } }), /additionalProperties/],
    [
      "a slip in the name of what match says",
      broken({ match: () => ({ scor: 80, why: "mine" }) as never }),
      /no score/,
    ],
    [
      "a match that says more than is known",
      broken({ match: () => ({ score: 80, why: "mine", titel: "Lamp" }) as never }),
      /titel: only/,
    ],
    [
      "a match that changes what it looks at",
      broken({ match: (descriptor) => Object.assign(descriptor, { name: "" }) as never }),
      /match/,
    ],
    [
      "a match that takes everything",
      broken({
        manifest: { ...example.manifest, rules: [{ subsystem: "usb" }, { subsystem: "serial" }] },
        match: () => ({ score: 50, why: "all" }),
      }),
      /not its own/,
    ],
    ["another id", broken({}, { id: "mine" }), /id mine/],
    ["a capability that is none", broken({}, { capabilities: { teleport: {} } as never }), /teleport/],
    ["lamps without commands", broken({}, { command: undefined as never }), /takes no commands/],
    ["a command that hangs", broken({}, { command: never }), /longer than 3000/],
    ["an error without a code", broken({}, { command: () => Promise.reject(new TypeError("x")) }), /without a code/],
    [
      "a second close that throws",
      broken({}, { close: () => (closed++ % 2 === 0 ? Promise.resolve() : Promise.reject(new TypeError("twice"))) }),
      /close throws: twice/,
    ],
    ["an open that never ends", broken({ open: never }), /never ends/],
    [
      "a promise that nobody catches",
      broken(
        {},
        {
          command() {
            void Promise.reject(new TypeError("loose"));
            return Promise.resolve();
          },
        },
      ),
      /nobody catches: loose/,
    ],
  ] as const)("%s", async (_, driver, complaint) => {
    expect(await problems(driver, exampleSettings)).toContainEqual(expect.stringMatching(complaint));
  });

  it("a driver that throws when it hears nonsense, with the bytes", async () => {
    const driver = broken({
      async open(claim, context) {
        const ear = {
          heard(bytes: Uint8Array) {
            if (bytes.length > 40) throw new RangeError("too long");
          },
          lost: context.fail,
        };
        await context.transports.stream({ kind: "serial", path: "/dev/x", baudRate: 9_600 }, ear);
        const { open: _, ...device } = { open: 0, id: claim.deviceId, capabilities: { relay: { on: false } } };
        return { ...device, configure: () => Promise.resolve(), close: () => Promise.resolve() };
      },
    });
    expect(await problems(driver, exampleSettings)).toEqual([
      expect.stringMatching(/nonsense \([0-9a-f]+\): too long/),
    ]);
  });

  it("hardware that is asked before it is open, and whose example says nothing in its place", async () => {
    const { driver, example: given } = await loadDriver(join(import.meta.dirname, "../../../drivers/visca-camera"));
    const { settings } = given as { settings: object };
    expect(await problems(driver, { settings })).toContainEqual(expect.stringMatching(/open fails.*does not answer/));
    expect(await problems(driver, { settings, answer: "yes" })).toEqual([expect.stringMatching(/not a function/)]);
  });

  it("a timer of its own that goes on after the device was closed", async () => {
    const timers: NodeJS.Timeout[] = [];
    const driver = broken({
      async open(claim, context) {
        timers.push(setInterval(() => undefined, 60_000));
        return await example.open(claim, context);
      },
    });
    const found = await problems(driver, exampleSettings);
    for (const timer of timers) clearInterval(timer);
    expect(found).toEqual([expect.stringMatching(/leaks no handle.*Timeout/)]);
  });
});

describe("loading a driver of others", () => {
  let folder: string;
  const write = async (name: string, text: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, "index.mjs"), text);
    return join(folder, name);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rk-kit-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("takes a folder", async () => {
    const place = await write(
      "good",
      `export const driver = { manifest: { id: "acme", title: "Acme", rules: [{ subsystem: "usb" }], settings: {} },
        match: () => null, open: () => { throw 1; } };`,
    );
    expect((await loadDriver(place)).driver.manifest.id).toBe("acme");
  });

  it.each([
    ["empty", "", /exports no `driver`/],
    ["shouting", "export const driver = { manifest: { id: 'A B' }, match() {}, open() {} }", /manifest.id/],
    ["half", "export default { manifest: {} }", /match and open/],
    ["broken", "export const = 1", /cannot be loaded/],
  ])("says what is wrong with one that is %s", async (name, text, complaint) => {
    const place = await write(name, text);
    await expect(loadDriver(place)).rejects.toThrow(complaint);
  });

  it.each([
    ["./nowhere", /no such file/],
    ["left-pad", /begins with roomkeeper-driver-/],
    ["roomkeeper-driver-absent", /not installed/],
  ])("does not take %s", async (place, complaint) => {
    await expect(loadDriver(place)).rejects.toThrow(complaint);
  });

  it("runs beside ours in the host; one that cannot be loaded or takes a name of ours is refused alone", async () => {
    const modules = ["/good", "/twin", "/absent"];
    const bench = hostWith([catalog[0] as AnyDriver], {
      loadModule: (place) => {
        if (place === "/absent") return Promise.reject(new TypeError("no"));
        return Promise.resolve(place === "/good" ? example : (catalog[0] as AnyDriver));
      },
    });
    const settings = { serial: "/dev/ttyUSB0" };
    const size = { width: 1280, height: 720, framesPerSecond: 30 };
    await bench.host.configure({ drivers: { example: settings }, modules, cameraSize: size });
    await bench.settle();
    expect(bench.refused.map(([place]) => place)).toEqual(["/twin", "/absent"]);
    expect(bench.told.at(-1)?.map(({ driver }) => driver)).toEqual(["example"]);
    await bench.host.configure({ drivers: { example: settings }, modules, off: ["example"], cameraSize: size });
    await bench.settle();
    expect(bench.told.at(-1)).toEqual([]);
  });
});
