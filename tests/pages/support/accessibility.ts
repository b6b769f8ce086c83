import axe from "axe-core";
import type { Page } from "playwright-core";
import { settled } from "./settled.ts";

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { html: string }[] }[];
}

interface Axe {
  run: (options: { resultTypes: string[] }) => Promise<AxeResult>;
}

/** Serious and critical findings of axe-core, each with the place, once the page has come to rest; the page's content policy stays as it is. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await settled(page);
  // It is large: once a document.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ["violations"] }),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
