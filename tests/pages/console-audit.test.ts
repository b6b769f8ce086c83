import { expect, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import { consoleLooks, consoleRig, kit, openConsole } from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

/** Each an entry. */
async function addSites(count: number): Promise<void> {
  await kit.own("POST", "/sites", { name: "The archive" });
  for (let at = 1; at <= count; at++) await kit.own("POST", "/sites", { name: `<b>Site</b> ${at}` });
}

test.each(consoleLooks)("audit log: read by a screen reader, nothing serious found, %o", async (look) => {
  await addSites(5);
  const page = await openConsole("/audit", look);
  await page.waitForSelector("[data-entry]");
  await page.click(act("checkAudit"));
  await page.waitForSelector(".audit-whole");
  expect(await seriousFindings(page)).toEqual([]);
});

test("the newest entry stands first with who and what in words; older ones come by a button, to the first", async () => {
  await addSites(130);
  const page = await openConsole("/audit");
  const first = page.locator("[data-entry]").first();
  await first.getByText("Added a site").waitFor();
  await first.getByText("<b>Site</b> 130").first().waitFor();
  await first.getByText("owner@acme.example").waitFor();
  await expect.poll(() => page.locator("[data-entry]").count()).toBe(100);
  await page.click(act("older"));
  await page.locator("[data-entry='1']").waitFor();
  await page.locator(act("older")).waitFor({ state: "detached" });
  const numbers = await page
    .locator("[data-entry]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-entry")));
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("a filter finds an old entry by its words and by who it was, stands in the address, and says when nothing fits", async () => {
  await addSites(5);
  const page = await openConsole("/audit");
  await page.fill("[name=search]", '"the archive" OWNER');
  await page.getByRole("row", { name: /Added a site The archive/ }).waitFor();
  await page.locator("[data-entry]").nth(1).waitFor({ state: "detached" });
  await expect.poll(() => new URL(page.url()).searchParams.get("search")).toBe('"the archive" OWNER');
  await page.fill("[name=search]", "nothing of the kind");
  await page.getByText("No entry fits").waitFor();
});

test("the export is a file whose chain can be checked elsewhere", async () => {
  await addSites(1);
  const page = await openConsole("/audit");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  expect((await download).suggestedFilename()).toBe("audit.jsonl");
});

test("an entry that was changed in the store is named by the check", async () => {
  await addSites(5);
  const own = kit.hub.parts.store.db.updateTable("audit").where("organisation", "=", kit.organisation);
  await own.set({ detail: "{}" }).where("number", "=", 5).execute();
  const page = await openConsole("/audit");
  await page.click(act("checkAudit"));
  await page.getByText("Entry 5 does not fit").waitFor();
});

test("who may not read the log gets a sentence instead, and no link to it", async () => {
  const page = await openConsole("/audit", { role: "operator" });
  await page.getByText("This page is not open to you").waitFor();
  await expect.poll(() => page.getByRole("link", { name: "Audit log" }).count()).toBe(0);
});
