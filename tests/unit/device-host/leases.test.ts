import { expect, test } from "vitest";
import { Leases } from "../../../src/device-host/leases.ts";
import { transportsIn } from "../../../src/device-host/transports/transports.ts";

test("what could not be opened once can be opened later: it is not called busy by its own driver", async () => {
  const leases = new Leases();
  const roots = { sys: "/nowhere/sys", dev: "/nowhere/dev", proc: "/nowhere/proc" };
  const parts = { cacheFolder: "/nowhere", leases, roots, ending: () => undefined };
  const open = transportsIn(parts)("camera", new AbortController().signal, () => undefined);
  const tries = [1, 2].map(() => () => open.alsa("MS2109", 0));
  for (const again of tries) await expect(again()).rejects.toMatchObject({ code: "device.gone" });
  expect(() => leases.take("alsa MS2109,0", "another")).not.toThrow();
});

test("what another device has stays with it when a third one gives up", () => {
  const leases = new Leases();
  leases.take("/dev/hidraw0", "keys");
  leases.release("/dev/hidraw0", "dongle");
  expect(() => leases.take("/dev/hidraw0", "dongle")).toThrow("already used by keys");
});
