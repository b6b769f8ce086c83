import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startPanel } from "./panel-harness.ts";

test("the pages are asked for anew each time, so that an update is seen at once", async () => {
  const panel = await startPanel();
  for (const page of ["panel", "display", "guest"]) {
    const answer = await panel.ask(`/${page}`);
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining(`<title>${page}`) });
    expect(answer.headers["cache-control"]).toBe("no-cache");
    expect(answer.headers["content-type"]).toMatch(/^text\/html/);
    const again = await panel.ask(`/${page}`, { headers: { "if-none-match": String(answer.headers.etag) } });
    expect(again.status).toBe(304);
  }
});

test("an address without a page leads to the panel", async () => {
  const panel = await startPanel();
  expect(await panel.ask("/")).toMatchObject({ status: 302, headers: { location: "/panel" } });
});

test("hashed assets are kept for good, so that a page opens without asking", async () => {
  const panel = await startPanel();
  const asset = await panel.ask("/assets/panel-abc123.js");
  expect(asset.status).toBe(200);
  expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(asset.headers["content-type"]).toMatch(/^(text|application)\/javascript/);
  expect(asset.headers["x-content-type-options"]).toBe("nosniff");
});

test.each([
  "/assets/missing.js",
  "/assets/",
  "/assets/../secret.txt",
  "/assets/..%2fsecret.txt",
  "/assets/%2e%2e/secret.txt",
  "/assets/....//secret.txt",
  "/assets/..%5csecret.txt",
  "/secret.txt",
  "/panel.html",
])("nothing but assets comes out of the folder: %s", async (path) => {
  const panel = await startPanel();
  const answer = await panel.ask(path);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.text).not.toContain("not an asset");
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
});

test("only the pages that meet may use camera and media server; none may be framed", async () => {
  const panel = await startPanel();
  for (const page of ["panel", "display", "guest"]) {
    const { headers } = await panel.ask(`/${page}`);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    const meets = page !== "panel";
    expect(policy.includes("connect-src 'self' ws: wss: http: https:")).toBe(meets);
    expect(String(headers["permissions-policy"]).includes("camera=(self), microphone=(self)")).toBe(meets);
    expect(headers["referrer-policy"]).toBe("same-origin");
  }
});

test("pages that are not built say so, and the interface works", async () => {
  const empty = await mkdtemp(join(tmpdir(), "roomkeeper-empty-"));
  onTestFinished(() => rm(empty, { recursive: true }));
  const panel = await startPanel({ pagesFolder: join(empty, "none") });
  expect(await panel.ask("/panel")).toMatchObject({
    status: 404,
    body: { detail: expect.stringMatching(/npm run build/) },
  });
  expect((await panel.ask("/assets/a.js")).status).toBe(404);
  expect((await panel.ask("/api/state")).status).toBe(200);
});

test("pages that are built later are served without a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "roomkeeper-late-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const panel = await startPanel({ pagesFolder: folder });
  expect((await panel.ask("/panel")).status).toBe(404);
  await mkdir(join(folder, "panel"));
  await writeFile(join(folder, "panel", "index.html"), "<title>late</title>");
  expect((await panel.ask("/panel")).status).toBe(200);
});
