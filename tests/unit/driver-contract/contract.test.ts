import { Compile } from "typebox/compile";
import { describe, expect, it } from "vitest";
import { catalog } from "../../../drivers/catalog.ts";
import { bestClaim } from "../../../src/device-host/matching.ts";
import type { AnyDriver, Ear } from "../../../src/driver-contract/index.ts";
import { openWith, wishes } from "../drivers/driver-bench.ts";
import { blank, ownOf, settingsOf } from "./own-devices.ts";

const modes = [{ format: "mjpeg" as const, width: 1280, height: 720, framesPerSecond: 30 }];

/** Hardware that answers as such hardware does. */
const answering = {
  hid: () => Promise.resolve({ write: () => Promise.resolve(), feature: () => Promise.resolve(new Uint8Array()) }),
  streamDeck: () => Promise.resolve({ rows: 3, columns: 5, keySize: 72, draw: () => Promise.resolve() }),
  stream: (_: unknown, ear: Ear) =>
    // A VISCA camera that is on; others pay no attention to it.
    Promise.resolve({ send: () => Promise.resolve(ear.heard(Uint8Array.of(0x90, 0x50, 0x02, 0xff))) }),
  listen: () => Promise.resolve(),
  gpio: () => Promise.resolve({ read: () => Promise.resolve(false), write: () => Promise.resolve() }),
};

const freeze = <T extends object>(value: T): T => {
  for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) freeze(inner);
  return Object.freeze(value);
};

describe.each(catalog.map((driver) => [driver.manifest.id, driver] as const))(
  "%s keeps the contract",
  (id, driver: AnyDriver) => {
    it("runs with no settings at all, and refuses a setting that it does not know", () => {
      const settings = Compile(driver.manifest.settings);
      expect(settings.Check({})).toBe(true);
      expect(settings.Check({ noSuchSetting: 1 })).toBe(false);
    });

    it("has an id that fits settings, addresses and logs", () => {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(catalog.filter((other) => other.manifest.id === id)).toHaveLength(1);
    });

    it("matches its own and nothing blank, changes nothing of what it looks at, and says the same twice", () => {
      const descriptor = freeze(structuredClone(ownOf(id)));
      const settings = freeze({ ...settingsOf(id) });
      const first = driver.match(descriptor, settings);
      expect(first).toMatchObject({ score: expect.any(Number), why: expect.stringMatching(/\w/) });
      expect(driver.match(descriptor, settings)).toEqual(first);
      expect(driver.manifest.rules.some((rule) => rule.subsystem === descriptor.subsystem)).toBe(true);
      expect(bestClaim(freeze({ ...blank }), [{ driver, settings }], () => undefined)).toBeNull();
    });

    it("opens a device with the id that it was given and at least one capability", async () => {
      const { device } = await openWith(driver, ownOf(id), settingsOf(id), { modes, transports: answering });
      expect(device.id).toBe(`${id}:test`);
      expect(Object.keys(device.capabilities)).not.toEqual([]);
    });

    it("can be told new wishes, and closed any number of times, in any order", async () => {
      const { device } = await openWith(driver, ownOf(id), settingsOf(id), { modes, transports: answering });
      await device.configure(wishes);
      await device.close();
      await device.close();
    });
  },
);
