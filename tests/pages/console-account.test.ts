import { expect, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import { consoleLooks, consoleRig, kit, openConsole, withAuthenticator } from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

test.each(consoleLooks)("account: read by a screen reader, nothing serious found, %o", async (look) => {
  const page = await openConsole("/account", look);
  await page.waitForSelector("[name=passkeyName]");
  expect(await seriousFindings(page)).toEqual([]);
});

test("a passkey that was added is listed, and gone after a question when it is removed", async () => {
  const page = await openConsole("/account");
  await withAuthenticator(page);
  await page.fill("[name=passkeyName]", "<b>Key</b> one");
  await page.click(act("addPasskey"));
  await page.getByRole("cell", { name: "<b>Key</b> one", exact: true }).waitFor();
  await page.click(act("removePasskey"));
  await page.getByRole("heading", { name: "Remove <b>Key</b> one?" }).waitFor();
  await page.click(act("removePasskey-yes"));
  await page.getByText("You have none").waitFor();
});

test("another name is shown in the menu once the hub has it", async () => {
  const page = await openConsole("/account");
  await page.fill("[name=name]", "Olga");
  await page.keyboard.press("Enter");
  await page.getByText("Saved.").waitFor();
  await page.locator(".menu-person", { hasText: "Olga" }).waitFor();
  expect((await kit.call<{ name: string }>("GET", "/api/me")).body.name).toBe("Olga");
});
