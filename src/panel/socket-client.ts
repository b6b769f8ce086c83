import type { RawData, WebSocket } from "ws";
import { RoomkeeperError } from "../domain/errors.ts";
import { readIntent } from "../protocol/intent.ts";
import type { PanelDown } from "../protocol/panel.ts";
import { readPanelUp } from "../protocol/panel-shapes.ts";
import { Allowance } from "./allowance.ts";
import { IntentLedger } from "./intent-ledger.ts";
import { limits } from "./limits.ts";
import type { PanelOptions } from "./ports.ts";
import { logInternal, problemOf } from "./problems.ts";
import { StateFeed } from "./state-feed.ts";
import type { StateText } from "./state-text.ts";

type Ports = Pick<PanelOptions, "room" | "clock" | "log">;

/** One page's socket: states down, wishes up, each answered under its id. */
export class SocketClient {
  readonly #socket: WebSocket;
  readonly #ports: Ports;
  readonly #feed: StateFeed;
  readonly #allowance: Allowance;
  readonly #ledger = new IntentLedger<PanelDown>(limits.rememberedIntents);
  #answering = true;

  constructor(socket: WebSocket, ports: Ports, stateText: StateText) {
    this.#socket = socket;
    this.#ports = ports;
    const { messageBurst: burst, messagesPerSecond: perSecond, messageDebt: debt } = limits;
    this.#allowance = new Allowance(ports.clock, { burst, perSecond, debt });
    this.#feed = new StateFeed(ports.clock, limits.stateGapMs, (sent) =>
      socket.send(stateText.message(ports.clock), () => sent()),
    );
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("pong", () => {
      this.#answering = true;
    });
    socket.on("close", () => this.#feed.close());
    this.changed();
  }

  /** There is a newer state. */
  changed(): void {
    this.#feed.changed();
  }

  /** Drops a page that did not answer the ping before; else pings it and sends the state once more. */
  beat(): void {
    if (!this.#answering) return this.#socket.terminate();
    this.#answering = false;
    this.#socket.ping();
    this.changed();
  }

  /** False when this message is one too many; a flood closes the socket. */
  #within(): boolean {
    const verdict = this.#allowance.take();
    if (verdict === "flood") this.#socket.close(1008, `at most ${limits.messagesPerSecond} messages a second`);
    return verdict === "within";
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (isBinary) return this.#socket.close(1003, "JSON texts only");
    const within = this.#within();
    const message = parsed(String(data));
    const id = idOf(message);
    if (!within) return this.#answer(refused(id, tooMany(`${limits.messagesPerSecond} messages a second`)));
    try {
      if (message instanceof RoomkeeperError) throw message;
      const { intent } = readPanelUp(message);
      if (this.#ledger.pending >= limits.pendingIntents && !this.#ledger.has(id)) {
        throw tooMany(`${limits.pendingIntents} wishes waiting for their answer`);
      }
      void this.#ledger.once(id, () => this.#wish(id, intent)).then((answer) => this.#answer(answer));
    } catch (error) {
      this.#answer(refused(id, error));
    }
  }

  /** Never rejects. */
  async #wish(id: string, data: unknown): Promise<PanelDown> {
    try {
      await this.#ports.room.wish(readIntent(data));
      return { type: "accepted", id };
    } catch (error) {
      const answer = refused(id, error);
      if (answer.problem.status >= 500) logInternal(this.#ports.log, error, "A page's wish");
      return answer;
    }
  }

  #answer(answer: PanelDown): void {
    if (this.#socket.bufferedAmount > limits.unreadBytes) return this.#socket.terminate();
    this.#socket.send(JSON.stringify(answer), () => undefined);
  }
}

const refused = (id: string, error: unknown) => ({ type: "refused", id, problem: problemOf(error) }) as const;

const tooMany = (what: string) => new RoomkeeperError("request.too-many", `At most ${what}. Wait, then try again.`);

/** The message, or why it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return new RoomkeeperError("request.invalid", "message: not JSON", { cause: error });
  }
}

function idOf(message: unknown): string {
  const { id } = (message ?? {}) as { id?: unknown };
  return typeof id === "string" && id.length <= 100 ? id : "";
}
