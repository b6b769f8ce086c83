import type { DisplayCapability } from "../../src/domain/capability.ts";
import { DeviceError } from "../../src/domain/errors.ts";
import type { DriverContext, StreamPort } from "../../src/driver-contract/index.ts";
import type { DisplayProtocol, DisplayRequest } from "./protocol.ts";
import { firstSession, type SessionEvent, stepSession } from "./session.ts";
import { firstSteering, type SteeringEvent, stepSteering } from "./steering.ts";

/** People use remote controls: what is known grows old. Also keeps connections open that end when nothing is said. */
const askEveryMs = 20_000;

interface LineParts {
  readonly protocol: DisplayProtocol;
  readonly port: StreamPort;
  readonly context: Pick<DriverContext, "clock" | "fail">;
  /** Put before the first message of this connection. */
  readonly prefix: Uint8Array;
  changed(): void;
}

/** A display on a line: runs the conversation and the steering on a real clock and a real port. */
export class DisplayLine {
  readonly #parts: LineParts;
  #session = firstSession;
  #steering = firstSteering;
  #prefix: Uint8Array;

  constructor(parts: LineParts) {
    this.#parts = parts;
    this.#prefix = parts.prefix;
    this.#ask({ type: "askPower" });
    parts.context.clock.every(askEveryMs, () => this.#ask({ type: "askPower" }));
  }

  get capability(): DisplayCapability {
    const { known, problem } = this.#steering;
    return { ...known, inputs: [...this.#parts.protocol.inputs], trouble: problem };
  }

  heard(bytes: Uint8Array) {
    this.#converse({ type: "bytes", bytes });
  }

  want(wish: { power?: boolean; input?: string }) {
    this.#steer({ type: "want", ...wish });
  }

  #ask(request: DisplayRequest) {
    this.#converse({ type: "ask", request });
  }

  #converse(event: SessionEvent) {
    const { protocol, port, context } = this.#parts;
    const [session, effects] = stepSession(protocol, this.#session, event, context.clock.monotonicMs());
    this.#session = session;
    for (const effect of effects) {
      if (effect.type === "send") {
        const bytes = Uint8Array.of(...this.#prefix, ...effect.bytes);
        this.#prefix = new Uint8Array();
        port.send(bytes).catch((error: DeviceError) => context.fail(error));
      } else if (effect.type === "wake") this.#after(effect.atMs, () => this.#converse({ type: "time" }));
      else this.#steer(effect);
    }
  }

  #steer(event: SteeringEvent) {
    const before = JSON.stringify(this.capability);
    const [steering, effects] = stepSteering(this.#steering, event, this.#parts.context.clock.monotonicMs());
    this.#steering = steering;
    if (JSON.stringify(this.capability) !== before) this.#parts.changed();
    for (const effect of effects) {
      if (effect.type === "ask") this.#ask(effect.request);
      else this.#after(effect.atMs, () => this.#steer({ type: "time" }));
    }
  }

  #after(atMs: number, run: () => void) {
    const { clock } = this.#parts.context;
    clock.after(Math.max(0, atMs - clock.monotonicMs()), run);
  }
}

/** A line that cannot be opened says what is usual with this kind of display. */
export function withHint(error: unknown, { title, silenceHint }: DisplayProtocol): unknown {
  if (!(error instanceof DeviceError)) return error;
  return new DeviceError(error.code, `${title}: ${error.message}; ${silenceHint}`, {
    retry: error.retry,
    cause: error,
    ...(error.subject === undefined ? {} : { subject: error.subject }),
  });
}
