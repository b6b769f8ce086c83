import { join } from "node:path";
import { DeviceError } from "../../domain/errors.ts";
import { readSecret } from "../../settings/secret.ts";
import type { TransportsFor } from "../driver-context.ts";
import { attribute, names, type Roots } from "../enumerate/sysfs.ts";
import type { Leases } from "../leases.ts";
import { requireAccess } from "./access.ts";
import { clipIn } from "./clip.ts";

interface TransportParts {
  readonly cacheFolder: string;
  readonly leases: Leases;
  readonly roots: Roots;
  /** Told what must still be done after a device closed, and must not be cut off by the end of the process. */
  readonly ending: (work: Promise<void>) => void;
}

/** The real transports. Each is loaded when it is first asked for: most rooms need few of them. */
export function transportsIn({ cacheFolder, leases, roots, ending }: TransportParts): TransportsFor {
  return (holder, signal, lost) => {
    const take = (thing: string) => leases.take(thing, holder);
    return {
      async v4l2(node) {
        take(node);
        const { openV4l2 } = await import("./v4l2.ts");
        return await openV4l2(node, signal);
      },
      async alsa(cardId, device) {
        take(`alsa ${cardId},${device}`);
        for (const node of await pcmNodes(roots, cardId, device)) await requireAccess(node);
      },
      clip: (spec) => clipIn(join(cacheFolder, "clips"), spec, signal),
      secret: (file) => readSecret(file),
      async hid(node, ear) {
        take(node);
        const { openHid } = await import("./hid.ts");
        return await openHid(node, ear, signal);
      },
      async stream(address, ear) {
        const { nameOf, openStream } = await import("./stream.ts");
        take(nameOf(address));
        return await openStream(address, ear, signal);
      },
      async listen(address, welcome) {
        take(`port ${address.port}`);
        const { listenAt } = await import("./stream.ts");
        await listenAt(address, welcome, signal);
      },
      async gpio(line, changed) {
        take(`${line.chip} line ${line.line}`);
        const { openGpio } = await import("./gpio.ts");
        return await openGpio(line, changed, { roots, signal, lost, ending });
      },
      async cec(node) {
        take(node);
        const { openCec } = await import("./cec.ts");
        return await openCec(node, signal);
      },
      async streamDeck(node, ear) {
        take(node);
        const { openDeck } = await import("./stream-deck.ts");
        return await openDeck(node, ear, signal);
      },
    };
  };
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
