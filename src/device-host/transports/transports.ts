import { join } from "node:path";
import { DeviceError } from "../../domain/errors.ts";
import type { TransportsFor } from "../driver-context.ts";
import type { Leases } from "../leases.ts";
import { clipIn } from "./clip.ts";

/** The real transports. */
export function transportsIn(parts: { cacheFolder: string; leases: Leases }): TransportsFor {
  return (holder, signal) => ({
    v4l2: (node) => {
      parts.leases.take(node, holder);
      return Promise.reject(new DeviceError("programming", "not yet"));
    },
    alsa: (card) => {
      parts.leases.take(`alsa/${card}`, holder);
      return Promise.reject(new DeviceError("programming", "not yet"));
    },
    clip: (spec) => clipIn(join(parts.cacheFolder, "clips"), spec, signal),
  });
}
