import { describe, expect, it } from "vitest";
import { endOfConnect, endOfDisconnect } from "../../../../src/meeting-worker/livekit/ends.ts";

describe("why the server ended the connection", () => {
  it.each([
    [1, "left"],
    [2, "duplicate"],
    [4, "removed"],
    [5, "ended-by-host"],
    [10, "ended-by-host"],
    [3, "unreachable"],
    [9, "unreachable"],
    [14, "unreachable"],
    [6, "failed"],
    [99, "failed"],
  ])("reason %d is %s", (number, reason) => {
    expect(endOfDisconnect(number).reason).toBe(reason);
  });

  it("removed, duplicate and deleted are not tried again", () => {
    expect([2, 4, 5].map((reason) => endOfDisconnect(reason).code)).toEqual(Array(3).fill("meeting.removed"));
  });

  it("the room's own leave is no error", () => {
    expect(endOfDisconnect(1).code).toBeNull();
  });
});

describe("why a connect failed", () => {
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln";
  it.each([
    [
      `engine: signal failure: client error: 401 - invalid token: ${jwt}, error: go-jose/go-jose: error in cryptographic primitive`,
      "meeting.refused",
    ],
    ["engine: signal failure: client error: 401 - invalid API key: APIxyz", "meeting.refused"],
    ["engine: signal failure: client error: 401 - permissions denied", "meeting.refused"],
    ["engine: signal failure: client error: 403 - forbidden", "meeting.refused"],
    [
      "engine: signal failure: transport connection error: IO error: Connection refused (os error 111)",
      "meeting.unreachable",
    ],
    [
      "engine: signal failure: transport connection error: failed to lookup address information: Name or service not known",
      "meeting.unreachable",
    ],
    ["engine: connection error: wait_pc_connection timed out", "meeting.timeout"],
    ["engine: signal failure: signal timeout", "meeting.timeout"],
    ["engine: signal failure: failed to parse the url: unsupported scheme", "meeting.unknown"],
    [
      "engine: signal failure: client error: 404 - <!DOCTYPE html><html><body>Not found</body></html>",
      "meeting.unknown",
    ],
  ])("%s → %s", (message, code) => {
    expect(endOfConnect(message).code).toBe(code);
  });

  it("the token in the text never reaches a log or a panel", () => {
    const { detail } = endOfConnect(`401 - invalid token: ${jwt}`);
    expect(detail).not.toContain(jwt.slice(0, 20));
  });

  it("a whole web page in the text is cut down to a line", () => {
    const { detail } = endOfConnect(`404 - <html>${"<p>very long</p>\n".repeat(500)}</html>`);
    expect(detail.length).toBeLessThan(420);
    expect(detail).not.toMatch(/[<\n]/);
  });
});
