import { randomUUID } from "node:crypto";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { HubError, messageOf } from "../../domain/errors.ts";
import type { Log } from "../../platform/log.ts";
import type { FanOut, Topic, Topics } from "./fan-out.ts";
import { InProcessFanOut } from "./in-process.ts";
import { type KeptMessages, openKept } from "./kept-messages.ts";

const prefix = "roomkeeper.hub";
const keptPrefix = "roomkeeper.kept";

/** What happens because of these must happen: they go through JetStream. Of the others, a newer one follows. */
const kept: ReadonlySet<Topic> = new Set<Topic>(["deliver", "expel", "base", "answered", "alerts", "rights"]);

/**
 * For several hub processes: messages go through a NATS server. Who listens in this process hears at once; the others over the
 * wire. After a broken connection what had to be kept is read on (kept-messages.ts), and everybody tells its rooms anew.
 */
export class NatsFanOut implements FanOut {
  readonly #local = new InProcessFanOut();
  readonly #connection: NatsConnection;
  readonly #log: Log;
  #kept: KeptMessages | null = null;

  private constructor(connection: NatsConnection, log: Log) {
    this.#connection = connection;
    this.#log = log;
  }

  /**
   * @param url `nats://[user:password@]host:port[?replicas=N]`; replicas: copies of kept messages in a cluster of servers
   * @throws HubError hub.unreachable
   */
  static async open(url: string, log: Log): Promise<NatsFanOut> {
    try {
      const { host, username, password, searchParams } = new URL(url);
      const credentials =
        username === "" ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
      const options = { servers: host, noEcho: true, maxReconnectAttempts: -1, reconnectTimeWait: 500, ...credentials };
      const fanOut = new NatsFanOut(await connect(options), log);
      fanOut.#listen();
      fanOut.#kept = await openKept({
        ...{ connection: fanOut.#connection, prefix: keptPrefix, hub: randomUUID(), log },
        replicas: Number(searchParams.get("replicas") ?? 1),
        take: (topic, text) => fanOut.#take(topic, () => JSON.parse(text)),
      });
      return fanOut;
    } catch (error) {
      throw new HubError("hub.unreachable", `NATS cannot be reached: ${messageOf(error)}`, { cause: error });
    }
  }

  publish<T extends Topic>(topic: T, message: Topics[T]): void {
    this.#local.publish(topic, message);
    if (this.#connection.isClosed()) return;
    if (this.#kept !== null && kept.has(topic)) void this.#kept.publish(topic, JSON.stringify(message));
    else this.#connection.publish(`${prefix}.${topic}`, JSON.stringify(message));
  }

  subscribe<T extends Topic>(topic: T, listener: (message: Topics[T]) => void): () => void {
    return this.#local.subscribe(topic, listener);
  }

  async close(): Promise<void> {
    await this.#local.close();
    this.#kept?.close();
    await this.#connection.drain();
  }

  #listen(): void {
    this.#connection.subscribe(`${prefix}.*`, {
      callback: (error, message) => {
        if (error !== null)
          return this.#log.error("a message of another hub could not be taken", { cause: error.message });
        this.#take(message.subject.slice(prefix.length + 1), () => message.json());
      },
    });
    void this.#watch();
  }

  #take(topic: string, read: () => unknown): void {
    try {
      this.#local.publish(topic as Topic, read() as Topics[Topic]);
    } catch (failure) {
      this.#log.error("a message of another hub was refused", { topic, cause: messageOf(failure) });
    }
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (type === "disconnect") this.#log.warn("NATS is away; this hub goes on with its own rooms");
      if (type === "reconnect") this.publish("replay", {});
    }
  }
}
