import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface VirtualRowsProps {
  count: number;
  /** CSS pixels; all rows are equally high. */
  rowHeight: number;
  /** Draws the cells of one row (`<td class="cell cell-ID">`). */
  row: (index: number) => ComponentChildren;
  /** Which rows are about to be seen: [first, last + 1). */
  onRange?: (first: number, end: number) => void;
  /** Another value shows the list from its beginning. */
  of?: string;
  label: string;
  /** Names of the columns, for the head and for screen readers. */
  columns: readonly { id: string; title: string }[];
}

/** More rows than fit are ready above and below, so that scrolling shows no gap. */
const spare = 8;

/**
 * A table of any number of rows, of which only those in sight are in the document. Screen readers are told how many there are
 * and which ones they have. Rows keep their place: what comes in elsewhere moves nothing under the pointer. The arrow keys, Home,
 * End and the page keys go from row to row: to the first link or button of each.
 */
export function VirtualRows({ count, rowHeight, row, onRange, of = "", label, columns }: VirtualRowsProps) {
  const scroller = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const walk = useRowWalk(scroller, count, rowHeight);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => scroller.current?.scrollTo(0, 0), [of]);
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), count - 1) - spare);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + spare);
  useEffect(() => onRange?.(first, end), [first, end, onRange]);
  return (
    <section
      class="rows"
      ref={scroller}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={walk}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
      tabIndex={0}
      aria-label={label}
    >
      <table class="rows-table" aria-rowcount={count + 1}>
        <thead>
          <tr class="rows-head" aria-rowindex={1}>
            {columns.map(({ id, title }) => (
              <th key={id} scope="col" class={`cell cell-${id}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="rows-body" style={{ height: `${count * rowHeight}px` }}>
          {Array.from({ length: Math.max(0, end - first) }, (_, offset) => {
            const index = first + offset;
            const place = { transform: `translateY(${index * rowHeight}px)`, height: `${rowHeight}px` };
            return (
              <tr key={index} class="rows-row" aria-rowindex={index + 2} style={place}>
                {row(index)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Keys that go to another row. The row may not be in the document yet: it is scrolled to first, and entered once it is drawn. */
function useRowWalk(scroller: { current: HTMLElement | null }, count: number, rowHeight: number) {
  const entering = useRef<Entering | null>(null);
  return (event: KeyboardEvent) => {
    const element = scroller.current;
    if (element === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(element.clientHeight / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -count,
      End: count,
    };
    const step = steps[event.key];
    if (step === undefined || count === 0) return;
    event.preventDefault();
    const inSight = Math.ceil(element.scrollTop / rowHeight) - step;
    const now = rowOf(event.target as Element) ?? entering.current?.stop() ?? inSight;
    entering.current = enterRow(element, Math.max(0, Math.min(count - 1, now + step)), rowHeight);
  };
}

/** Number of the row that something is in; undefined outside of rows. */
function rowOf(element: Element): number | undefined {
  const number = element.closest(".rows-row")?.getAttribute("aria-rowindex");
  return number == null ? undefined : Number(number) - 2;
}

/** A row on its way. `stop` gives its number, or undefined when it was reached or somebody went elsewhere. */
interface Entering {
  stop: () => number | undefined;
}

/** A row that is not there yet is entered when it comes, however long that takes; until then the keys are the list's own. */
function enterRow(scroller: HTMLElement, index: number, rowHeight: number): Entering {
  const head = scroller.querySelector("thead")?.clientHeight ?? 0;
  const [top, bottom] = [index * rowHeight, (index + 1) * rowHeight + head - scroller.clientHeight];
  if (scroller.scrollTop > top) scroller.scrollTop = top;
  else if (scroller.scrollTop < bottom) scroller.scrollTop = bottom;
  let waits = true;
  const enter = () => {
    const entry = scroller.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"] :is(a, button)`);
    entry?.focus({ preventScroll: true });
    waits = entry === null;
  };
  enter();
  const watch = new MutationObserver(() => {
    if (document.activeElement === scroller) enter();
    else waits = false;
    if (!waits) watch.disconnect();
  });
  if (waits) {
    scroller.focus({ preventScroll: true });
    watch.observe(scroller, { subtree: true, childList: true, attributes: true });
  }
  return {
    stop: () => {
      watch.disconnect();
      return waits ? index : undefined;
    },
  };
}
