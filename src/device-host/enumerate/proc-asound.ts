/** Readers of the texts under /proc/asound. */

export interface SoundCard {
  /** ALSA's driver name, such as "USB-Audio", "HDA-Intel", "Loopback". */
  readonly driver: string;
  readonly name: string;
}

/** `/proc/asound/cards`: ` 1 [Speak          ]: USB-Audio - Jabra SPEAK 510 USB`, then a line with the long name. */
export function parseCards(text: string): Map<number, SoundCard> {
  const cards = new Map<number, SoundCard>();
  for (const [, number, driver, name] of text.matchAll(/^\s*(\d+) \[[^\]]*\]: (.*?) - (.*)$/gm))
    cards.set(Number(number), { driver: driver ?? "", name: (name ?? "").trim() });
  return cards;
}

export interface EldFacts {
  readonly isPresent: boolean;
  readonly name: string;
}

/** `/proc/asound/card0/eld#0.1`: tab-separated names and values of the display at an HDMI or DisplayPort output. */
export function parseEld(text: string): EldFacts | null {
  const present = /^monitor_present\s+(\d)/m.exec(text)?.[1];
  if (present === undefined) return null;
  return { isPresent: present === "1", name: /^monitor_name\s+(.+)$/m.exec(text)?.[1]?.trim() ?? "" };
}

export interface UsbStream {
  /** Channel counts offered, ascending. */
  readonly capture: readonly number[];
  readonly playback: readonly number[];
}

/** `/proc/asound/card1/stream0` of USB cards: a block for each direction with its alternate settings. */
export function parseUsbStream(text: string): UsbStream {
  return { capture: channelsIn(text, "Capture"), playback: channelsIn(text, "Playback") };
}

function channelsIn(text: string, direction: "Capture" | "Playback"): number[] {
  const block =
    new RegExp(`^${direction}:$([\\s\\S]*?)(?=^(?:Capture|Playback):$|(?![\\s\\S]))`, "m").exec(text)?.[1] ?? "";
  const counts = [...block.matchAll(/^\s+Channels: (\d+)$/gm)].map((match) => Number(match[1]));
  return [...new Set(counts)].filter((count) => count > 0 && count <= 32).sort((a, b) => a - b);
}
