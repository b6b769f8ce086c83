import { FramedPeer, type Taken, takeUntil } from "./framed-peer.ts";

/** `SOH 0 to from type length(2) STX payload ETX check CR` (NEC external control); the check is the XOR of all after SOH. */
const [soh, stx, etx, cr] = [0x01, 0x02, 0x03, 0x0d];
const monitor = "A";
const controller = "0";
const busy = "BE";

const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, "0");
const checkOf = (body: Uint8Array) => body.reduce((check, byte) => check ^ byte, 0);

/** A NEC display at a serial line: power and input. It hears only what is whole and has its check. */
export class NecDisplay extends FramedPeer {
  isOn = false;
  /** 0x11 is the first HDMI, 0x12 the second. */
  input = 0x12;

  protected take(bytes: Buffer): Taken {
    return takeUntil(cr, bytes);
  }

  protected answers(message: Buffer): Uint8Array[] {
    const [body, check] = [message.subarray(1, -1), message.at(-1)];
    if (message[0] !== soh || checkOf(body) !== check) return [];
    const [text, type] = [body.toString("latin1"), String.fromCharCode(body[3] ?? 0)];
    if (text[1] !== monitor || !"ACE".includes(type) || body[6] !== stx || body.at(-1) !== etx) return [];
    const payload = text.slice(7, -1);
    if (type === "A") return [this.#command(payload)];
    // Asleep it knows its power only.
    return [this.isOn ? this.#parameter(type, payload) : reply("B", busy)];
  }

  #command(payload: string): Uint8Array {
    if (payload === "01D6") return reply("B", `0200D6000004${hex4(this.isOn ? 1 : 4)}`);
    if (!payload.startsWith("C203D6")) return reply("B", busy);
    this.isOn = payload === "C203D60001";
    return reply("B", `00${payload}`);
  }

  #parameter(type: string, payload: string): Uint8Array {
    if (!payload.startsWith("0060")) return reply(type === "C" ? "D" : "F", `01${payload}`);
    if (type === "E") this.input = Number.parseInt(payload.slice(4), 16);
    return reply(type === "C" ? "D" : "F", `000060000088${hex4(this.input)}`);
  }
}

function reply(type: string, payload: string): Uint8Array {
  const length = (payload.length + 2).toString(16).toUpperCase().padStart(2, "0");
  const body = Buffer.from(`0${controller}${monitor}${type}${length}\x02${payload}\x03`, "latin1");
  return Uint8Array.of(soh, ...body, checkOf(body), cr);
}
