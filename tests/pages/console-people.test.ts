import { expect, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import { consoleLooks, consoleRig, kit, openConsole } from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

const tabs = ["people", "people/partners", "people/keys", "people/provider", "people/livekit"];

test.each(consoleLooks)("people and keys: every tab without serious findings, %o", async (look) => {
  const page = await openConsole("/people", look);
  for (const tab of tabs) {
    await page.goto(`/o/${kit.organisation}/${tab}`);
    await page.waitForSelector(".form, .empty");
    expect(await seriousFindings(page)).toEqual([]);
  }
});

test("an invitation's link is shown once, works, and the newcomer is listed as text", async () => {
  const page = await openConsole("/people");
  await page.fill("[name=email]", "bo@acme.example");
  await page.selectOption("[name=role]", "operator");
  await page.click(act("invite"));
  const link = (await page.locator(".secret-text").textContent()) as string;
  expect(link).toMatch(/\/welcome#/);
  await kit.accept(link.split("#")[1] as string, "bo@acme.example");
  await page.click(act("secretDone"));
  await page.reload();
  const row = page.locator("[data-person='bo@acme.example']");
  await row.getByText("Operator").waitFor();
  await expect.poll(() => page.content()).not.toContain(link.split("#")[1]);
  await row.locator(act("changeRole")).click();
  await page.selectOption("[name=newRole]", "viewer");
  await page.click(act("saveRole"));
  await row.getByText("Viewer").waitFor();
  await row.locator(act("removePerson")).click();
  await page.getByText("It counts at once").waitFor();
  await page.click(act("removePerson-yes"));
  await row.waitFor({ state: "detached" });
});

test("the last owner cannot be taken out, and the page says what to do first", async () => {
  const page = await openConsole("/people");
  const row = page.locator("[data-person='owner@acme.example']");
  await row.locator(act("removePerson")).click();
  await page.click(act("removePerson-yes"));
  await page.getByText("the last owner stays; name another one first").waitFor();
});

test("an administrator sees owners but changes none, and the identity provider is the owner's", async () => {
  const page = await openConsole("/people", { role: "administrator" });
  const owner = page.locator("[data-person='owner@acme.example']");
  await owner.waitFor();
  await expect.poll(() => owner.locator(act("changeRole")).count()).toBe(0);
  await expect.poll(() => page.locator("[name=role] option[value=owner]").count()).toBe(0);
  await page.getByRole("link", { name: "Identity provider" }).click();
  await page.getByText("Only an owner sets up the identity provider").waitFor();
});

test("a partner gets a room by search, and loses it after a question", async () => {
  const { body } = await kit.own<{ rooms: string[] }>("POST", "/rooms", { rooms: [{ name: "Oak <b>x</b>" }] });
  await kit.until<{ total: number }>("/rooms?search=oak", ({ total }) => total === 1);
  await openConsole("/rooms", { role: "partner" });
  const page = await openConsole("/people/partners");
  await page.selectOption("[name=grantKind]", "room");
  await page.fill("[name=findRoom]", "oak");
  await page.locator(`[name=grantScope] option[value='${body.rooms[0]}']`).waitFor({ state: "attached" });
  await page.selectOption("[name=grantScope]", body.rooms[0] as string);
  await page.click(act("assign"));
  await page.getByRole("row", { name: /Oak <b>x<\/b> Room/ }).waitFor();
  await page.click(act("revokeGrant"));
  await page.click(act("revokeGrant-yes"));
  await page.getByText("No rooms are assigned to partners").waitFor();
});

test("an API key's secret is shown once and works until it is revoked", async () => {
  const page = await openConsole("/people/keys");
  await page.fill("[name=keyName]", "Dashboard");
  await page.check("[name='alerts:read']");
  await page.selectOption("[name=life]", "30");
  await page.click(act("makeKey"));
  const secret = (await page.locator(".secret-text").textContent()) as string;
  const ask = () =>
    kit.call("GET", `/api/o/${kit.organisation}/alerts`, undefined, { cookie: "", authorization: `Bearer ${secret}` });
  expect((await ask()).status).toBe(200);
  await page.reload();
  await page.getByRole("row", { name: /Dashboard See rooms · See alerts/ }).waitFor();
  await expect.poll(() => page.content()).not.toContain(secret);
  await page.click(act("revokeKey"));
  await page.click(act("revokeKey-yes"));
  await page.getByText("Revoked", { exact: true }).waitFor();
  expect((await ask()).status).toBe(401);
});

test("an identity provider that does not answer is not kept, and the page says whose fault it is", async () => {
  const page = await openConsole("/people/provider");
  await page.getByText("/api/sign-in/oidc/callback").waitFor();
  await page.fill("[name=issuer]", "https://127.0.0.1:9");
  await page.fill("[name=clientId]", "roomkeeper");
  await page.fill("[name=domains]", "acme.example");
  await page.click(act("saveProvider"));
  await page.getByText("The other server does not answer the hub as it should.").waitFor();
  expect((await kit.own("GET", "/identity-provider")).body.provider).toBeNull();
});

test("the LiveKit secret goes in and never comes out", async () => {
  const page = await openConsole("/people/livekit");
  await page.getByText("None is set").waitFor();
  await page.fill("[name=url]", "wss://livekit.acme.example");
  await page.fill("[name=apiKey]", "key1");
  await page.fill("[name=apiSecret]", "a-very-secret-secret-of-32-bytes");
  await page.click(act("saveLivekit"));
  await page.getByText("Saved.").waitFor();
  await page.reload();
  await page.waitForSelector("[name=url]");
  await expect.poll(() => page.inputValue("[name=url]")).toBe("wss://livekit.acme.example");
  await expect.poll(() => page.inputValue("[name=apiSecret]")).toBe("");
  expect(JSON.stringify((await kit.own("GET", "/livekit")).body)).not.toContain("a-very-secret");
});

test("who may not see people gets a sentence instead", async () => {
  const page = await openConsole("/people", { role: "viewer" });
  await page.getByText("This page is not open to you").waitFor();
});
