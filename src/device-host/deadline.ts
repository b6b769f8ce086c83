import { DeviceError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import { patient } from "../platform/patience.ts";

/**
 * Runs a driver's call, but waits no longer than `timeoutMs`. The call itself cannot be stopped; its late result goes to
 * `late` (a late failure is of no further interest: the deadline was already reported).
 * @throws DeviceError device.timeout, or what the call throws
 */
export function withDeadline<T>(
  clock: Clock,
  call: { what: string; subject: string; timeoutMs: number; late?: (result: T) => void },
  run: () => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const cancel = clock.after(patient(call.timeoutMs), () => {
      over = true;
      const message = `${call.what} took longer than ${call.timeoutMs} ms`;
      reject(new DeviceError("device.timeout", message, { subject: call.subject }));
    });
    // In a promise, so that a driver that throws at once is treated like one that rejects.
    Promise.resolve()
      .then(run)
      .then(
        (result) => {
          cancel();
          if (over) call.late?.(result);
          else resolve(result);
        },
        (error: unknown) => {
          cancel();
          if (!over) reject(error as Error);
        },
      );
  });
}
