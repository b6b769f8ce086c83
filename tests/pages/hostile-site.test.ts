import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startPanel } from "../unit/panel/panel-harness.ts";
import { launchBrowser } from "./support/browser.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser(["--host-resolver-rules=MAP rebound.example 127.0.0.1"]);
});

afterAll(() => browser.close());

/** A foreign site's web server on this computer. */
async function foreignSite() {
  const server = createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/html", connection: "close" }).end("<title>foreign</title>"),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    const closed = new Promise((resolve) => server.close(resolve));
    // Also those that the browser keeps in store.
    server.closeAllConnections();
    return closed;
  };
  onTestFinished(() => void close());
  return { port: (server.address() as AddressInfo).port, close };
}

async function opened(url: string): Promise<Page> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(url);
  return page;
}

/** Everything that a script can try to make the room leave, and what it got to see. */
function attack(page: Page, room: string): Promise<Record<string, string>> {
  return page.evaluate(async (target) => {
    const body = '{"type":"leave"}';
    const json = { "content-type": "application/json" };
    const seen = (promise: Promise<Response>) =>
      promise.then(
        async (answer) => `${answer.status} ${(await answer.text()).slice(0, 20)}`,
        () => "blocked",
      );
    const socket = new Promise<string>((resolve) => {
      const line = new WebSocket(`${target.replace("http", "ws")}/api/socket`);
      line.onopen = () => line.send(`{"type":"intent","id":"1","intent":${body}}`);
      line.onmessage = (message) => message.data.includes('"accepted"') && resolve("accepted");
      line.onclose = () => resolve("closed");
    });
    return {
      json: await seen(fetch(`${target}/api/intents`, { method: "POST", headers: json, body })),
      simple: await seen(fetch(`${target}/api/intents`, { method: "POST", mode: "no-cors", body })),
      state: await seen(fetch(`${target}/api/state`)),
      ticket: await seen(fetch(`${target}/api/guest-ticket?name=x`)),
      socket: await socket,
    };
  }, room);
}

test("the room's own page can do all of it: the attempts below are real ones", async () => {
  const panel = await startPanel();
  const tried = await attack(await opened(`${panel.url}/panel`), panel.url);
  expect(tried).toMatchObject({
    json: expect.stringMatching(/^202/),
    state: expect.stringMatching(/^200/),
    socket: "accepted",
  });
  expect(panel.room.wishes).toEqual([{ type: "leave" }, { type: "leave" }]);
});

test("a page of another port of this computer sees nothing and can make the room do nothing", async () => {
  const panel = await startPanel();
  const page = await opened(`http://127.0.0.1:${(await foreignSite()).port}/`);
  const tried = await attack(page, panel.url);
  expect(tried).toEqual({ json: "blocked", simple: "blocked", state: "blocked", ticket: "blocked", socket: "closed" });
  const form = page.waitForResponse(/intents/);
  await page.evaluate((target) => {
    document.body.innerHTML = `<form method="post" enctype="text/plain" action="${target}/api/intents"><input name='{"type":"leave","x":"' value='"}'></form>`;
    document.forms[0]?.submit();
  }, panel.url);
  expect((await form).status()).toBe(403);
  expect(panel.room.wishes).toEqual([]);
});

test("a foreign name that comes to lead here shows no page and can make the room do nothing", async () => {
  const site = await foreignSite();
  const rebound = `http://rebound.example:${site.port}`;
  const page = await opened(rebound);
  await site.close();
  // Now the name and port of the loaded page lead to the room.
  const panel = await startPanel({ port: site.port });
  const tried = await attack(page, rebound);
  const refused = expect.stringMatching(/^421/);
  expect(tried).toEqual({ json: refused, simple: refused, state: refused, ticket: refused, socket: "closed" });
  expect((await page.goto(`${rebound}/panel`))?.status()).toBe(421);
  expect(panel.room.wishes).toEqual([]);
});

test("the panel cannot be framed by another page, which could make people tap on it", async () => {
  const panel = await startPanel();
  const page = await opened(`http://127.0.0.1:${(await foreignSite()).port}/`);
  await page.evaluate((target) => {
    document.body.innerHTML = `<iframe src="${target}/panel"></iframe>`;
  }, panel.url);
  await expect.poll(() => page.frames().map((frame) => frame.url())).toContain("chrome-error://chromewebdata/");
});
