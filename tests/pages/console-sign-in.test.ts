import { expect, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import {
  consoleContext,
  consoleLooks,
  consoleRig,
  kit,
  openConsole,
  withAuthenticator,
} from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

async function invite(email: string): Promise<string> {
  const { body } = await kit.own<{ secret: string }>("POST", "/people", { email, role: "viewer" });
  return body.secret;
}

test.each(consoleLooks)("sign-in page: read by a screen reader, in its language and colours %o", async (look) => {
  const page = await openConsole("/rooms", { ...look, signedIn: false });
  await page.waitForSelector(act("signIn"));
  await expect.poll(() => page.getAttribute("html", "lang")).toBe(look.language === "zh" ? "zh-CN" : "en-GB");
  await expect.poll(() => page.getAttribute("html", "data-theme")).toBe(look.colours);
  expect(await seriousFindings(page)).toEqual([]);
});

test("a wrong password says so in a sentence, and nothing that was typed is lost", async () => {
  const page = await openConsole("/rooms", { signedIn: false });
  await page.fill("[name=email]", "owner@acme.example");
  await page.fill("[name=password]", "wrong wrong wrong");
  await page.fill("[name=code]", "000000");
  await page.keyboard.press("Enter");
  await page.getByText("e-mail address, password or code is wrong").waitFor();
  await expect.poll(() => page.inputValue("[name=email]")).toBe("owner@acme.example");
});

test("an identity provider's refusal is shown where one signs in", async () => {
  const page = await openConsole("//#sign-in-failed=the%20provider%20says%20no", { signedIn: false });
  await page.getByText("the provider says no").waitFor();
});

test("a one-time link makes an account with a passkey; signed out, the passkey leads in again to the same address", async () => {
  const page = await (await consoleContext({ signedIn: false })).newPage();
  await withAuthenticator(page);
  await page.goto(`/welcome#${await invite("vera@acme.example")}`);
  await page.fill("[name=name]", "Vera");
  await page.click(act("makePasskey"));
  await page.waitForSelector(act("signOut"));
  await page.click(act("signOut"));
  await page.waitForSelector(act("passkey"));
  await page.goto(`/o/${kit.organisation}/rooms?search=offline`);
  await page.click(act("passkey"));
  await page.waitForSelector(act("signOut"));
  await expect.poll(() => page.url()).toContain("/rooms?search=offline");
});

test("a one-time link that was used says what to do", async () => {
  const page = await openConsole("//welcome#spent-and-gone", { signedIn: false });
  await page.getByText("This link cannot be used").waitFor();
});

test("the console's documents and files come with a strict policy, and only the files are kept", async () => {
  const { headers } = await kit.call("GET", "/");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).not.toContain("unsafe");
  expect(headers["cache-control"]).toBe("no-store");
  const page = await openConsole("/rooms");
  const script = await page.getAttribute("script[type=module]", "src");
  const file = await kit.call("GET", script as string);
  expect(file.headers["cache-control"]).toContain("immutable");
  expect((await kit.call("GET", "/assets/..%2f..%2f..%2fpackage.json")).status).toBe(403);
});

test("on a phone the page comes before the menu, which is a press away", async () => {
  const page = await openConsole("/account", { width: 390, height: 844 });
  await expect.poll(async () => (await page.locator("main h1").boundingBox())?.y).toBeLessThan(160);
  await page.click(act("menu"));
  await page.click('a[href$="/alerts"]');
  await page.waitForURL(/\/alerts$/);
  await expect.poll(() => page.isVisible(act("signOut"))).toBe(false);
});
