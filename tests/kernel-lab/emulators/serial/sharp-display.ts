import { FramedPeer, type Taken, takeUntil } from "./framed-peer.ts";

const lineFeed = 0x0a;
const line = (text: string) => Buffer.from(`${text}\r\n`, "latin1");

/** A Sharp PN display at a serial line: four letters and four signs, CR LF; it is slow to take orders, and says so. */
export class SharpDisplay extends FramedPeer {
  isOn = false;
  /** 10 is the first HDMI, 13 the second. */
  input = 13;

  protected take(bytes: Buffer): Taken {
    return takeUntil(lineFeed, bytes);
  }

  protected answers(message: Buffer): Uint8Array[] {
    const [, name = "", parameter = ""] = /^([A-Z]{4})(.{4})\r$/.exec(message.toString("latin1")) ?? [];
    const isQuestion = parameter === "????";
    // Asleep it knows its power only.
    if ((name !== "POWR" && name !== "INPS") || (name === "INPS" && !this.isOn)) return [line("ERR")];
    if (isQuestion) return [line(String(name === "POWR" ? Number(this.isOn) : this.input))];
    if (name === "POWR") this.isOn = Number(parameter) === 1;
    else this.input = Number(parameter);
    return [line("WAIT"), line("OK")];
  }
}
