import { describe, expect, it } from "vitest";
import { streamDeck } from "../../../drivers/stream-deck/driver.ts";
import { eventOf, faceOf, layoutOf } from "../../../drivers/stream-deck/layout.ts";
import { keyPicture } from "../../../drivers/stream-deck/picture.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import type { StreamDeckEar } from "../../../src/driver-contract/index.ts";
import { openWith, summary } from "./driver-bench.ts";

const deck: Descriptor = {
  key: "hidraw/hidraw3",
  subsystem: "hidraw",
  name: "Stream Deck",
  node: "/dev/hidraw3",
  vendorId: "0fd9",
  productId: "0080",
  serial: "",
  port: "1-4",
  facts: {},
};

async function plug(draw: (key: number) => Promise<void> = () => Promise.resolve()) {
  const drawn: number[] = [];
  let ear: StreamDeckEar | null = null;
  const opened = await openWith(
    streamDeck,
    deck,
    {},
    {
      transports: {
        streamDeck(_, given) {
          ear = given;
          const port = {
            rows: 2,
            columns: 3,
            keySize: 16,
            draw(key: number) {
              drawn.push(key);
              return draw(key);
            },
          };
          return Promise.resolve(port);
        },
      },
    },
  );
  return { ...opened, drawn, press: (key: number) => ear?.pressed(key) };
}

describe("keys of a deck", () => {
  it("draw only what changed", async () => {
    const { device, drawn } = await plug();
    await device.command?.({ type: "show", room: summary({}) });
    expect(drawn.splice(0)).toEqual([0, 1, 2, 3, 4, 5]);
    await device.command?.({ type: "show", room: summary({ meetNow: false }) });
    expect(drawn).toEqual([0]);
  });

  it("show the microphone as off until others hear it, whatever was pressed", () => {
    const joining = summary({ meeting: "joining" });
    expect(faceOf("microphone", joining)).toEqual({ icon: "microphone", tone: "off" });
    expect(faceOf("microphone", { ...joining, microphone: true }).tone).toBe("on");
    expect(faceOf("microphone", summary({})).tone).toBe("dark");
  });

  it("join becomes leave in a meeting", async () => {
    const { device, press, seen } = await plug();
    press(0);
    await device.command?.({ type: "show", room: summary({}) });
    press(0);
    await device.command?.({ type: "show", room: summary({ meeting: "in" }) });
    press(0);
    press(99);
    expect(seen).toEqual([
      { type: "event", event: { type: "joinPressed" } },
      { type: "event", event: { type: "wish", intent: { type: "leave" } } },
    ]);
  });

  it("a deck that went dark in suspend is noticed without anybody pressing a key", async () => {
    let isDead = false;
    const { device, clock, failures } = await plug(() =>
      isDead ? Promise.reject(new TypeError("dead")) : Promise.resolve(),
    );
    await device.command?.({ type: "show", room: summary({}) });
    isDead = true;
    await clock.advance(15_000);
    expect(failures).toHaveLength(1);
  });

  it("fit any deck: the most needed first, none twice", () => {
    for (const count of [0, 1, 3, 6, 15, 32]) {
      const named = layoutOf(count).filter((key) => key !== null);
      expect(layoutOf(count)).toHaveLength(count);
      expect(new Set(named).size).toBe(named.length);
      for (const key of named) expect(eventOf(key, summary({}))).toMatchObject({ type: expect.any(String) });
    }
    expect(layoutOf(3)).toEqual(["join", "microphone", "camera"]);
  });
});

it("every face can be told from every other by its picture", () => {
  const room = summary({ meeting: "in" });
  const faces = layoutOf(6).flatMap((key) => [
    faceOf(key, room),
    faceOf(key, summary({})),
    faceOf(key, { ...room, microphone: true, camera: true, sharing: true }),
  ]);
  const names = new Set(faces.map((face) => JSON.stringify(face)));
  const pictures = new Set(faces.map((face) => Buffer.from(keyPicture(face, 48)).toString("base64")));
  expect(pictures.size).toBe(names.size);
});
