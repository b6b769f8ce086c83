import { chmod, mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { type Roots, rootsIn } from "../../src/device-host/enumerate/sysfs.ts";

/** A USB device as sysfs shows it. */
export interface UsbFacts {
  port: string;
  vendorId: string;
  productId: string;
  product?: string;
  serial?: string;
  descriptors?: Uint8Array;
}

export interface VideoFacts {
  number: number;
  index?: number;
  name?: string;
  driver?: string;
  /** What v4l2-ctl says; without it the node cannot be asked. */
  info?: string;
  formats?: string;
}

export interface CardFacts {
  number: number;
  id: string;
  /** ALSA's name of the driver and of the card, as in /proc/asound/cards. */
  driver: string;
  name: string;
  /** "0c", "0p", "3p" with the PCM's name. */
  pcms: Record<string, string>;
  /** Further files under /proc/asound/cardN. */
  files?: Record<string, string>;
}

export const captureInfo =
  "Driver Info:\n\tCapabilities     : 0x84a00001\n\tDevice Caps      : 0x04200001\n\t\tVideo Capture\n";
export const metadataInfo =
  "Driver Info:\n\tCapabilities     : 0x84a00001\n\tDevice Caps      : 0x04a00000\n\t\tMetadata Capture\n";

/** sysfs, /dev and /proc of a machine in a temporary folder, with devices that tests plug and unplug. */
export class DeviceTree {
  readonly root: string;
  readonly roots: Roots;
  #plugging = 1;
  readonly #cards = new Map<number, CardFacts>();

  constructor(root: string) {
    this.root = root;
    this.roots = rootsIn(root);
  }

  static async make(): Promise<DeviceTree> {
    const tree = new DeviceTree(await mkdtemp(join(tmpdir(), "rk-devices-")));
    for (const folder of [
      "sys/class/video4linux",
      "sys/class/sound",
      "sys/class/hidraw",
      "sys/devices/pci0000:00",
      "dev/snd",
      "proc/asound",
      "bin",
    ])
      await mkdir(join(tree.root, folder), { recursive: true });
    const program = join(tree.root, "bin/v4l2-ctl");
    await writeFile(program, fakeV4l2Ctl);
    await chmod(program, 0o755);
    return tree;
  }

  /** PATH on which v4l2-ctl answers for this tree. */
  get path() {
    return `${join(this.root, "bin")}:${process.env.PATH}`;
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  async plugUsb(usb: UsbFacts): Promise<void> {
    const folder = this.#usbFolder(usb.port);
    await this.#files(folder, {
      idVendor: usb.vendorId,
      idProduct: usb.productId,
      bcdDevice: "0100",
      devnum: String(this.#plugging++),
      ...(usb.product === undefined ? {} : { product: usb.product }),
      ...(usb.serial === undefined ? {} : { serial: usb.serial }),
    });
    await writeFile(join(folder, "descriptors"), usb.descriptors ?? new Uint8Array());
  }

  /** @param port of its USB device; a platform device of that name when there is no such USB device */
  async addVideo(port: string, video: VideoFacts): Promise<string> {
    const { number, index = 0, name = "Camera", driver = "uvcvideo" } = video;
    const interfaceFolder = join(this.#usbFolder(port), `${port}:1.0`);
    const folder = join(interfaceFolder, "video4linux", `video${number}`);
    await this.#files(folder, { name, index: String(index), dev: `81:${number}` });
    await this.#link(join(folder, "device"), interfaceFolder);
    await this.#driver(interfaceFolder, driver);
    await this.#link(join(this.root, `sys/class/video4linux/video${number}`), folder);
    const node = join(this.root, `dev/video${number}`);
    const answers = { info: video.info, formats: video.formats };
    for (const [kind, text] of Object.entries(answers))
      if (text !== undefined) await this.#files(join(this.root, "v4l2"), { [`video${number}.${kind}`]: text });
    await writeFile(node, "");
    return node;
  }

  /** From now on nothing that asks this node gets an answer. */
  async hang(name: string): Promise<void> {
    await writeFile(join(this.root, "v4l2", `${name}.hangs`), "");
  }

  async addCard(port: string, card: CardFacts): Promise<void> {
    const interfaceFolder = join(this.#usbFolder(port), `${port}:1.1`);
    const folder = join(interfaceFolder, "sound", `card${card.number}`);
    await this.#files(folder, { id: card.id, number: String(card.number) });
    await this.#link(join(folder, "device"), interfaceFolder);
    await this.#driver(interfaceFolder, "snd-usb-audio");
    await this.#link(join(this.root, `sys/class/sound/card${card.number}`), folder);
    const proc = join(this.root, `proc/asound/card${card.number}`);
    await mkdir(join(this.root, "dev/snd"), { recursive: true });
    for (const [pcm, name] of Object.entries(card.pcms)) {
      const node = `pcmC${card.number}D${pcm}`;
      await this.#files(join(folder, node), { pcm_class: "generic" });
      await this.#link(join(this.root, "sys/class/sound", node), join(folder, node));
      await this.#files(join(proc, `pcm${pcm}`), {
        info: `card: ${card.number}\nname: ${name}\nsubname: subdevice #0`,
      });
      await writeFile(join(this.root, "dev/snd", node), "");
    }
    await this.#files(proc, card.files ?? {});
    this.#cards.set(card.number, card);
    await this.#writeCards();
  }

  /** A hidraw node on interface 3 of the device at `port`. */
  async addHid(port: string, hid: { number: number; descriptor: Uint8Array; uevent?: string }): Promise<void> {
    const device = join(this.#usbFolder(port), `${port}:1.3`, "0003:0000:0000.0001");
    const name = `hidraw${hid.number}`;
    const folder = join(device, "hidraw", name);
    await this.#files(folder, { dev: `240:${hid.number}` });
    await this.#files(device, { uevent: hid.uevent ?? "" });
    await writeFile(join(device, "report_descriptor"), hid.descriptor);
    await this.#link(join(folder, "device"), device);
    await this.#link(join(this.root, "sys/class/hidraw", name), folder);
    await writeFile(join(this.root, "dev", name), "");
  }

  /** Everything on this port goes. */
  async unplug(port: string): Promise<void> {
    for (const kind of ["video4linux", "sound", "hidraw"]) {
      const folder = join(this.root, "sys/class", kind);
      for (const name of await readdir(folder)) {
        const link = await readlink(join(folder, name));
        if (!link.includes(`/${port}/`)) continue;
        await rm(join(folder, name));
        await rm(join(this.root, kind === "sound" ? "dev/snd" : "dev", name), { force: true });
        if (/^card\d+$/.test(name)) this.#cards.delete(Number(name.slice(4)));
      }
    }
    await rm(this.#usbFolder(port), { recursive: true, force: true });
    await this.#writeCards();
  }

  #usbFolder(port: string) {
    return join(this.root, "sys/devices/pci0000:00", port);
  }

  async #writeCards() {
    const lines = [...this.#cards.values()].map(
      ({ number, id, driver, name }) => ` ${number} [${id.padEnd(15)}]: ${driver} - ${name}\n    ${name} at somewhere`,
    );
    await writeFile(join(this.root, "proc/asound/cards"), `${lines.join("\n")}\n`);
  }

  async #driver(device: string, name: string) {
    const folder = join(this.root, "sys/bus/drivers", name);
    await mkdir(folder, { recursive: true });
    await this.#link(join(device, "driver"), folder);
  }

  async #files(folder: string, files: Record<string, string>) {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), `${text}\n`);
  }

  async #link(path: string, to: string) {
    await rm(path, { force: true });
    await symlink(relative(dirname(path), to), path);
  }
}

/** Answers `--info -d NODE` and `--list-formats-ext -d NODE` from files; a node with a file `.hangs` never answers. */
const fakeV4l2Ctl = `#!/bin/sh
answers="$(dirname "$3")/../v4l2/$(basename "$3")"
[ -e "$answers.hangs" ] && exec sleep 600
case "$1" in
  --info) exec cat "$answers.info" ;;
  --list-formats-ext) exec cat "$answers.formats" ;;
esac
exit 1
`;
