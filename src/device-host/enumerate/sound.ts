import { join } from "node:path";
import type { Descriptor } from "../../domain/device.ts";
import { audioTerminals } from "./audio-terminals.ts";
import { type EldFacts, parseCards, parseEld, parseUsbStream, type SoundCard } from "./proc-asound.ts";
import {
  attribute,
  attributeBytes,
  driverOf,
  names,
  placeOf,
  type Roots,
  target,
  type UsbParent,
  usbParentOf,
} from "./sysfs.ts";
import { videoInputs } from "./video-inputs.ts";

/**
 * One descriptor for each PCM device of each card, both directions together: an HDMI output and the analogue jacks of one card
 * are different things to a room. `node` is the card's id, the only name that survives a restart.
 */
export async function soundDescriptors(roots: Roots): Promise<Descriptor[]> {
  const folder = join(roots.sys, "class/sound");
  const found = await names(folder);
  const cards = parseCards(await attribute(roots.proc, "asound/cards"));
  const pcms = found.flatMap((name) => pcmOf(name) ?? []);
  const numbers = [...new Set(pcms.map((pcm) => pcm.card))];
  const described = numbers.map((number) =>
    describeCard(
      roots,
      number,
      pcms.filter((pcm) => pcm.card === number),
      cards.get(number),
    ),
  );
  return (await Promise.all(described)).flat();
}

interface Pcm {
  card: number;
  device: number;
  direction: "capture" | "playback";
}

function pcmOf(name: string): Pcm | null {
  const parts = /^pcmC(\d+)D(\d+)([cp])$/.exec(name);
  if (parts === null) return null;
  return { card: Number(parts[1]), device: Number(parts[2]), direction: parts[3] === "c" ? "capture" : "playback" };
}

interface CardFacts {
  number: number;
  id: string;
  name: string;
  driver: string;
  kernelDriver: string;
  place: string;
  usb: UsbParent | null;
  terminals: string;
  /** Of a device that has pictures, too: its sound goes along with them. */
  videoInputs: string;
}

async function describeCard(roots: Roots, number: number, pcms: Pcm[], known?: SoundCard): Promise<Descriptor[]> {
  const path = join(roots.sys, "class/sound", `card${number}`);
  const [id, real, parent] = await Promise.all([attribute(path, "id"), target(path), target(path, "device")]);
  // Without its sysfs folder the card is just leaving.
  if (real === null || id === "") return [];
  const usb = await usbParentOf(parent ?? real, roots.sys);
  const raw = usb === null ? new Uint8Array() : await attributeBytes(usb.path, "descriptors");
  const card: CardFacts = {
    number,
    id,
    name: usb?.product || known?.name || id,
    driver: known?.driver ?? "",
    kernelDriver: parent === null ? "" : await driverOf(parent),
    place: usb?.port ?? placeOf(real),
    usb,
    terminals: audioTerminals(raw).join(","),
    videoInputs: videoInputs(raw).join(","),
  };
  const devices = [...new Set(pcms.map((pcm) => pcm.device))];
  return Promise.all(devices.map((device) => describePcm(roots, card, device, pcms)));
}

async function describePcm(roots: Roots, card: CardFacts, device: number, pcms: Pcm[]): Promise<Descriptor> {
  const proc = join(roots.proc, "asound", `card${card.number}`);
  const has = (direction: Pcm["direction"]) => pcms.some((pcm) => pcm.device === device && pcm.direction === direction);
  const infos = await Promise.all(["c", "p"].map((letter) => attribute(proc, `pcm${device}${letter}`, "info")));
  const pcmName = infos.map((info) => /^name: (.+)$/m.exec(info)?.[1] ?? "").find((name) => name !== "") ?? "";
  const eld = await eldOf(proc, pcmName);
  const channels = parseUsbStream(await attribute(proc, `stream${device}`));
  const { usb } = card;
  return {
    key: `sound/card${card.number}.${device}`,
    subsystem: "sound",
    name: card.name,
    node: card.id,
    vendorId: usb?.vendorId ?? "",
    productId: usb?.productId ?? "",
    serial: usb?.serial ?? "",
    port: card.place,
    facts: {
      driver: card.kernelDriver,
      cardDriver: card.driver,
      pcm: String(device),
      pcmName,
      capture: has("capture") ? channels.capture.join(",") || "yes" : "",
      playback: has("playback") ? channels.playback.join(",") || "yes" : "",
      terminals: card.terminals,
      plugging: usb?.plugging ?? "",
      ...(eld === null ? {} : { monitor: eld.isPresent ? "present" : "absent", monitorName: eld.name }),
      ...(card.videoInputs === "" ? {} : { videoInputs: card.videoInputs }),
      ...(device === 0 ? {} : { part: `pcm${device}` }),
      ...(usb === null ? {} : { bcdDevice: usb.bcdDevice, manufacturer: usb.manufacturer }),
    },
  };
}

/** What the display at an HDMI output says: output "HDMI 1" has eld#<codec>.1. Null for other outputs. */
async function eldOf(proc: string, pcmName: string): Promise<EldFacts | null> {
  const output = /^HDMI (\d+)$/.exec(pcmName)?.[1];
  if (output === undefined) return null;
  const file = (await names(proc)).find((name) => name.startsWith("eld#") && name.endsWith(`.${output}`));
  return file === undefined ? null : parseEld(await attribute(proc, file));
}
