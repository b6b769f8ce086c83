import Type from "typebox";
import type { RoomSummary } from "../../src/domain/device-command.ts";
import { RoomkeeperError } from "../../src/domain/errors.ts";
import { type Device, type DriverContext, defineDriver, type StreamDeckPort } from "../../src/driver-contract/index.ts";
import { streamDecks } from "../hardware.ts";
import { eventOf, faceOf, type KeyName, layoutOf } from "./layout.ts";
import { keyPicture } from "./picture.ts";

/** A deck that was suspended is blank and says nothing: one key is drawn anew this often, and fails when the deck is dead. */
const aliveMs = 15_000;

/** Elgato Stream Decks: join and leave, microphone, camera, share, volume. */
export const streamDeck = defineDriver({
  manifest: {
    id: "stream-deck",
    title: "Stream Deck",
    rules: streamDecks.map(({ vendorId, productId, name }) => ({
      subsystem: "hidraw" as const,
      vendorId,
      productId,
      title: name,
    })),
    settings: Type.Object({}, { additionalProperties: false }),
  },
  match({ vendorId, productId }) {
    const model = streamDecks.find((one) => one.vendorId === vendorId && one.productId === productId);
    return model === undefined ? null : { score: 90, why: "known by its ids", title: model.name };
  },
  async open({ deviceId, descriptor }, context) {
    const deck = new Deck(deviceId, context);
    await deck.connect(descriptor.node);
    return deck;
  },
});

class Deck implements Device {
  readonly id: string;
  capabilities: Device["capabilities"] = {};
  readonly #context: DriverContext;
  readonly #drawn = new Map<number, string>();
  readonly #pictures = new Map<string, Uint8Array>();
  #port: StreamDeckPort | null = null;
  #keys: (KeyName | null)[] = [];
  #room: RoomSummary | null = null;

  constructor(id: string, context: DriverContext) {
    this.id = id;
    this.#context = context;
  }

  async connect(node: string) {
    const { transports, fail, clock } = this.#context;
    const port = await transports.streamDeck(node, { pressed: (key) => this.#pressed(key), lost: fail });
    this.#port = port;
    this.#keys = layoutOf(port.rows * port.columns);
    this.capabilities = { keys: { rows: port.rows, columns: port.columns } };
    clock.every(aliveMs, () => {
      this.#drawn.delete(0);
      this.#draw().catch(fail);
    });
  }

  configure() {
    return Promise.resolve();
  }

  async command(command: Parameters<NonNullable<Device["command"]>>[0]) {
    if (command.type !== "show") throw new RoomkeeperError("intent.impossible", `keys cannot do ${command.type}`);
    this.#room = command.room;
    await this.#draw();
  }

  close() {
    this.#port = null;
    return Promise.resolve();
  }

  #pressed(index: number) {
    const key = this.#keys[index];
    if (key != null && this.#room !== null) this.#context.observe({ type: "event", event: eventOf(key, this.#room) });
  }

  /** Only what changed: a picture takes some 10 ms on its way. */
  async #draw() {
    for (const [index, key] of this.#keys.entries()) {
      if (this.#port === null || this.#room === null || this.#port.keySize === 0) return;
      const face = faceOf(key, this.#room);
      const name = `${face.icon} ${face.tone}`;
      if (this.#drawn.get(index) === name) continue;
      const picture = this.#pictures.get(name) ?? keyPicture(face, this.#port.keySize);
      this.#pictures.set(name, picture);
      this.#drawn.set(index, name);
      await this.#port.draw(index, picture);
    }
  }
}

/** With this `roomkeeper driver check` opens one. */
export const example = {
  descriptor: {
    ...{ key: "hidraw/hidraw0", subsystem: "hidraw", name: "Stream Deck", node: "/dev/hidraw0" },
    ...{ vendorId: "0fd9", productId: "0080", serial: "", port: "1-1", facts: {} },
  },
};
