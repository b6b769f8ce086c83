import type { Descriptor } from "../../src/domain/device.ts";
import type { DriverContext, V4l2Port } from "../../src/driver-contract/index.ts";

/** A control of a vendor's unit that is set whenever the camera is opened: a lamp that stays off, a field of view. */
export interface ExtensionSetting {
  /** vendor:product. */
  readonly product: string;
  /** Of the unit. */
  readonly guid: string;
  readonly selector: number;
  /** Bytes in hexadecimal, as many as the control has. */
  readonly value: string;
}

interface Unit {
  readonly id: number;
  readonly guid: string;
  /** bmControls: bit n says that selector n + 1 exists. */
  readonly controls: Uint8Array;
}

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** From the descriptor's fact `extensionUnits`: `7:ffe52d21-...:0300,...`. */
export function unitsOf({ facts }: Pick<Descriptor, "facts">): Unit[] {
  return (facts.extensionUnits ?? "").split(",").flatMap((text) => {
    const [, id = "", guid = "", controls = ""] = /^(\d+):([0-9a-f-]{36}):([0-9a-f]*)$/.exec(text) ?? [];
    return guid === "" ? [] : [{ id: Number(id), guid, controls: bytesOf(controls) }];
  });
}

const has = ({ controls }: Unit, selector: number) =>
  ((controls[(selector - 1) >> 3] ?? 0) & (1 << ((selector - 1) & 7))) !== 0;

/** Logitech's motors (as Chromium documents them): selector 2 takes 3, "go home". Cameras without motors carry the unit, too. */
const logitechMotors = { guid: "ffe52d21-8030-4e2c-82d9-f587d00540bd", selector: 2, home: Uint8Array.of(3) };

/** How this camera goes home by itself; null when it has no such control. */
export function homeOf(descriptor: Descriptor, port: Pick<V4l2Port, "extension">): (() => Promise<void>) | null {
  const { guid, selector, home } = logitechMotors;
  const unit = unitsOf(descriptor).find((one) => one.guid === guid && has(one, selector));
  if (unit === undefined) return null;
  return async () => void (await port.extension({ unit: unit.id, selector, request: "set", data: home }));
}

/** Sets what the settings say of this product. What the camera refuses is told, and the camera is used all the same. */
export async function setExtensions(
  descriptor: Descriptor,
  settings: readonly ExtensionSetting[],
  port: Pick<V4l2Port, "extension">,
  log: DriverContext["log"],
): Promise<void> {
  const product = `${descriptor.vendorId}:${descriptor.productId}`;
  for (const { guid, selector, value } of settings.filter((one) => one.product === product)) {
    const unit = unitsOf(descriptor).find((one) => one.guid === guid.toLowerCase());
    try {
      if (unit === undefined) log.warn("the camera has no such extension unit", { guid });
      else await port.extension({ unit: unit.id, selector, request: "set", data: bytesOf(value) });
    } catch (error) {
      log.warn("the camera does not take an extension control", { guid, selector, error: String(error) });
    }
  }
}
