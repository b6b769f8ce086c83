import type { Descriptor } from "../src/domain/device.ts";

/**
 * Products that are known by their ids: what kind they are, where the ids and the kernel do not tell it, and what is special
 * about them. One table for matching, udev rules and the documentation. A product that is absent works by its class alone.
 */
export interface Product {
  readonly vendorId: string;
  readonly productId: string;
  readonly name: string;
  /** hdmi: a camera to the kernel, but shows what is plugged into it. */
  readonly kind: "camera" | "hdmi" | "speakerphone" | "phone" | "keys";
  /** Cancels echoes itself although its terminals do not declare it. */
  readonly cancelsEcho?: true;
  /** The kernel shows no buttons and lamps below this firmware (bcdDevice). */
  readonly buttonsFrom?: string;
  /** Tells over HID whether a source is plugged in. */
  readonly sideChannel?: "ms2109";
}

const product = (ids: string, kind: Product["kind"], name: string, more: Partial<Product> = {}): Product => {
  const [vendorId = "", productId = ""] = ids.split(":");
  return { vendorId, productId, name, kind, ...more };
};

export const products: readonly Product[] = [
  product("0fd9:0066", "hdmi", "Elgato Cam Link 4K"),
  product("534d:2109", "hdmi", "MacroSilicon MS2109 HDMI dongle", { sideChannel: "ms2109" }),
  product("345f:2109", "hdmi", "MacroSilicon MS2109 HDMI dongle (newer id)", { sideChannel: "ms2109" }),
  product("345f:2130", "hdmi", "MacroSilicon MS2130 HDMI dongle"),
  product("345f:2131", "hdmi", "MacroSilicon MS2131 HDMI dongle"),
  product("0fd9:006a", "hdmi", "Elgato Game Capture HD60 S+"),
  product("2935:0006", "hdmi", "Magewell USB Capture HDMI"),
  product("046d:0825", "camera", "Logitech C270"),
  product("291a:3369", "camera", "Anker PowerConf C200"),
  product("3564:ff02", "camera", "OBSBOT Tiny 3"),
  product("0b0e:0412", "speakerphone", "Jabra Speak 410", { cancelsEcho: true, buttonsFrom: "0111" }),
  product("0b0e:0420", "speakerphone", "Jabra Speak 510", { cancelsEcho: true, buttonsFrom: "0214" }),
  product("0b0e:0422", "speakerphone", "Jabra Speak 510", { cancelsEcho: true }),
  product("0b0e:2456", "speakerphone", "Jabra Speak 810", { cancelsEcho: true }),
  product("413c:81e3", "speakerphone", "Dell MH3021P adapter with speakerphone"),
  product("03f0:1c07", "phone", "HP Internet Handset"),
  product("0fd9:0060", "keys", "Elgato Stream Deck"),
  product("0fd9:006d", "keys", "Elgato Stream Deck V2"),
  product("0fd9:0080", "keys", "Elgato Stream Deck MK.2"),
  product("0fd9:0063", "keys", "Elgato Stream Deck Mini"),
  product("0fd9:0090", "keys", "Elgato Stream Deck Mini (2022)"),
  product("0fd9:006c", "keys", "Elgato Stream Deck XL"),
  product("0fd9:008f", "keys", "Elgato Stream Deck XL (2022)"),
  product("0fd9:0084", "keys", "Elgato Stream Deck +"),
  product("0fd9:009a", "keys", "Elgato Stream Deck Neo"),
];

export const streamDecks = products.filter(({ kind }) => kind === "keys");

export function productOf(device: { vendorId: string; productId: string }): Product | undefined {
  return products.find((one) => one.vendorId === device.vendorId && one.productId === device.productId);
}

/** They make chips for HDMI inputs, and no cameras. Sellers change names and products. */
const hdmiVendors = ["534d", "345f"];
const camera = "0x0201";

/**
 * Why a USB video device (or its sound card) is an HDMI input and not a camera; null when it is a camera. By the table; else by
 * its maker, or by what it says to take pictures from. Never by its name: each seller gives another.
 */
export function hdmiReason(device: Descriptor): string | null {
  const known = productOf(device);
  if (known !== undefined)
    return known.kind === "hdmi" ? `${known.name}: a camera to the kernel, an HDMI input to people` : null;
  if (hdmiVendors.includes(device.vendorId)) return "its maker makes HDMI inputs, no cameras";
  const inputs = (device.facts.videoInputs ?? "").split(",").filter((type) => type !== "");
  const isOther = inputs.length > 0 && !inputs.includes(camera);
  return isOther ? `it takes pictures from ${inputs.join(", ")}, which is no camera` : null;
}
