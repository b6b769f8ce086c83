import { beforeEach, expect, test } from "vitest";
import { consoleRig, kit, openConsole } from "./support/console-rig.ts";
import { unreachedByKeyboard } from "./support/keyboard-walk.ts";
import { act } from "./support/open-panel.ts";

consoleRig();
// Something that the audit log can show.
beforeEach(() => kit.own("POST", "/sites", { name: "Oslo" }));

test.each([
  ["/account", act("addPasskey")],
  ["/settings", "[name='policies.meetNow']"],
  ["/settings?as=text", "[name=settingsText]"],
  ["/alerts/rules", act("addRule")],
  ["/audit", "[data-entry]"],
  ["/people", act("invite")],
  ["/people/keys", act("makeKey")],
  ["/people/provider", act("saveProvider")],
])("%s: everything on it is reached with the keyboard alone", async (path, sign) => {
  const page = await openConsole(path);
  await page.waitForSelector(sign);
  expect(await unreachedByKeyboard(page)).toEqual([]);
});

test("a question is answered with the keyboard alone, and Escape gives the focus back", async () => {
  await kit.own("POST", "/alert-rules", { name: "Cameras", looksFor: "fault", severity: "notice", forSeconds: 0 });
  const page = await openConsole("/alerts/rules");
  const remove = page.getByRole("row", { name: /^Cameras/ }).locator(act("removeRule"));
  await remove.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.act)).toBe("removeRule");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  await page.locator(act("removeRule-yes")).focus();
  await page.keyboard.press("Enter");
  await remove.waitFor({ state: "detached" });
});

test.each(["/settings", "/roll-outs", "/alerts", "/alerts/channels", "/audit", "/people", "/people/keys", "/account"])(
  "%s: with the hub away a sentence says so, and a button asks again",
  async (path) => {
    const page = await openConsole(path === "/account" ? "/people" : "/account");
    await page.waitForSelector(".form");
    const asked = /\/api\/(o\/|passkeys)/;
    await page.route(asked, (route) => route.abort());
    await page.evaluate((address) => {
      const link = document.createElement("a");
      link.href = address;
      document.body.append(link);
      link.click();
    }, `/o/${kit.organisation}${path}`);
    await page.getByText("The hub does not answer.").first().waitFor();
    await page.unroute(asked);
    // Each part of the page that had no answer has a button of its own.
    const left = async () => {
      await page.locator(act("again")).evaluateAll((all) => {
        for (const one of all) (one as HTMLElement).click();
      });
      return page.getByText("The hub does not answer.").count();
    };
    await expect.poll(left).toBe(0);
    await page.locator("h1").waitFor();
  },
);

test("a change of thousands of rooms is previewed at once: only the rooms in sight are drawn, and the last can be scrolled to", async () => {
  for (let hundred = 0; hundred < 3; hundred++) {
    const rooms = Array.from({ length: 1000 }, (_, at) => ({ name: `Room ${hundred * 1000 + at + 1}` }));
    await kit.own("POST", "/rooms", { rooms });
  }
  await kit.until<{ total: number }>("/rooms?limit=1", ({ total }) => total >= 3000);
  const page = await openConsole("/settings");
  await page.selectOption("[name='policies.meetNow']", "false");
  await page.click(act("preview"));
  await page.getByText("3,000 rooms, 1 value").waitFor();
  await page.getByRole("link", { name: "Room 1", exact: true }).waitFor();
  await expect.poll(() => page.locator(".rows-row").count()).toBeLessThan(60);
  await page.locator(".rows").evaluate((rows) => rows.scrollTo(0, rows.scrollHeight));
  await page.getByRole("link", { name: "Room 3000" }).waitFor();
});

test("whoever comes without an address gets the first page of their menu; an address of nothing leads back to it", async () => {
  const page = await openConsole("//", { role: "viewer" });
  await page.waitForSelector("h1");
  const first = await page.locator(".menu-link").first().textContent();
  await expect.poll(() => page.locator(".menu-link[aria-current=page]").textContent()).toBe(first);
  await page.goto(`/o/${kit.organisation}/nothing`);
  await page.getByText("There is nothing at this address").waitFor();
  await page.getByRole("link", { name: "Go to the first page" }).click();
  await page.waitForSelector("h1");
});

test("a page that follows another one begins at its beginning, with the keyboard too; where one writes first, one can write", async () => {
  const page = await openConsole("/people");
  await page.waitForSelector(act("invite"));
  await page.locator(".menu-link", { hasText: "Audit log" }).click();
  await page.locator("main:focus").waitFor();
  await page.locator(".menu-link", { hasText: "Add a room" }).click();
  await page.locator("[name=code]:focus").waitFor();
});
