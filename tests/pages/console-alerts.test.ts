import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "../../src/hub/store/ids.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { addRoom, consoleLooks, consoleRig, kit, openConsole } from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

let answer: number;
let received: string[];
const receiver = createServer((request, response) => {
  request.on("data", (data: Buffer) => received.push(String(data)));
  request.on("end", () => response.writeHead(answer).end());
});

beforeAll(() => new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve)));
beforeEach(async () => {
  answer = 200;
  received = [];
  const rules = await kit.own<{ id: string }[]>("GET", "/alert-rules");
  for (const { id } of rules.body) await kit.own("PATCH", `/alert-rules/${id}`, { enabled: false });
});
afterAll(() => void receiver.close());

const hook = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
const fault = { code: "camera.missing", severity: "warning", subject: "", since: "2026-03-02T09:00:00Z" } as const;

/** An alert as the hub keeps it, without the minutes in which one comes and goes. @param closedAt null: it stands */
async function keepAlert({ closedAt }: { closedAt: number | null }): Promise<void> {
  const { body } = await kit.own<{ rooms: string[] }>("POST", "/rooms", { rooms: [{ name: "Oak" }] });
  const openedAt = Date.now() - 600_000;
  const values = {
    ...{ id: newId("alert"), organisation: kit.organisation, rule: "rule", cause: "fault camera.missing" },
    ...{ severity: "warning", title: "camera.missing", rooms: JSON.stringify(body.rooms) },
    ...{ opened_at: openedAt, changed_at: openedAt, closed_at: closedAt },
  };
  await kit.hub.parts.store.db.insertInto("alerts").values(values).execute();
}

test("without alerts the page says that all is well, and without channels that nobody is told", async () => {
  const page = await openConsole("/alerts");
  await page.getByText("No alert stands").waitFor();
  await page.getByRole("link", { name: "Who is told" }).click();
  await page.getByText("Nobody is told of alerts").waitFor();
});

test("a fault appears by itself with its room as text, and is silenced with an end and a reason", async () => {
  await kit.own("POST", "/alert-rules", { name: "Now", looksFor: "fault", severity: "warning", forSeconds: 0 });
  const page = await openConsole("/alerts");
  await page.getByText("No alert stands").waitFor();
  await addRoom("Oak <b>bold</b>", { faults: [fault as never] });
  const card = page.locator("[data-cause='fault camera.missing']");
  await card.getByRole("link", { name: "Oak <b>bold</b>" }).waitFor();
  await card.locator(act("silence")).click();
  await expect.poll(() => page.isDisabled(act("silence-yes"))).toBe(true);
  await page.fill("[name=reason]", "at the repair shop");
  await page.selectOption("[name=span]", "week");
  await page.click(act("silence-yes"));
  await card.getByText("Silenced until").waitFor();
  await page.getByRole("link", { name: "Silences" }).click();
  await page.getByText("at the repair shop").waitFor();
  const { body } = await kit.own<{ until: number; room: string | null }[]>("GET", "/silences");
  expect(body[0]?.room).toBeNull();
  expect(Math.round(((body[0]?.until ?? 0) - Date.now()) / 86_400_000)).toBe(7);
  await page.click(act("endSilence"));
  await page.click(act("endSilence-yes"));
  await page.getByText("Nothing is silenced").waitFor();
});

test("a webhook's secret is shown once; a test message tells what really came of it", async () => {
  const page = await openConsole("/alerts/channels");
  await page.click(act("addChannel"));
  await page.fill("[name=channelName]", "<u>Pager</u>");
  await page.fill("[name=url]", hook());
  await page.click(act("saveChannel"));
  const secret = (await page.locator(".secret-text").textContent()) as string;
  expect(secret.length).toBeGreaterThan(20);
  await page.click(act("secretDone"));
  await page.reload();
  const card = page.locator("[data-channel='<u>Pager</u>']");
  await card.waitFor();
  await expect.poll(() => page.content()).not.toContain(secret);
  await card.locator(act("testChannel")).click();
  await card.getByText("The test was delivered.").waitFor();
  expect(received.join()).toContain("This is a trial");
  answer = 500;
  await card.locator(act("testChannel")).click();
  await card.getByText("answered 500").first().waitFor();
});

test("quiet hours and recipients of a mail channel are kept, and shown again when it is changed", async () => {
  const page = await openConsole("/alerts/channels");
  await page.click(act("addChannel"));
  await page.selectOption("[name=kind]", "email");
  await page.fill("[name=channelName]", "Mail");
  await page.fill("[name=url]", "smtps://hub@mail.example");
  await page.fill("[name=from]", "hub@acme.example");
  await page.fill("[name=to]", "a@acme.example, b@acme.example");
  await page.click("summary");
  await page.click("[name=quiet]");
  await page.fill("[name=zone]", "Mars/Olympus");
  await page.click(act("saveChannel"));
  await page.getByText("is not a time zone").waitFor();
  await page.fill("[name=zone]", "Europe/Oslo");
  await page.click(act("saveChannel"));
  const card = page.locator("[data-channel=Mail]");
  await card.getByText("19:00–07:00, Europe/Oslo").waitFor();
  await card.locator(act("changeChannel")).click();
  await expect.poll(() => page.inputValue("[name=to]")).toBe("a@acme.example, b@acme.example");
  await page.fill("[name=channelName]", "Post");
  await page.click(act("saveChannel"));
  await page.locator("[data-channel=Post]").waitFor();
});

test("a rule is added, switched off and removed after a question", async () => {
  const page = await openConsole("/alerts/rules");
  await page.fill("[name=ruleName]", "Cameras");
  await page.selectOption("[name=looksFor]", "fault");
  await page.fill("[name=fault]", "camera");
  await page.click(act("addRule"));
  const row = page.getByRole("row", { name: /^Cameras/ });
  await row.locator(act("toggleRule")).click();
  await row.getByText("Off", { exact: true }).waitFor();
  await row.locator(act("removeRule")).click();
  await page.click(act("removeRule-yes"));
  await row.waitFor({ state: "detached" });
});

test.each(consoleLooks)("alerts: every tab without serious findings, %o", async (look) => {
  await keepAlert({ closedAt: null });
  await keepAlert({ closedAt: Date.now() });
  await kit.own("POST", "/channels", { kind: "webhook", name: "Pager", url: hook() });
  const page = await openConsole("/alerts", look);
  await page.waitForSelector(act("silence"));
  expect(await seriousFindings(page)).toEqual([]);
  await page.click(act("silence"));
  await page.waitForSelector("dialog[open]");
  expect(await seriousFindings(page)).toEqual([]);
  for (const [tab, sign] of [
    ["history", ".alert-history"],
    ["silences", ".empty"],
    ["rules", act("addRule")],
    ["channels", act("testChannel")],
  ]) {
    await page.goto(`/o/${kit.organisation}/alerts/${tab}`);
    await page.waitForSelector(sign as string);
    expect(await seriousFindings(page)).toEqual([]);
  }
});

test("an alert that is over is in the history; a viewer sees it and changes nothing", async () => {
  await keepAlert({ closedAt: Date.now() });
  const history = await openConsole("/alerts/history");
  await history.locator(".alert-history", { hasText: "Oak" }).waitFor();
  const page = await openConsole("/alerts/rules", { role: "viewer" });
  await page.getByRole("row", { name: /^Room offline/ }).waitFor();
  await expect.poll(() => page.locator(act("removeRule")).count()).toBe(0);
  await expect.poll(() => page.locator(act("addRule")).count()).toBe(0);
  const partner = await openConsole("/alerts", { role: "partner" });
  await partner.getByText("No alert stands").waitFor();
  await expect.poll(() => partner.getByRole("link", { name: "Who is told" }).count()).toBe(0);
});
