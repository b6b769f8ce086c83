import { describe, expect, test } from "vitest";
import { StreamDeck } from "../../../kernel-lab/emulators/stream-deck/stream-deck.ts";
import { hostAsks, hostSends } from "../transfers.ts";

const identity = { ids: "0fd9:0080", version: 0x0100, manufacturer: "Elgato", product: "Deck", serial: "ABC123" };
const part = (key: number, isLast: boolean, number: number, text: string) =>
  hostSends(Buffer.concat([Buffer.from([2, 7, key, Number(isLast), text.length, 0, number, 0]), Buffer.from(text)]));

describe("the emulated Stream Deck", () => {
  test("shows a picture when all of its parts are there, without the filling of the last report", () => {
    const deck = new StreamDeck(identity);
    const draw = deck.endpoints.get(2);
    draw?.(part(3, false, 0, "abc"));
    expect(deck.pictures[3]).toBeNull();
    draw?.(hostSends(Buffer.concat([part(3, true, 1, "de").data, Buffer.alloc(100)])));
    expect(deck.pictures[3]?.toString()).toBe("abcde");
    expect(deck.drawn[3]).toBe(1);
  });

  test("tells a key and that it was let go", () => {
    const deck = new StreamDeck(identity);
    const [down, up] = [hostAsks(), hostAsks()];
    for (const { transfer } of [down, up]) deck.endpoints.get(0x81)?.(transfer);
    deck.press(2);
    expect([down, up].map(({ answers }) => answers[0]?.[6])).toEqual([1, 0]);
  });

  test("tells its serial number in a feature report", () => {
    const request = { type: 0xa1, request: 1, value: 0x0306, index: 0, length: 32 };
    const answer = new StreamDeck(identity).control(request, Buffer.alloc(0));
    expect(answer?.subarray(2, 8).toString()).toBe("ABC123");
    expect(answer?.[1]).toBe(6);
  });
});
