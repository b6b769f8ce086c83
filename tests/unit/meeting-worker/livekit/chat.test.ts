import { describe, expect, it } from "vitest";
import { legacyLine, shownText } from "../../../../src/meeting-worker/livekit/chat.ts";

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

describe("messages of older clients", () => {
  it("are read where no stream comes along", () => {
    expect(legacyLine(bytes({ id: "1", timestamp: 1, message: "Hi" }))).toEqual({ id: "1", text: "Hi" });
    expect(legacyLine(bytes({ id: "1", message: "Hi", ignoreLegacy: true }))).toBeNull();
  });

  it.each(["", "null", "[]", "7", "{", '{"message":7}', "\u0000"])("%j is none, and breaks nothing", (text) => {
    expect(legacyLine(bytes(text))).toBeNull();
  });
});

describe("what is shown", () => {
  it("keeps lines, drops control characters and marks that turn the writing direction", () => {
    expect(shownText(" one\ntwo\u0007\u202egnp.exe ")).toBe("one\ntwo  gnp.exe");
  });

  it("is cut where somebody pastes a book", () => {
    expect(shownText("x".repeat(100_000)).length).toBeLessThan(1100);
  });
});
