import type { Transfer } from "../../kernel-lab/usbip/device.ts";

/** A transfer of a host that waits; `answers` fills when the device completes it. */
export function hostAsks(): { transfer: Transfer; answers: Buffer[]; giveUp(): void } {
  const answers: Buffer[] = [];
  let isGivenUp = false;
  const transfer: Transfer = {
    ...{ length: 1024, data: Buffer.alloc(0), packets: [] },
    get cancelled() {
      return isGivenUp;
    },
    complete: (parts = []) => void answers.push(...parts),
  };
  const giveUp = () => {
    isGivenUp = true;
  };
  return { transfer, answers, giveUp };
}

/** A transfer that brings bytes to the device. */
export const hostSends = (data: Buffer): Transfer => ({
  ...{ length: data.length, data, packets: [], cancelled: false },
  complete: () => undefined,
});
