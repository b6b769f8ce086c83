import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { FleetRoom } from "../../src/hub/estate/room-row.ts";
import { summarise } from "../../src/hub/estate/summary.ts";
import { fleetRoom } from "../unit/hub/fleet-room.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { consoleContext, consoleLooks, consoleRig, kit, openConsole } from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

const site = async (name: string, more: object = {}) =>
  (await kit.own<{ id: string }>("POST", "/sites", { name, ...more })).body.id;

/** A room that the hub knows of, in this state. */
function room(id: string, change: Partial<FleetRoom>): void {
  kit.hub.parts.view.put(fleetRoom(`${kit.organisation}-${id}`, { organisation: kit.organisation, ...change }));
}

const markOf = (page: Page, id: string) => page.locator(`.map-mark[data-sites~='${id}']`);
/** Where it is on the map. */
const placeOf = (mark: Locator) => mark.locator("xpath=..").evaluate((place) => place.style.transform);
/** Changes when the map is drawn nearer or farther. */
const scaleOf = (page: Page) => page.locator(".map-land path").getAttribute("transform");
const rowOf = (page: Page, id: string) => page.locator(`[data-site='${id}']`);

/** Runs in the page: keeps, of each mark, all the places where it was drawn. */
function keepPlaces(): void {
  const places = new Map<string, string[]>();
  Object.assign(window, { places });
  const keep = () => {
    for (const place of document.querySelectorAll<HTMLElement>(".map-place")) {
      const mark = place.querySelector<HTMLElement>(".map-mark")?.dataset.sites ?? "";
      const kept = places.get(mark) ?? [];
      if (kept.at(-1) !== place.style.transform) places.set(mark, [...kept, place.style.transform]);
    }
  };
  new MutationObserver(keep).observe(document, { subtree: true, childList: true, attributes: true });
}

test("without sites the page says what to do first, to whom it is open", async () => {
  const viewer = await openConsole("/sites", { role: "viewer" });
  await viewer.getByText("An administrator of the organisation adds sites").waitFor();
  await expect.poll(() => viewer.locator(act("addSite")).count()).toBe(0);
  const page = await openConsole("/sites");
  await page.getByText("There are no sites yet").waitFor();
  await page.click(act("addSite"));
  await page.fill("[name=siteName]", "Berlin <b>Mitte</b>");
  await page.selectOption("[name=zone]", "Europe/Berlin");
  await page.fill("[name=latitude]", "95");
  await page.getByText("A number of degrees from -90 to 90.").waitFor();
  await page.locator(`${act("saveSite")}:disabled`).waitFor();
  await page.fill("[name=latitude]", "52.5286, 13.3796");
  await expect.poll(() => page.inputValue("[name=longitude]")).toBe("13.3796");
  await page.click(act("saveSite"));
  await page.locator(".map-name").getByText("Berlin <b>Mitte</b>").waitFor();
  await expect.poll(() => page.locator(".sites b").count()).toBe(0);
});

test("a site says in words how its rooms are, and its numbers lead to them", async () => {
  const lyon = await site("Lyon", { latitude: 45.74, longitude: 4.82 });
  const lyonRooms = { site: lyon, siteName: "Lyon", building: "B", floor: "3" };
  room("l1", lyonRooms);
  room("l2", { ...lyonRooms, summary: summarise({ meeting: { title: "x" } }) });
  room("l3", { ...lyonRooms, connected: false });
  const page = await openConsole("/sites");
  const mark = markOf(page, lyon);
  await mark.getByText("1 offline").waitFor();
  await expect.poll(() => mark.getAttribute("data-grave")).toBe("offline");
  const summary = summarise({ faults: [{ code: "camera.missing", severity: "serious", subject: "" }] });
  room("l1", { ...lyonRooms, summary });
  await mark.getByText("1 offline · 1 serious fault").waitFor();
  await rowOf(page, lyon).locator(".places-toggle").click();
  const floor = rowOf(page, lyon).getByRole("row", { name: /Floor 3/ });
  await expect
    .poll(async () => (await floor.locator("td").allTextContents()).slice(0, 5))
    .toEqual(["3", "1", "1", "1", "1"]);
  await floor.locator(".places-offline a").click();
  await page.waitForURL(/\/rooms\?/);
  await expect
    .poll(() => new URL(page.url()).searchParams.get("search"))
    .toBe('offline site:"Lyon" building:"B" floor:3');
});

test("the map is drawn once its size is known: no mark jumps to where it belongs", async () => {
  await site("Darwin", { latitude: -12.46, longitude: 130.84 });
  await site("Lima", { latitude: -12.05, longitude: -77.04 });
  const context = await consoleContext();
  await context.addInitScript(keepPlaces);
  const page = await context.newPage();
  await page.goto(`/o/${kit.organisation}/sites`);
  const marks = page.locator(".map-mark");
  await marks.nth(1).waitFor();
  await page.locator(".map-land path[d^=M]").waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const places = await page.evaluate<string[][]>("[...window.places.values()]");
  expect(places.length).toBe(await marks.count());
  expect(places.filter(({ length }) => length !== 1)).toEqual([]);
});

test("the map can be walked by the keyboard: marks, zoom, and back to everything", async () => {
  const sydney = await site("Sydney", { latitude: -33.86, longitude: 151.21 });
  const page = await openConsole("/sites");
  const mark = markOf(page, sydney);
  const before = await placeOf(mark);
  await page.locator(".map").focus();
  await page.keyboard.press("+");
  await page.locator(`${act("everything")}:enabled`).waitFor();
  await page.keyboard.press("0");
  await page.locator(`${act("everything")}:disabled`).waitFor();
  await expect.poll(() => placeOf(mark)).toBe(before);
  await mark.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`site=${sydney}`));
  await expect.poll(() => mark.getAttribute("aria-current")).toBe("true");
});

test("sites at one place are one mark that comes apart when it is pressed", async () => {
  const near = await site("London City", { latitude: 51.5, longitude: -0.1 });
  const far = await site("Oxford", { latitude: 51.75, longitude: -1.25 });
  const page = await openConsole("/sites");
  await page.locator(`.map-mark[data-sites~='${near}'][data-sites~='${far}']`).waitFor();
  const apart = page.locator(`.map-mark[data-sites='${near}']`);
  for (let presses = 0; presses < 8 && (await apart.count()) === 0; presses++) {
    const before = await scaleOf(page);
    await markOf(page, near).click();
    await expect.poll(() => scaleOf(page)).not.toBe(before);
  }
  await apart.waitFor();
  await markOf(page, far).waitFor();
});

test("a site without coordinates is in the list and said to be missing; coordinates put it on the map", async () => {
  await site("Lyon", { latitude: 45.74, longitude: 4.82 });
  const id = await site("Nowhere yet");
  const page = await openConsole("/sites");
  await page.getByText("1 site has no coordinates").waitFor();
  await rowOf(page, id).getByText("Not on the map").waitFor();
  await rowOf(page, id).locator(act("editSite")).click();
  await page.fill("[name=latitude]", "10");
  await page.locator(`${act("saveSite")}:disabled`).waitFor();
  await page.fill("[name=longitude]", "100");
  await page.click(act("saveSite"));
  await markOf(page, id).waitFor();
});

test("groups are added, renamed and put under a site", async () => {
  const id = await site("Group site");
  const page = await openConsole("/sites");
  await page.click(act("addGroup"));
  await page.fill("[name=groupName]", "Board <i>rooms</i>");
  await page.click(act("saveGroup"));
  await page.locator("[data-group='Board <i>rooms</i>']").locator(act("editGroup")).click();
  await page.fill("[name=groupName]", "Boardrooms");
  await page.selectOption("[name=groupSite]", id);
  await page.click(act("saveGroup"));
  await page.locator("[data-group=Boardrooms]").getByText("Group site").waitFor();
});

test.each(consoleLooks)("sites: map, list and form without serious findings, %o", async (look) => {
  const lyon = await site("Lyon", { latitude: 45.74, longitude: 4.82 });
  room("l1", { site: lyon, siteName: "Lyon", building: "B", floor: "3" });
  await site("Nowhere yet");
  const page = await openConsole("/sites", look);
  await page.locator(".map-land path[d^=M]").waitFor();
  await page.locator(".places-toggle:enabled").first().click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.locator(act("editSite")).first().click();
  await page.waitForSelector("dialog[open]");
  expect(await seriousFindings(page)).toEqual([]);
});

test("before a site goes it is said what follows for its rooms; they go to another one in the same step", async () => {
  const [from, to] = [await site("Old house"), await site("New house")];
  const { body } = await kit.own<{ rooms: string[] }>("POST", "/rooms", { rooms: [{ name: "Attic", site: from }] });
  const id = body.rooms[0] as string;
  await kit.until<{ site?: string }>(`/rooms/${id}`, (one) => one.site === from);
  const page = await openConsole("/sites");
  await rowOf(page, from).locator(act("editSite")).click();
  await page.click(act("remove"));
  await page.getByText("1 room will be without a site").waitFor();
  await page.locator("dialog").getByText("Attic").waitFor();
  await page.selectOption("dialog [name=to]", to);
  await page.getByText("1 room will go to New house").waitFor();
  await page.click(act("remove-yes"));
  await rowOf(page, from).waitFor({ state: "detached" });
  await kit.until<{ site?: string }>(`/rooms/${id}`, (one) => one.site === to);
  await page.context().close();
});

test("a group goes, too, and says when nothing else follows", async () => {
  await site("Anywhere");
  await kit.own("POST", "/groups", { name: "Short-lived" });
  const page = await openConsole("/sites");
  const group = page.locator("[data-group='Short-lived']");
  await group.locator(act("editGroup")).click();
  await page.click(act("remove"));
  await page.getByText("No room is in it.").waitFor();
  await page.click(act("remove-yes"));
  await group.waitFor({ state: "detached" });
  await page.context().close();
});
