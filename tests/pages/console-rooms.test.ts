import { expect, test } from "vitest";
import { revokeRoom } from "../../src/hub/trust/certificates.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { addRoom, consoleLooks, consoleRig, kit, openConsole, shownCode } from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

const markup = `<img src=x onerror="document.title='owned'">`;
const addNamed = (...names: string[]) => kit.own("POST", "/rooms", { rooms: names.map((name) => ({ name })) });
const fault = { code: "camera.missing", severity: "warning", subject: "", detail: "", since: "2026-03-02T09:00:00Z" };

test("an organisation without rooms is told what to do first", async () => {
  const page = await openConsole("/rooms");
  await page.getByText("No rooms yet").waitFor();
});

test.each(consoleLooks)("the list is read by a screen reader, in its language and colours %o", async (look) => {
  await addNamed(`Look ${look.language}`);
  const page = await openConsole("/rooms", look);
  await page.waitForSelector("[data-room]");
  expect(await seriousFindings(page)).toEqual([]);
});

test("a room's name with markup is shown as the text it is", async () => {
  await addNamed(markup);
  const page = await openConsole("/rooms?search=onerror");
  await page.locator("[data-room]", { hasText: markup }).waitFor();
  await expect.poll(() => page.title()).not.toBe("owned");
});

test("what happens in a room appears in its row by itself, and on its page", async () => {
  const { id, room } = await addRoom("Live one");
  const page = await openConsole("/rooms?search=live");
  await page.waitForSelector(".status-idle");
  room.set({ faults: [{ ...fault, code: "camera.missing", severity: "warning" }] });
  await page.locator(".rows-row", { hasText: "no camera" }).waitFor();
  await page.click(`[data-room="${id}"]`);
  await page.locator(".room-troubles", { hasText: "no camera" }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  room.set({ faults: [] });
  await page.getByText("No broken link is known").waitFor();
});

test("rows stay where they are while the keyboard is in the list; a button shows what came", async () => {
  await addNamed("Held 1", "Held 2");
  const page = await openConsole("/rooms?search=held");
  await page.locator("[data-room]").nth(1).waitFor();
  await page.focus(".rows-row a");
  await addNamed("Held 0");
  await page.getByText("1 change – show").waitFor();
  await expect.poll(() => page.locator("[data-room]").allTextContents()).toEqual(["Held 1", "Held 2"]);
  await page.click(act("showChanges"));
  await page.locator("[data-room]", { hasText: "Held 0" }).waitFor();
});

test("the keyboard alone: / into the search, down into the rows, Enter opens one", async () => {
  await addNamed("Walk 1", "Walk 2", "Elsewhere");
  const page = await openConsole("/rooms");
  await page.locator("[data-room]").nth(2).waitFor();
  await page.keyboard.press("/");
  await page.locator("[name=search]:focus").waitFor();
  await page.keyboard.type("walk");
  await page.waitForFunction(() => document.querySelectorAll("[data-room]").length === 2);
  await expect.poll(() => page.url()).toContain("search=walk");
  await page.keyboard.press("ArrowDown");
  await page.locator("a:focus", { hasText: "Walk 1" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Walk 2");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Walk 2" }).waitFor();
});

test("End goes to a row that has yet to come, and the keys go on from there", async () => {
  const names = Array.from({ length: 400 }, (_, at) => `Long ${at + 100}`);
  await addNamed(...names);
  await kit.until<{ total: number }>("/rooms?limit=1", ({ total }) => total === names.length);
  const page = await openConsole("/rooms");
  await page.focus(".rows-row a");
  await page.keyboard.press("End");
  await page.locator("a:focus", { hasText: "Long 499" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.locator("a:focus", { hasText: "Long 498" }).waitFor();
});

test("a search that fits nothing says so and leads back; the filter keeps the other counts", async () => {
  await addNamed("Oak", "Elm");
  const page = await openConsole("/rooms?search=nothing-like-it");
  await page.click(act("clear"));
  await page.locator("[data-room]").nth(1).waitFor();
  const all = () => page.textContent(act("filter all"));
  await expect.poll(all).toContain("2");
  await page.click(act("filter offline"));
  await page.getByText("No room fits").waitFor();
  await expect.poll(all).toContain("2");
});

test("a sheet says what it would do before it does it", async () => {
  const page = await openConsole("/rooms?search=sheet");
  await page.click(act("importRooms"));
  const buffer = Buffer.from("name,site\nSheet 1,New town\nSheet 2,New town\n");
  await page.setInputFiles("[name=csv]", { name: "rooms.csv", mimeType: "text/csv", buffer });
  await page.click(act("preview"));
  await page.getByText("2 rooms are added").waitFor();
  await page.getByText("New sites: New town").waitFor();
  await page.click(act("import"));
  await page.getByText("Imported.").waitFor();
  await page.click(act("done"));
  await page.locator("[data-room]", { hasText: "Sheet 2" }).waitFor();
});

test("a computer whose key was revoked takes the place of a room's only when somebody says to trust it again", async () => {
  const { id } = await addRoom("Stolen");
  const { store } = kit.hub.parts;
  const [serial] = await revokeRoom(store, kit.organisation, id, "person:ann", "left in a train", Date.now());
  const page = await openConsole(`//claim#${await shownCode(serial)}`);
  await page.check("[name=as][value=instead]");
  await page.fill("[name=findRoom]", "stolen");
  await page.selectOption("[name=room]", id);
  await page.click(act("claim"));
  await page.getByText("left in a train").waitFor();
  await page.locator(`${act("claim")}:disabled`).waitFor();
  const code = await page.inputValue("[name=code]");
  // Another code is another computer: nobody is asked to trust that one.
  await page.fill("[name=code]", "AAAA-BBBB");
  await page.locator("[name=trustAgain]").waitFor({ state: "detached" });
  await page.fill("[name=code]", code);
  await page.click(act("claim"));
  await page.check("[name=trustAgain]");
  await page.click(act("claim"));
  await page.waitForURL(new RegExp(`/rooms/${id}$`));
  await page.context().close();
});

test("a wrong claim code is refused in a sentence, and nothing that was typed is lost", async () => {
  const page = await openConsole("//claim#AAAA-BBBB");
  await page.fill("[name=name]", "Attic");
  await expect.poll(() => page.inputValue("[name=code]")).toBe("AAAA-BBBB");
  await page.click(act("claim"));
  await page.locator(".refusal").waitFor();
  await expect.poll(() => page.inputValue("[name=name]")).toBe("Attic");
  expect(await seriousFindings(page)).toEqual([]);
});
