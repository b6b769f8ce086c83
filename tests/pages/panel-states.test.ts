import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { RoomState } from "../../src/domain/room-state.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { sizes } from "./support/browser.ts";
import { flawsOf, noFlaws } from "./support/look.ts";
import { browser, rigUp, standIn } from "./support/pages-rig.ts";
import { panelCases } from "./support/panel-cases.ts";
import { settled } from "./support/settled.ts";
import { showState } from "./support/show-state.ts";

rigUp();

async function open(size: "panel" | "phone" = "panel"): Promise<Page> {
  const page = await browser.newPage({ viewport: sizes[size], reducedMotion: "reduce" });
  await page.clock.install();
  await page.goto(`${standIn.origin}/panel`);
  return page;
}

/** As it is after a second, when what waits says so in words. */
async function show(page: Page, state: RoomState, language: "en" | "zh"): Promise<void> {
  await showState(page, standIn, { ...state, room: { ...state.room, language } });
  await page.clock.runFor(1_200);
  await settled(page);
}

describe.each(["panel", "phone"] as const)("at the size of a %s", (size) => {
  test.each(["en", "zh"] as const)("no state cuts text or has targets too small to hit (%s)", async (language) => {
    const page = await open(size);
    const flaws: Record<string, unknown> = {};
    for (const [name, state] of Object.entries(panelCases)) {
      await show(page, state, language);
      const found = await flawsOf(page, { textSize: 18, targetSize: 64, scrolls: size === "phone" });
      if (JSON.stringify(found) !== JSON.stringify(noFlaws)) flaws[name] = found;
    }
    expect(flaws).toEqual({});
  });
});

test.each(["en", "zh"] as const)("no state hides something from people who cannot see well (%s)", async (language) => {
  const page = await open();
  const findings: Record<string, string[]> = {};
  for (const [name, state] of Object.entries(panelCases)) {
    await show(page, state, language);
    const found = await seriousFindings(page);
    if (found.length > 0) findings[name] = found;
  }
  expect(findings).toEqual({});
});

test("a long title above a sentence ends with a whole line", async () => {
  const page = await open();
  await show(page, panelCases["ready to join, two at the same time"]!, "en");
  const lines = await page.locator(".hero-title").evaluate((title) => {
    return title.clientHeight / Number.parseFloat(getComputedStyle(title).lineHeight);
  });
  expect(lines).toBeGreaterThan(1);
  expect(Math.abs(lines - Math.round(lines))).toBeLessThan(0.1);
});

test("the look finds what is planted: cut text, a small target, small text, text over text", async () => {
  const page = await open();
  await show(page, panelCases["in call"]!, "en");
  await page.evaluate(() => {
    const style = (selector: string, change: Partial<CSSStyleDeclaration>) =>
      Object.assign(document.querySelector<HTMLElement>(selector)!.style, change);
    style("[data-act=leave]", { width: "30px", overflow: "hidden", padding: "0", whiteSpace: "nowrap" });
    style(".side-head", { fontSize: "12px" });
    style(".header-elapsed", { marginLeft: "-120px" });
  });
  const found = await flawsOf(page, { textSize: 18, targetSize: 64, scrolls: false });
  expect(found.cut).toContain("Leave");
  expect(found.narrow).toContain("Leave");
  expect(found.small).toContain("Booked until 11:13");
  expect(found.overlapping).toContainEqual(expect.stringMatching(/^Design review \/ 24:/));
});
