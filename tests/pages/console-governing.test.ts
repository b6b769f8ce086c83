import { expect, test } from "vitest";
import { consoleRig, kit, openConsole } from "./support/console-rig.ts";
import { unreachedByKeyboard } from "./support/keyboard-walk.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

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
  await page.context().close();
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
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.act)).toBe("removeRule");
  await page.keyboard.press("Enter");
  await page.locator(act("removeRule-yes")).focus();
  await page.keyboard.press("Enter");
  await remove.waitFor({ state: "detached" });
  await page.context().close();
});

test.each(["/settings", "/roll-outs", "/alerts", "/alerts/channels", "/audit", "/people", "/people/keys", "/account"])(
  "%s: with the hub away a sentence says so, and a button asks again",
  async (path) => {
    const page = await openConsole("//");
    await page.waitForSelector(act("signOut"));
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
    await page.locator(act("again")).first().click();
    await page.getByText("The hub does not answer.").first().waitFor({ state: "detached" });
    await page.context().close();
  },
);
