import { expect, test } from "vitest";
import { startPanel } from "./panel-harness.ts";

const look = { method: "POST", headers: { "content-type": "application/json" }, body: '{"picture":true}' };
const forwarded = { ...look, headers: { ...look.headers, "x-forwarded-for": "192.0.2.7" } };

test("a proxy on this computer does not make the whole network see the room", async () => {
  const panel = await startPanel();
  expect((await panel.ask("/api/check", look)).status).toBe(200);
  const refused = await panel.ask("/api/check", forwarded);
  expect(refused).toMatchObject({ status: 403, body: { code: "request.elsewhere" } });
  expect(refused.body.detail).toContain("panel.mirror");
  expect((await panel.ask("/api/check/picture", { headers: { via: "1.1 proxy" } })).status).toBe(403);
  expect((await panel.ask("/api/reports", { headers: { forwarded: "for=192.0.2.7" } })).status).toBe(403);
});

test("levels are no picture: any panel may see them", async () => {
  const panel = await startPanel({ mirror: "off" });
  expect((await panel.ask("/api/check", { ...forwarded, body: '{"picture":false}' })).status).toBe(200);
  expect((await panel.ask("/api/check", look)).status).toBe(403);
});

test("whoever allows it everywhere gets it everywhere", async () => {
  const panel = await startPanel({ mirror: "everywhere" });
  expect((await panel.ask("/api/check", forwarded)).status).toBe(200);
});
