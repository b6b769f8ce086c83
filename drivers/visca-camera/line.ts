import { DeviceError } from "../../src/domain/errors.ts";
import type { DriverContext, StreamPort } from "../../src/driver-contract/index.ts";
import { type IpFrame, ipFrame, isReply, isSequenceError, readIpFrame, resetSequence } from "./ip-frame.ts";
import { viscaMessages, viscaReply } from "./messages.ts";
import { firstViscaSession, type Request, stepVisca, type ViscaEvent } from "./session.ts";

/** An answer that comes later than this many messages belongs to nobody. */
const rememberedFrames = 32;

interface Answer {
  resolve(data: Uint8Array): void;
  reject(error: DeviceError): void;
}

/** A conversation with a camera on a real clock and a real port. */
export class ViscaLine {
  readonly #context: Pick<DriverContext, "clock" | "fail" | "log">;
  readonly #isFramed: boolean;
  #port: StreamPort | null = null;
  #session = firstViscaSession;
  #sequence = 0;
  /** Which request went out under which number. */
  readonly #sent = new Map<number, string>();
  /** It answers with the numbers of questions. Some cameras say 1 to everything, or nothing sensible. */
  #keepsNumbers = false;
  #rest: Uint8Array = new Uint8Array();
  #asked = 0;
  readonly #answers = new Map<string, Answer>();

  constructor(context: Pick<DriverContext, "clock" | "fail" | "log">, isFramed: boolean) {
    this.#context = context;
    this.#isFramed = isFramed;
  }

  start(port: StreamPort) {
    this.#port = port;
    if (this.#isFramed) this.#sendBytes(resetSequence());
  }

  heard(bytes: Uint8Array) {
    if (!this.#isFramed) return this.#hear(bytes);
    const frame = readIpFrame(bytes);
    if (frame === null) return;
    if (isSequenceError(frame)) {
      this.#sequence = 0;
      this.#sent.clear();
      return this.#sendBytes(resetSequence());
    }
    // The answer to our reset, for one: no message of a camera.
    if (isReply(frame)) this.#hearFrame(frame);
  }

  /**
   * Resolves when the camera has taken the order, or with its answer to a question.
   * @throws DeviceError device.protocol with what the camera says; device.timeout when it says nothing
   */
  request(kind: Request["kind"], bytes: Uint8Array): Promise<Uint8Array> {
    const name = `${kind} ${this.#asked++}`;
    return new Promise((resolve, reject) => {
      this.#answers.set(name, { resolve, reject });
      this.#step({ type: "request", request: { kind, bytes, name } });
    });
  }

  /** A datagram is whole. An answer that comes late is that of an earlier question: a zoom is no position. */
  #hearFrame({ payload, sequence }: IpFrame) {
    for (const message of viscaMessages(payload).messages) {
      const reply = viscaReply(message);
      const asked = this.#sent.get(sequence);
      const isNow = asked !== undefined && asked === this.#session.waiting?.request.name;
      if (isNow && sequence > 1) this.#keepsNumbers = true;
      const isLate = this.#keepsNumbers && asked !== undefined && !isNow;
      if (reply !== null && !(reply.type === "answer" && isLate)) this.#step({ type: "reply", reply });
    }
  }

  #hear(bytes: Uint8Array) {
    const { messages, rest } = viscaMessages(Uint8Array.of(...this.#rest, ...bytes));
    this.#rest = rest;
    for (const message of messages) {
      const reply = viscaReply(message);
      if (reply !== null) this.#step({ type: "reply", reply });
    }
  }

  #step(event: ViscaEvent) {
    const { clock, log } = this.#context;
    const [session, effects] = stepVisca(this.#session, event, clock.monotonicMs());
    this.#session = session;
    for (const effect of effects) {
      switch (effect.type) {
        case "send":
          this.#sendBytes(this.#isFramed ? this.#frame(effect.bytes) : effect.bytes);
          break;
        case "wake":
          clock.after(Math.max(0, effect.atMs - clock.monotonicMs()), () => this.#step({ type: "time" }));
          break;
        case "done":
          this.#settle(effect.name, new Uint8Array());
          break;
        case "answered":
          this.#settle(effect.name, effect.data);
          break;
        case "failed":
          this.#settle(effect.name, effect.why);
          break;
        case "odd":
          log.debug("a camera says something odd", { what: effect.what });
      }
    }
    this.#forgetReplaced();
  }

  /** A movement that a newer one replaced is over for who asked for it. */
  #forgetReplaced() {
    const alive = new Set([...this.#session.queue, this.#session.waiting?.request].map((request) => request?.name));
    for (const name of this.#answers.keys()) if (!alive.has(name)) this.#settle(name, new Uint8Array());
  }

  #settle(name: string, outcome: Uint8Array | string) {
    const answer = this.#answers.get(name);
    this.#answers.delete(name);
    if (typeof outcome !== "string") return answer?.resolve(outcome);
    const code = /does not answer/.test(outcome) ? "device.timeout" : "device.protocol";
    answer?.reject(new DeviceError(code, `the camera: ${outcome}`));
  }

  #frame(bytes: Uint8Array): Uint8Array {
    const sequence = this.#sequence++;
    this.#sent.set(sequence, this.#session.waiting?.request.name ?? "");
    this.#sent.delete(sequence - rememberedFrames);
    return ipFrame(bytes, sequence);
  }

  #sendBytes(bytes: Uint8Array) {
    this.#port?.send(bytes).catch((error: DeviceError) => this.#context.fail(error));
  }
}
