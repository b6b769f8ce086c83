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
    const leased = async <T>(thing: string, open: () => Promise<T>): Promise<T> => {
      leases.take(thing, holder);
      try {
        return await open();
      } catch (error) {
        leases.release(thing, holder);
        throw error;
      }
    };
    return {
      v4l2: (node) => leased(node, async () => (await import("./v4l2.ts")).openV4l2(node, signal)),
      alsa: (cardId, device) =>
        leased(`alsa ${cardId},${device}`, async () => {
          for (const node of await pcmNodes(roots, cardId, device)) await requireAccess(node);
        }),
      clip: (spec) => clipIn(join(cacheFolder, "clips"), spec, signal),
      secret: (file) => readSecret(file),
      hid: (node, ear) => leased(node, async () => (await import("./hid.ts")).openHid(node, ear, signal)),
      async stream(address, ear) {
        const { nameOf, openStream } = await import("./stream.ts");
        return await leased(nameOf(address), () => openStream(address, ear, signal));
      },
      listen: (address, welcome) =>
        leased(`port ${address.port}`, async () => (await import("./stream.ts")).listenAt(address, welcome, signal)),
      gpio: (line, changed) =>
        leased(`${line.chip} line ${line.line}`, async () =>
          (await import("./gpio.ts")).openGpio(line, changed, { roots, signal, lost, ending }),
        ),
      cec: (node) => leased(node, async () => (await import("./cec.ts")).openCec(node, signal)),
      streamDeck: (node, ear) =>
        leased(node, async () => (await import("./stream-deck.ts")).openDeck(node, ear, signal)),
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
