import { catalog } from "../../drivers/catalog.ts";
import { type Product, products } from "../../drivers/hardware.ts";
import { table } from "./markdown.ts";

const kinds: Readonly<Record<Product["kind"], string>> = {
  camera: "camera",
  hdmi: "HDMI input",
  speakerphone: "speakerphone",
  phone: "phone",
  keys: "keys",
};

/** The table of known products in drivers/README.md. */
export function productTable(): string {
  const rows = products.map(({ name, kind, vendorId, productId, cancelsEcho, buttonsFrom, sideChannel }) => [
    name,
    kinds[kind],
    `\`${vendorId}:${productId}\``,
    [
      cancelsEcho ? "cancels echoes itself, without declaring it" : "",
      buttonsFrom ? `buttons and lamps from firmware ${firmware(buttonsFrom)} on` : "",
      sideChannel ? "tells over HID whether a source is plugged in" : "",
    ]
      .filter(Boolean)
      .join("; "),
  ]);
  return table(["product", "kind", "USB id", "known about it"], rows);
}

/** bcdDevice 0214 is 2.14. */
const firmware = (bcd: string) => `${Number(bcd.slice(0, 2))}.${bcd.slice(2)}`;

/** The table of drivers in drivers/README.md: what works without being listed. */
export function driverTable(): string {
  const rows = catalog.map(({ manifest: { id, title, rules } }) => {
    const kinds = [...new Set(rules.filter(({ vendorId }) => vendorId === undefined).map((rule) => rule.title ?? ""))];
    return [`[${id}](${id}/README.md)`, title, kinds.length > 0 ? kinds.join("; ") : "the products below"];
  });
  return table(["driver", "what it is", "what it takes"], rows);
}

/** systemd/60-roomkeeper.rules: what the daemon's user must reach, by the groups that its unit names. */
export function udevRules(): string {
  const reached = ["speakerphone", "phone", "keys"];
  const buttons = products.filter(({ kind, sideChannel }) => reached.includes(kind) || sideChannel !== undefined);
  const inUse = products.map(({ name, vendorId, productId }) => [
    `# ${name}`,
    `ACTION=="add", SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ${idsOf("ATTR", vendorId, productId)}, TEST=="power/control", ATTR{power/control}="on"`,
  ]);
  const hidraw = buttons.map(({ name, vendorId, productId }) => [
    `# ${name}`,
    `SUBSYSTEM=="hidraw", ${idsOf("ATTRS", vendorId, productId)}, GROUP="audio", MODE="0660"`,
  ]);
  const keys = products
    .filter(({ kind }) => kind === "speakerphone" || kind === "phone")
    .map(({ name, vendorId, productId }) => [
      `# ${name}`,
      `SUBSYSTEM=="input", ${idsOf("ATTRS", vendorId, productId)}, ENV{LIBINPUT_IGNORE_DEVICE}="1"`,
    ]);
  return `${[
    "# Generated from drivers/hardware.ts by `npm run generate`: change it there.",
    "",
    "# Cameras and sound cards for the groups of the daemon's unit.",
    'SUBSYSTEM=="video4linux", GROUP="video", MODE="0660"',
    'SUBSYSTEM=="sound", GROUP="audio"',
    "",
    "# A camera that stays frozen has its USB port reset (video class: 0e).",
    'SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ENV{ID_USB_INTERFACES}=="*:0e*", GROUP="video", MODE="0660"',
    "",
    "# GPIO chips for the group that serial ports have.",
    'SUBSYSTEM=="gpio", KERNEL=="gpiochip*", GROUP="dialout", MODE="0660"',
    "",
    "# Buttons and lamps of everything that also has sound (audio class: 01), so that unlisted speakerphones work.",
    'SUBSYSTEM=="hidraw", SUBSYSTEMS=="usb", IMPORT{builtin}="usb_id"',
    'SUBSYSTEM=="hidraw", ENV{ID_USB_INTERFACES}=="*:0101*", GROUP="audio", MODE="0660"',
    "",
    "# Touch screens: that somebody is there is seen by their touches.",
    'SUBSYSTEM=="hidraw", DRIVERS=="hid-multitouch", GROUP="audio", MODE="0660"',
    "",
    "# Buttons, lamps and keys; HDMI dongles that tell their signal.",
    ...hidraw.flat(),
    "",
    "# Their keys are the room's: a desktop must not mute or dial by them, too.",
    ...keys.flat(),
    "",
    "# Devices of a room never sleep: waking takes seconds, and some never wake.",
    ...inUse.flat(),
  ].join("\n")}\n`;
}

const idsOf = (where: "ATTR" | "ATTRS", vendorId: string, productId: string) =>
  `${where}{idVendor}=="${vendorId}", ${where}{idProduct}=="${productId}"`;
