import { join } from "node:path";
import { DeviceError } from "../../domain/errors.ts";
import type { TransportsFor } from "../driver-context.ts";
import { attribute, names, type Roots } from "../enumerate/sysfs.ts";
import type { Leases } from "../leases.ts";
import { clipIn } from "./clip.ts";
import { requireAccess, v4l2Formats } from "./v4l2.ts";

interface TransportParts {
  readonly cacheFolder: string;
  readonly leases: Leases;
  readonly roots: Roots;
}

/** The real transports. */
export function transportsIn({ cacheFolder, leases, roots }: TransportParts): TransportsFor {
  return (holder, signal) => ({
    async v4l2(node) {
      leases.take(node, holder);
      await requireAccess(node);
      return { formats: () => v4l2Formats(node, signal) };
    },
    async alsa(cardId, device) {
      leases.take(`alsa ${cardId},${device}`, holder);
      for (const node of await pcmNodes(roots, cardId, device)) await requireAccess(node);
    },
    clip: (spec) => clipIn(join(cacheFolder, "clips"), spec, signal),
  });
}

/** Nodes of one PCM device, found by the card's id. */
async function pcmNodes(roots: Roots, cardId: string, device: number): Promise<string[]> {
  const sound = join(roots.sys, "class/sound");
  const found = await names(sound);
  for (const card of found.filter((name) => /^card\d+$/.test(name))) {
    if ((await attribute(sound, card, "id")) !== cardId) continue;
    const pcm = `pcmC${card.slice(4)}D${device}`;
    return found.filter((name) => name === `${pcm}c` || name === `${pcm}p`).map((name) => join(roots.dev, "snd", name));
  }
  throw new DeviceError("device.gone", `the sound card ${cardId} is not there`, { subject: cardId });
}
