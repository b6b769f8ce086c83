import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../../src/platform/clock.ts";
import { tokenEndpointService } from "../../../src/services/token-endpoint.ts";

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let answer: Answer;
let url: string;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => answer(request, response, body));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const reply =
  (status: number, text: string): Answer =>
  (_, response) =>
    response.writeHead(status).end(text);
const enter = (signal = new AbortController().signal) =>
  tokenEndpointService({ kind: "token-endpoint", name: "e", endpoint: url }).enter(
    { service: "e", room: "board", url: null, passphrase: null, direct: null },
    { purpose: "room", identity: "room-a", uuid: "u", name: "Room A" },
    { signal, clock: systemClock, onLobby() {} },
  );

beforeEach(() => {
  answer = reply(200, JSON.stringify({ server_url: "wss://lk", participant_token: "t" }));
});

test("asks as LiveKit's clients do", async () => {
  let asked: unknown;
  answer = (request, response, body) => {
    asked = { method: request.method, type: request.headers["content-type"], body: JSON.parse(body) };
    response.writeHead(201).end(JSON.stringify({ serverUrl: "wss://lk", participantToken: "t", other: 1 }));
  };
  expect(await enter()).toEqual({ url: "wss://lk", token: "t", passphrase: null });
  expect(asked).toEqual({
    method: "POST",
    type: "application/json",
    body: { room_name: "board", participant_name: "Room A", participant_identity: "room-a" },
  });
});

describe("a bad answer is a clear error", () => {
  test.each([
    ["an empty object passes nowhere", 200, "{}", /lacks server_url or participant_token/],
    ["a page instead of JSON", 200, "<html>sign in</html>", /not JSON/],
    ["null", 200, "null", /not an object/],
    ["refused", 403, "no such room", /403 no such room/],
    [
      "a server error keeps the token secret",
      500,
      `bad eyJhbGciOiJIUzI1NiJ9.${"x".repeat(30)}.sig`,
      /500 bad \[token\]/,
    ],
  ])("%s", async (_, status, text, message) => {
    answer = reply(status, text);
    await expect(enter()).rejects.toThrow(message);
  });

  test("a redirected POST does not become a GET somewhere else", async () => {
    answer = (_, response) => response.writeHead(301, { location: "/elsewhere" }).end();
    await expect(enter()).rejects.toThrow(/301/);
  });

  test("refusals are told from failures", async () => {
    answer = reply(404, "");
    await expect(enter()).rejects.toMatchObject({ code: "meeting.refused" });
    answer = reply(503, "");
    await expect(enter()).rejects.toMatchObject({ code: "meeting.token" });
  });

  test("leaving while it thinks ends the wait", async () => {
    const abort = new AbortController();
    answer = () => abort.abort();
    await expect(enter(abort.signal)).rejects.toMatchObject({ code: "meeting.unreachable" });
  });
});
