import Type from "typebox";
import type { Descriptor } from "../../src/domain/device.ts";
import { type AnyDriver, type Device, type DriverContext, defineDriver } from "../../src/driver-contract/index.ts";

type Open = (context: DriverContext, deviceId: string) => Promise<Device>;

/** A device that does nothing; `more` replaces what a test wants to go wrong. */
export const plainDevice = (id: string, more: Partial<Device> = {}): Device => ({
  id,
  capabilities: { speaker: { audio: { kind: "meter" } } },
  configure: () => Promise.resolve(),
  close: () => Promise.resolve(),
  ...more,
});

export const never = <T>() => new Promise<T>(() => undefined);

/** A driver that announces one device of its own and opens it as the test says. */
export function scriptedDriver(
  id: string,
  open: Open,
  more: { score?: number; openTimeoutMs?: number } = {},
): AnyDriver {
  return defineDriver({
    manifest: {
      id,
      title: id,
      rules: [{ subsystem: "bench" }],
      settings: Type.Object({ size: Type.Optional(Type.Integer()) }, { additionalProperties: false }),
      ...(more.openTimeoutMs === undefined ? {} : { openTimeoutMs: more.openTimeoutMs }),
    },
    announce: () => [announced(id)],
    match: ({ node }) => (node === id ? { score: more.score ?? 10, why: "announced", identity: id } : null),
    open: ({ deviceId }, context) => open(context, deviceId),
  });
}

export const announced = (id: string): Descriptor => ({
  key: `bench/${id}`,
  subsystem: "bench",
  name: id,
  node: id,
  vendorId: "",
  productId: "",
  serial: "",
  port: "",
  facts: {},
});
