import type { Page } from "playwright-core";
import { settled } from "./settled.ts";

export interface Flaws {
  /** Texts that are cut, leave their button, or leave the page. */
  cut: string[];
  /** Texts over other texts. */
  overlapping: string[];
  /** Texts smaller than asked. */
  small: string[];
  /** Things to touch that are smaller than asked. */
  narrow: string[];
}

export interface Measures {
  /** CSS pixels. */
  textSize: number;
  targetSize: number;
  /** The page itself may scroll (phone); else everything must fit. */
  scrolls: boolean;
}

/** Looks at what is drawn, once it has come to rest, as a careful person would; empty lists are good. */
export async function flawsOf(page: Page, measures: Measures): Promise<Flaws> {
  await settled(page);
  return page.evaluate(findFlaws, measures);
}

/** Runs inside the page: everything it needs is in it. */
function findFlaws({ textSize, targetSize, scrolls }: Measures): Flaws {
  interface Drawn {
    text: string;
    element: Element;
    rects: DOMRect[];
  }
  const tolerance = 1.5;
  const root = document.querySelector("dialog[open]") ?? document.body;

  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest(".unseen") === null;

  const isShortened = (element: Element) => {
    const { textOverflow, webkitLineClamp } = getComputedStyle(element);
    return textOverflow === "ellipsis" || (webkitLineClamp !== "none" && element.scrollHeight > element.clientHeight);
  };

  const drawnTexts = (): Drawn[] => {
    const drawn: Drawn[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const element = node.parentElement;
      if (text === "" || element === null || !isSeen(element)) continue;
      // Shortened on purpose, and said so by an ellipsis.
      if (isShortened(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      drawn.push({ text, element, rects: [...range.getClientRects()] });
    }
    return drawn;
  };

  const isScroller = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowY);

  const leaves = (rect: DOMRect, box: DOMRect, alsoDown: boolean) =>
    rect.left < box.left - tolerance ||
    rect.right > box.right + tolerance ||
    (alsoDown && (rect.top < box.top - tolerance || rect.bottom > box.bottom + tolerance));

  const isCut = ({ element, rects }: Drawn): boolean => {
    let alsoDown = true;
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const style = getComputedStyle(box);
      const holds = /hidden|clip|auto|scroll/.test(style.overflowX) || box.matches("button, dialog, .pill, .trouble");
      if (isScroller(box)) alsoDown = false;
      if (holds && rects.some((rect) => leaves(rect, box.getBoundingClientRect(), alsoDown))) return true;
    }
    const view = new DOMRect(0, 0, innerWidth, innerHeight);
    return rects.some((rect) => leaves(rect, view, alsoDown && !scrolls));
  };

  const overlaps = (a: DOMRect, b: DOMRect) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6;

  const texts = drawnTexts();
  const inScroller = (element: Element) => {
    for (let box: Element | null = element; box !== null; box = box.parentElement) if (isScroller(box)) return true;
    return false;
  };
  const fixed = scrolls ? [] : texts.filter(({ element }) => !inScroller(element));
  const overlapping = fixed.flatMap((a, index) =>
    fixed
      .slice(index + 1)
      .filter((b) => a.rects.some((one) => b.rects.some((other) => overlaps(one, other))))
      .map((b) => `${a.text} / ${b.text}`),
  );
  const targets = [...root.querySelectorAll("button, input, summary, a[href]")].filter(isSeen);
  const narrow = targets.filter((target) => {
    const { width, height } = target.getBoundingClientRect();
    return width < targetSize - 0.5 || height < targetSize - 0.5;
  });
  const outside = targets.filter((target) => {
    const { top, bottom } = target.getBoundingClientRect();
    return !scrolls && !inScroller(target) && (top < -tolerance || bottom > innerHeight + tolerance);
  });
  return {
    cut: [...texts.filter(isCut).map(({ text }) => text), ...outside.map((target) => target.textContent ?? "")],
    overlapping,
    small: texts
      .filter(({ element }) => Number.parseFloat(getComputedStyle(element).fontSize) < textSize - 0.01)
      .map(({ text }) => text),
    narrow: narrow.map((target) => target.textContent || target.outerHTML),
  };
}

export const noFlaws: Flaws = { cut: [], overlapping: [], small: [], narrow: [] };
