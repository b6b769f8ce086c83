import { expect, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import { addRoom, consoleLooks, consoleRig, kit, openConsole, type RoomInHub } from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

const meetNow = "[name='policies.meetNow']";

/** A room on a site; the organisation and the site have settings. */
async function prepare(): Promise<{ oslo: string; oak: RoomInHub }> {
  const oslo = (await kit.own<{ id: string }>("POST", "/sites", { name: "Oslo <i>x</i>" })).body.id;
  const oak = await addRoom("Oak <b>bold</b>");
  await kit.own("PATCH", `/rooms/${oak.id}`, { site: oslo });
  await rollOut("organisation", kit.organisation, { policies: { autoLeaveMinutes: 10 } });
  await rollOut("site", oslo, { policies: { autoLeaveMinutes: 20 } });
  return { oslo, oak };
}

async function rollOut(kind: string, scope: string, settings: object): Promise<void> {
  const { body } = await kit.own<{ id: string }>("POST", "/rollouts", { name: "Before", kind, scope, settings });
  await kit.until<{ status: string }>(`/rollouts/${body.id}`, ({ status }) => status === "done");
}

test.each(consoleLooks)("configuration: form, text and preview without serious findings, %o", async (look) => {
  const { oslo } = await prepare();
  const page = await openConsole(`/settings/site/${oslo}`, look);
  await page.waitForSelector(meetNow);
  expect(await seriousFindings(page)).toEqual([]);
  await page.selectOption(meetNow, "false");
  await page.click(act("preview"));
  await page.waitForSelector(act("startRollOut"));
  expect(await seriousFindings(page)).toEqual([]);
  await page.click(act("back"));
  await page.locator("a[href$='?as=text']").first().click();
  await page.waitForSelector("[name=settingsText]");
  expect(await seriousFindings(page)).toEqual([]);
});

test("a value says where it comes from, what it replaces, and who overrides it", async () => {
  await prepare();
  const page = await openConsole("/settings");
  const row = page.locator("[data-setting='policies.autoLeaveMinutes']");
  await row.getByText("Set here").waitFor();
  await row.getByText("Overridden in Oslo <i>x</i>").waitFor();
  await page.getByRole("link", { name: "Oslo <i>x</i>" }).click();
  await row.getByText("instead of 10 from Acme").waitFor();
});

test("a room's settings are reached by a search, and show what they inherit", async () => {
  const { oak } = await prepare();
  const page = await openConsole("/settings");
  await page.fill("[name=findRoom]", "oak");
  await page.getByRole("link", { name: "Oak <b>bold</b>" }).click();
  const row = page.locator("[data-setting='policies.autoLeaveMinutes']");
  await row.getByText("20, from Oslo <i>x</i>").waitFor();
  await expect.poll(() => page.url()).toContain(`/settings/room/${oak.id}`);
});

test("a change shows its rooms and values before anything happens, and what is started is what was shown", async () => {
  await prepare();
  const page = await openConsole("/settings");
  await page.selectOption(meetNow, "false");
  await page.click(act("preview"));
  await page.getByText("1 room, 1 value").waitFor();
  const values = page.getByRole("row", { name: /Meet now/ });
  await values.getByText("Room’s own default").waitFor();
  await values.getByText("Off", { exact: true }).waitFor();
  await values.getByText("at once").waitFor();
  await page.getByRole("link", { name: "Oak <b>bold</b>" }).waitFor();
  const before = await kit.own<unknown[]>("GET", "/rollouts");
  await page.fill("[name=rollOutName]", "No walk-ups");
  await page.click(act("startRollOut"));
  await page.getByRole("heading", { name: "No walk-ups" }).waitFor();
  const after = await kit.own<{ name: string; settings: object }[]>("GET", "/rollouts");
  expect(after.body.length).toBe(before.body.length + 1);
  expect(after.body[0]).toMatchObject({
    name: "No walk-ups",
    settings: { policies: { autoLeaveMinutes: 10, meetNow: false } },
  });
  await page.getByText("Done", { exact: true }).waitFor();
});

test("edits outlive another page and a reload, and are gone only after a question", async () => {
  const page = await openConsole("/settings");
  await page.fill("[name='policies.autoJoin.cancelSeconds']", "30");
  await page.getByRole("link", { name: "Your account" }).click();
  await page.waitForSelector("[name=passkeyName]");
  await page.goBack();
  await page.waitForSelector(act("discard"));
  await expect.poll(() => page.inputValue("[name='policies.autoJoin.cancelSeconds']")).toBe("30");
  await page.reload();
  await page.getByText("Edited, not rolled out").waitFor();
  await expect.poll(() => page.inputValue("[name='policies.autoJoin.cancelSeconds']")).toBe("30");
  await page.click(act("discard"));
  await page.click(act("discard-yes"));
  await page.locator(act("discard")).waitFor({ state: "detached" });
  await expect.poll(() => page.inputValue("[name='policies.autoJoin.cancelSeconds']")).toBe("");
});

test("a value out of bounds says its bounds at the field, and is not asked for", async () => {
  const page = await openConsole("/settings");
  await page.fill("[name='policies.autoLeaveMinutes']", "500");
  const row = page.locator("[data-setting='policies.autoLeaveMinutes']");
  await row.getByText("Between 0 and 120.").waitFor();
  await expect.poll(() => page.isDisabled(act("preview"))).toBe(true);
});

test("what the hub refuses is said at its field; text that is no YAML says its line and stays", async () => {
  const page = await openConsole("/settings?as=text");
  await page.fill("[name=settingsText]", "policies:\n  titles: [loud\n");
  await page.getByText("Line 3:").waitFor();
  await expect.poll(() => page.isDisabled(act("preview"))).toBe(true);
  await page.fill("[name=settingsText]", "policies:\n  titles: loud\n");
  await page.click(act("preview"));
  await page.getByText("These settings do not fit.").waitFor();
  await page.getByRole("link", { name: "Form" }).click();
  await page.locator("[data-setting='policies.titles']").getByText("must be one of").waitFor();
});

test("who may only look can try a change but not start it; partners get a sentence", async () => {
  await addRoom("Oak");
  const page = await openConsole("/settings", { role: "viewer" });
  await page.selectOption(meetNow, "true");
  await page.click(act("preview"));
  await page.getByText("Your role may look at settings").waitFor();
  await expect.poll(() => page.locator(act("startRollOut")).count()).toBe(0);
  const partner = await openConsole("/settings", { role: "partner" });
  await partner.getByText("Partners do not see the organisation's configuration").waitFor();
});

test("with the hub away it says so and comes back by a button", async () => {
  const page = await openConsole("/account");
  await page.route("**/templates", (route) => route.abort());
  await page.getByRole("link", { name: "Configuration" }).click();
  await page.getByText("The hub does not answer.").waitFor();
  await page.unroute("**/templates");
  await page.click(act("again"));
  await page.waitForSelector(meetNow);
});
