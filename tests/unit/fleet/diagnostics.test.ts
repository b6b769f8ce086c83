import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { diagnosticActions, withoutSecrets } from "../../../src/fleet/diagnostics.ts";
import type { HubRequest } from "../../../src/fleet/hub-address.ts";
import { FakeRoom } from "./fake-room.ts";

const signal = new AbortController().signal;

function asked(
  recentLog: () => readonly string[] = () => [],
  more: () => Promise<Record<string, unknown>> = async () => ({}),
) {
  const requests: HubRequest[] = [];
  const ask = (request: HubRequest) => {
    requests.push(request);
    return Promise.resolve({});
  };
  const actions = diagnosticActions({ room: new FakeRoom(), software: "1.2.3", recentLog, more, ask });
  const document = () => {
    const parts = requests.map(({ body }) => body as { of: number; sha256: string; data: string });
    const bytes = Buffer.concat(parts.map(({ data }) => Buffer.from(data, "base64")));
    expect(parts.every(({ of }) => of === parts.length)).toBe(true);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(parts[0]?.sha256);
    return JSON.parse(gunzipSync(bytes).toString()) as Record<string, never>;
  };
  return { actions, requests, document };
}

test("a bundle has the room's state, computer and newest log lines, and what it says was sent is what was sent", async () => {
  const { actions, requests, document } = asked(() => ["one", "two"]);
  const said = await actions.diagnostics?.({}, signal, "action-1");
  expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["PUT /api/room/bundles/action-1/parts/0"]);
  expect(said).toContain((requests[0]!.body as { sha256: string }).sha256);
  expect(document()).toMatchObject({ software: "1.2.3", state: { room: { name: "Oak" } }, log: ["one", "two"] });
});

test("logs sends so many lines as were asked for, the newest", async () => {
  const { actions, document } = asked(() => Array.from({ length: 100 }, (_, n) => `line ${n}`));
  await actions.logs?.({ lines: 2 }, signal, "a");
  expect(document()).toEqual({ log: ["line 98", "line 99"] });
});

test("a large bundle goes in parts that make the whole", async () => {
  const noise = Array.from({ length: 4000 }, () =>
    createHash("sha512").update(String(Math.random())).digest("base64").repeat(5),
  );
  const { actions, requests, document } = asked(() => noise);
  await actions.logs?.({ lines: 5000 }, signal, "a");
  expect(requests.length).toBeGreaterThan(0);
  expect(document().log).toHaveLength(4000);
});

test("planted secrets leave the room nowhere in a bundle, however deep", async () => {
  const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
  const more = () =>
    Promise.resolve({
      settings: { livekit: { apiSecret: "planted-1", nested: [{ password: "planted-2" }] }, note: token },
    });
  const { actions, document } = asked(() => [`joined with ${token}`, "rtsp://user:planted-3@cam/"], more);
  await actions.diagnostics?.({}, signal, "a");
  const text = JSON.stringify(document());
  for (const secret of ["planted-1", "planted-2", "planted-3", token]) expect(text).not.toContain(secret);
});

test("cutting secrets out keeps the shape of everything else", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer(), fc.boolean(), fc.constant(null))), (list) => {
      expect(withoutSecrets({ list, inner: { list } })).toEqual({ list, inner: { list } });
    }),
  );
});
