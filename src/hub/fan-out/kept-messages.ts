import {
  DeliverPolicy,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  jetstreamManager,
} from "@nats-io/jetstream";
import { headers, type NatsConnection } from "@nats-io/transport-node";
import { messageOf } from "../../domain/errors.ts";
import type { Log } from "../../platform/log.ts";

const streamName = "roomkeeper_hub";
/** Longer than a NATS server or a network is away; what is older the hubs find in the store. */
const keptNs = 10 * 60 * 1e9;
const mostBytes = 64 * 1024 * 1024;
const originHeader = "Roomkeeper-Hub";
const retryMs = 500;
const mostTries = 600;

export interface KeptParts {
  connection: NatsConnection;
  /** Subjects are `prefix.TOPIC`. */
  prefix: string;
  /** Of this process: its own messages are not taken. */
  hub: string;
  /** Copies in a cluster of NATS servers. */
  replicas: number;
  log: Log;
  take: (topic: string, text: string) => void;
}

/**
 * Messages that a broken connection must not swallow: a JetStream stream keeps them for some minutes, and each hub process reads on
 * from where it was. Null when the server has no JetStream.
 */
export async function openKept(parts: KeptParts): Promise<KeptMessages | null> {
  const { connection, log } = parts;
  try {
    const manager = await jetstreamManager(connection);
    const kept = new KeptMessages(parts, jetstream(connection), manager);
    await kept.begin();
    return kept;
  } catch (error) {
    log.warn("the NATS server has no JetStream: what is lost on the way is found in the store some seconds later", {
      cause: messageOf(error),
    });
    return null;
  }
}

class KeptMessages {
  readonly #parts: KeptParts;
  readonly #client: JetStreamClient;
  readonly #manager: JetStreamManager;
  #from = 0;
  #closed = false;
  #stopReading: () => void = () => undefined;
  #count = 0;

  constructor(parts: KeptParts, client: JetStreamClient, manager: JetStreamManager) {
    this.#parts = parts;
    this.#client = client;
    this.#manager = manager;
  }

  /** Makes the stream, or finds it, and reads what comes from now on. */
  async begin(): Promise<void> {
    await this.#ensure();
    const { state } = await this.#manager.streams.info(streamName);
    this.#from = state.last_seq + 1;
    void this.#readForEver();
  }

  /** Goes out once, as soon as it can. */
  async publish(topic: string, text: string): Promise<void> {
    const { hub, prefix, log } = this.#parts;
    const origin = headers();
    origin.set(originHeader, hub);
    const msgID = `${hub}-${this.#count++}`;
    for (let tries = 0; tries < mostTries && !this.#closed; tries++) {
      try {
        await this.#client.publish(`${prefix}.${topic}`, text, { msgID, headers: origin, timeout: 3000 });
        return;
      } catch (error) {
        if (tries === 0) log.debug("a message to the other hubs waits", { topic, cause: messageOf(error) });
        await pause(retryMs);
      }
    }
    if (!this.#closed)
      log.error("a message to the other hubs was given up; they find its cause in the store", { topic });
  }

  close(): void {
    this.#closed = true;
    this.#stopReading();
  }

  async #ensure(): Promise<void> {
    const { prefix, replicas } = this.#parts;
    await this.#manager.streams.add({
      ...{ name: streamName, subjects: [`${prefix}.*`], max_age: keptNs, max_bytes: mostBytes },
      num_replicas: replicas,
    });
  }

  async #readForEver(): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#ensure();
        await this.#read();
      } catch (error) {
        if (this.#closed) return;
        this.#parts.log.debug("the kept messages of other hubs are read again", { cause: messageOf(error) });
      }
      await pause(retryMs);
    }
  }

  async #read(): Promise<void> {
    const { state } = await this.#manager.streams.info(streamName);
    // The stream was made anew (its server lost it): everything in it is new.
    if (state.last_seq + 1 < this.#from) this.#from = 1;
    const start = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: Math.max(1, this.#from) };
    const consumer = await this.#client.consumers.get(streamName, start);
    const messages = await consumer.consume({ abort_on_missing_resource: true });
    this.#stopReading = () => messages.stop();
    if (this.#closed) return messages.stop();
    for await (const message of messages) this.#take(message);
  }

  #take(message: JsMsg): void {
    this.#from = message.seq + 1;
    const { prefix, hub, take } = this.#parts;
    if (message.headers?.get(originHeader) !== hub) take(message.subject.slice(prefix.length + 1), message.string());
  }
}

export type { KeptMessages };

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
