import { FramedPeer, type Taken, takeUntil } from "./framed-peer.ts";

const carriageReturn = 0x0d;
const setId = "01";

/** An LG signage set at a serial line: `ka 01 ff` CR asks for the power, `xb 01 90` CR takes an input; `a 01 OK01x` answers. */
export class LgDisplay extends FramedPeer {
  isOn = false;
  /** 90 is the first HDMI, 91 the second. */
  input = "91";

  protected take(bytes: Buffer): Taken {
    return takeUntil(carriageReturn, bytes);
  }

  protected answers(message: Buffer): Uint8Array[] {
    const [, pair = "", id = "", data = ""] =
      /^(ka|xb) ([0-9a-f]{2}) ([0-9a-f]{2})$/.exec(message.toString("latin1")) ?? [];
    if (id !== setId) return [];
    const isQuestion = data === "ff";
    if (pair === "ka" && !isQuestion) this.isOn = data === "01";
    // Asleep it knows its power only.
    if (pair === "xb" && !this.isOn) return [verdict("b", "NG00")];
    if (pair === "xb" && !isQuestion) this.input = data;
    return [pair === "ka" ? verdict("a", `OK0${Number(this.isOn)}`) : verdict("b", `OK${this.input}`)];
  }
}

const verdict = (letter: string, text: string) => Buffer.from(`${letter} ${setId} ${text}x`, "latin1");
