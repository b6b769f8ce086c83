import type { Ear, HidPort } from "../../driver-contract/index.ts";
import { lineError, loadNative, requireAccess } from "./access.ts";

/**
 * A hidraw node through node-hid's asynchronous interface: its synchronous one stops the whole host until a device answers.
 * @throws DeviceError
 */
export async function openHid(node: string, ear: Ear, signal: AbortSignal): Promise<HidPort> {
  await requireAccess(node);
  const { HIDAsync } = await loadNative("node-hid", () => import("node-hid"));
  const device = await HIDAsync.open(node, { nonExclusive: true }).catch((error: unknown) => {
    throw lineError(node, error);
  });
  // A device that is already gone cannot be closed, and need not be.
  const close = () => void device.close().catch(() => undefined);
  if (signal.aborted) {
    close();
    throw signal.reason;
  }
  signal.addEventListener("abort", close, { once: true });
  device.on("data", (report: Buffer) => ear.heard(new Uint8Array(report)));
  device.on("error", (error: unknown) => ear.lost(lineError(node, error)));
  const fail = (error: unknown) => {
    throw lineError(node, error);
  };
  return {
    async write(report) {
      await device.write(Buffer.from(report)).catch(fail);
    },
    async feature(report) {
      await device.sendFeatureReport(Buffer.from(report)).catch(fail);
      return new Uint8Array((await device.getFeatureReport(report[0] ?? 0, report.length).catch(fail)) ?? []);
    },
  };
}
