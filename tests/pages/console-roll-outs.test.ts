import { beforeEach, expect, test } from "vitest";
import { RoomkeeperError } from "../../src/domain/errors.ts";
import { meeting } from "../unit/fleet/fake-room.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { addRoom, consoleLooks, consoleRig, kit, openConsole, type RoomInHub } from "./support/console-rig.ts";
import { act } from "./support/open-panel.ts";

consoleRig();

let oak: RoomInHub;

beforeEach(async () => {
  // In a meeting it takes nothing: the roll-out stays where it is.
  oak = await addRoom("Oak", { meeting: meeting() });
});

async function start(name: string, minutes: number): Promise<string> {
  const settings = { policies: { autoLeaveMinutes: minutes } };
  const { body } = await kit.own<{ id: string }>("POST", "/rollouts", {
    ...{ name, kind: "organisation", scope: kit.organisation, settings },
  });
  return body.id;
}

test("without roll-outs the page says how to begin", async () => {
  const page = await openConsole("/roll-outs");
  await page.getByText("Nothing was rolled out yet").waitFor();
});

test.each(consoleLooks)("roll-outs: list and one without serious findings, %o", async (look) => {
  const name = `<b>Quiet</b> ${look.language}`;
  const id = await start(name, 7);
  const page = await openConsole("/roll-outs", look);
  await page.getByRole("link", { name }).click();
  await page.waitForSelector(act("pause"));
  expect(await seriousFindings(page)).toEqual([]);
  await page.click(act("cancel"));
  await page.waitForSelector("dialog[open]");
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await kit.own("POST", `/rollouts/${id}/cancel`);
  await page.goto(`/o/${kit.organisation}/roll-outs`);
  await page.getByRole("link", { name }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

test("a roll-out is paused after a question, says by whom, and moves by itself when it goes on", async () => {
  const id = await start("Moves", 8);
  const page = await openConsole(`/roll-outs/${id}`);
  await page.locator("[data-part=sent]", { hasText: "working on it" }).waitFor();
  await page.click(act("pause"));
  await page.getByText("No other room gets them until it is resumed.").waitFor();
  await page.click(act("pause-yes"));
  await page.getByText("Ordered by owner@acme.example.").waitFor();
  await page.click(act("resume"));
  await page.click(act("resume-yes"));
  await page.waitForSelector(act("pause"));
  oak.room.set({ meeting: null });
  await page.locator("[data-part=applied]", { hasText: "done" }).waitFor();
  await page.getByText("Done", { exact: true }).waitFor();
  await expect.poll(() => page.locator(act("pause")).count()).toBe(0);
});

test("a room that cannot use the settings is named with its reason, and a roll-back sets it back", async () => {
  const site = (await kit.own<{ id: string }>("POST", "/sites", { name: "Bergen" })).body.id;
  const { identity, folder } = await kit.enrolRoom("Elm <b>x</b>");
  const refuse = () => Promise.reject(new RoomkeeperError("config.invalid", "no such <driver>"));
  kit.member(identity, folder, { configurable: { isLive: () => false, apply: refuse } }).member.start();
  await kit.own("PATCH", `/rooms/${identity.room}`, { site });
  await kit.until<{ site: string | null }>(`/rooms/${identity.room}`, (room) => room.site === site);
  const settings = { media: { camera: { codec: "vp9" } } };
  const { body } = await kit.own<{ id: string }>("POST", "/rollouts", {
    name: "Refused",
    kind: "site",
    scope: site,
    settings,
  });
  const page = await openConsole(`/roll-outs/${body.id}`);
  await page.getByText("1 of the 1 rooms that answered could not use the settings.").waitFor();
  await page.getByRole("row", { name: "Elm <b>x</b> failed no such <driver>" }).waitFor();
  await page.click(act("roll-back"));
  await page.click(act("roll-back-yes"));
  await page.getByText("Rolled back", { exact: true }).waitFor();
});

test("a roll-out that is not there says so; partners are refused in a sentence", async () => {
  const page = await openConsole("/roll-outs/rollout-none");
  await page.getByText("This does not exist, or no longer.").waitFor();
  const partner = await openConsole("/roll-outs/rollout-none", { role: "partner" });
  await partner.getByText("Partners do not see the organisation's roll-outs").waitFor();
});
