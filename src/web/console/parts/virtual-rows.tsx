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
  label: string;
  /** Names of the columns, for the head and for screen readers. */
  columns: readonly { id: string; title: string }[];
}

/** More rows than fit are ready above and below, so that scrolling shows no gap. */
const spare = 8;

/**
 * A table of any number of rows, of which only those in sight are in the document. Screen readers are told how many there are
 * and which ones they have. Rows keep their place: what comes in elsewhere moves nothing under the pointer.
 */
export function VirtualRows({ count, rowHeight, row, onRange, label, columns }: VirtualRowsProps) {
  const scroller = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + spare);
  useEffect(() => onRange?.(first, end), [first, end, onRange]);
  return (
    <section
      class="rows"
      ref={scroller}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
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
