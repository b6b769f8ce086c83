import { expect, test } from "vitest";
import { meeting } from "../unit/fleet/fake-room.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { addRoom, consoleLooks, consoleRig, kit, openConsole, shownCode } from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";
import { settled } from "./support/settled.ts";

consoleRig();

test("what was asked of a room is shown with what really came of it, and a refusal with its reason", async () => {
  const { id, room } = await addRoom("Oak", { meeting: meeting() });
  const page = await openConsole(`/rooms/${id}`);
  await page.click(act("mute"));
  await page.waitForSelector('[data-action="mute"][data-status="done"]');
  await expect.poll(() => page.textContent('[data-action="mute"]')).toContain("by owner@acme.example");
  expect(room.current.meeting?.microphone.on).toBe(false);
  room.refuse.add("leave");
  await page.click(act("leave"));
  await page.click(act("leave-yes"));
  await page.waitForSelector('[data-action="leave"][data-status="refused"]');
  await expect.poll(() => page.textContent('[data-action="leave"]')).toContain("not now");
});

test("the room's panel is fetched only on a press, moves with the room, and looking is in the audit log", async () => {
  const { id, room } = await addRoom("Elm", { meeting: { ...meeting(), title: "<img src=x onerror=alert(1)>" } });
  const page = await openConsole(`/rooms/${id}`);
  await page.waitForSelector(act("look"));
  const watched = async () => {
    const { body } = await kit.own<{ what: string; subject: string }[]>("GET", "/audit");
    return body.some(({ what, subject }) => what === "room.watched" && subject === id);
  };
  expect(await watched()).toBe(false);
  await page.click(act("look"));
  await page.locator(".room-panel").getByText("<img src=x onerror=alert(1)>").waitFor();
  room.set({ meeting: null });
  await page.locator(".room-panel").getByText("No meeting").waitFor();
  await expect.poll(watched).toBe(true);
});

test.each(consoleLooks)("a room's page can be read by a screen reader %o", async (look) => {
  const { id } = await addRoom(`Fir ${look.language}`);
  const page = await openConsole(`/rooms/${id}`, look);
  await page.waitForSelector(act("revoke"));
  expect(await seriousFindings(page)).toEqual([]);
});

test("a revoked room is cut off, and the page says before what follows", async () => {
  const { id } = await addRoom("Ash");
  const page = await openConsole(`/rooms/${id}`);
  await page.click(act("revoke"));
  await page.getByText("has to be claimed again").waitFor();
  await page.click(act("revoke-yes"));
  await kit.until<{ connected: boolean }>(`/rooms/${id}`, ({ connected }) => !connected);
});

test("another computer takes a room's place by its code; the room stays who it is, and what follows is said before", async () => {
  const { id } = await addRoom("Beech");
  const page = await openConsole(`/rooms/${id}`);
  await page.click(act("replace"));
  await page.getByText("The room keeps its name, settings and history.").waitFor();
  await page.fill("dialog [name=code]", await shownCode());
  await page.click(act("replaceComputer"));
  await page.locator("dialog").waitFor({ state: "detached" });
  await kit.until<{ connected: boolean; name: string }>(
    `/rooms/${id}`,
    (one) => !one.connected && one.name === "Beech",
  );
  await page.context().close();
});

test("a microphone that goes missing breaks its link of the chain by itself, and its return mends it", async () => {
  const { id, room } = await addRoom("Chain");
  const page = await openConsole(`/rooms/${id}`);
  await page.waitForSelector('[data-link="microphone"][data-state="unused"]');
  const since = "2026-03-02T09:00:00Z";
  room.set({ faults: [{ code: "microphone.missing", severity: "serious", subject: "", detail: "", since }] });
  await page.waitForSelector('[data-link="microphone"][data-state="broken"]');
  await page.getByText("The chain is broken at: Microphone").waitFor();
  room.set({ faults: [] });
  await page.getByText("No broken link is known").waitFor();
});

test("what should be in a room is changed on its page, and what is missing is told at once", async () => {
  const { id } = await addRoom("Yew");
  const page = await openConsole(`/rooms/${id}`);
  await page.click(act("edit"));
  await page.fill("dialog [name=name]", "Great Yew");
  await page.fill("dialog [name=expected]", "camera, display");
  await page.click(act("saveRoom"));
  await page.getByRole("heading", { name: "Great Yew" }).waitFor();
  await page.getByText("Missing: camera").first().waitFor();
});

test("a room's history says in words what went wrong, and that it is over", async () => {
  const { id, room } = await addRoom("Ivy");
  const subject = "camera-1";
  const fault = { code: "camera.failed", severity: "warning", subject, since: new Date().toISOString(), detail: "" };
  room.set({ faults: [fault] as unknown as typeof room.current.faults });
  await kit.until<{ trouble: string | null }>(`/rooms/${id}`, ({ trouble }) => trouble === "warning");
  room.set({ faults: [] });
  await kit.until<{ trouble: string | null }>(`/rooms/${id}`, ({ trouble }) => trouble === null);
  const page = await openConsole(`/rooms/${id}`);
  const story = page.locator(".room-story");
  await story.getByText("over", { exact: true }).waitFor();
  await story.getByText("trouble", { exact: true }).waitFor();
  await expect.poll(() => story.textContent()).not.toContain("room.");
});

test("a viewer is told whose it is to look, to act and to change, instead of finding nothing", async () => {
  const { id } = await addRoom("Larch");
  const page = await openConsole(`/rooms/${id}`, { role: "viewer" });
  for (const permission of ["rooms:watch", "rooms:act", "rooms:write", "trust:write"])
    await page.waitForSelector(`[data-only-for="${permission}"]`);
  await page
    .getByText("Asking a room to do something is for partners, operators, administrators and owners.")
    .waitFor();
  await expect.poll(() => page.locator(`${act("look")}, ${act("mute")}, ${act("edit")}`).count()).toBe(0);
});

test.each([1440, 390])(
  "names of two hundred letters without a space push nothing out of a page %i wide",
  async (width) => {
    const name = "W".repeat(200);
    const { id } = await addRoom(`Long ${width}`, { meeting: { ...meeting(), title: name } });
    const changed = await kit.own("PATCH", `/rooms/${id}`, { name, building: name, tags: [name.slice(100)] });
    expect(changed.status).toBe(200);
    const page = await openConsole(`/rooms/${id}`, { width });
    await page.getByRole("heading", { name }).waitFor();
    await page.click(act("look"));
    await page.locator(".room-panel").getByText(name).waitFor();
    await settled(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  },
);

test("a room that is away offers no look at its panel, and says when it will do what it is asked", async () => {
  const { id, member } = await addRoom("Gone");
  member.stop();
  await kit.until<{ connected: boolean }>(`/rooms/${id}`, ({ connected }) => !connected);
  const page = await openConsole(`/rooms/${id}`);
  await page.getByText("there is nothing to look at now").waitFor();
  await page.getByText("reaches it when it is back").waitFor();
  await expect.poll(() => page.locator(act("look")).count()).toBe(0);
});
