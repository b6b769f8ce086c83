import { catalog } from "../../../drivers/catalog.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import type { AnyDriver } from "../../../src/driver-contract/index.ts";

export const blank: Descriptor = {
  key: "x/y",
  subsystem: "usb",
  name: "",
  node: "",
  vendorId: "",
  productId: "",
  serial: "",
  port: "",
  facts: {},
};
/** Drivers that know of their devices from settings only. */
export const settingsOf: Record<string, object> = {
  displays: { displays: [{ name: "Wall", protocol: "samsung-mdc", host: "wall.example" }] },
  "visca-camera": { cameras: [{ name: "PTZ", serial: "/dev/ttyUSB0" }] },
  "touch-panel": { panels: [{ name: "Panel", listen: { port: 4_999 } }] },
  gpio: { lamps: [{ name: "Door", chip: "/dev/gpiochip0", line: 3, shows: "occupied" }] },
};
function announcedBy(id: string): Descriptor {
  const driver = catalog.find((one) => one.manifest.id === id) as AnyDriver;
  return driver.announce?.(settingsOf[id])[0] as Descriptor;
}

/** One thing that each driver is for. */
export const own: Record<string, Descriptor> = {
  "uvc-camera": {
    ...blank,
    subsystem: "video4linux",
    node: "/dev/video0",
    facts: { driver: "uvcvideo", role: "capture", index: "0" },
  },
  "hdmi-capture": {
    ...blank,
    subsystem: "video4linux",
    node: "/dev/video0",
    facts: { driver: "tc358743", role: "capture" },
  },
  "alsa-audio": {
    ...blank,
    subsystem: "sound",
    node: "USB",
    vendorId: "1234",
    facts: { pcm: "0", capture: "1", playback: "2" },
  },
  "hid-speakerphone": {
    ...blank,
    subsystem: "hidraw",
    node: "/dev/hidraw0",
    // Telephony: hook switch and phone mute in, off-hook and mute lamps out.
    facts: {
      reportDescriptor:
        "050b0905a10185010920092f150025017501950281029506810105080917090915002501750195029102950691" + "01c0",
    },
  },
  "stream-deck": { ...blank, subsystem: "hidraw", node: "/dev/hidraw0", vendorId: "0fd9", productId: "0080" },
  displays: announcedBy("displays"),
  "visca-camera": announcedBy("visca-camera"),
  "touch-panel": announcedBy("touch-panel"),
  gpio: announcedBy("gpio"),
  bench: { ...blank, subsystem: "bench", node: "camera" },
};
