import type { Grave } from "./places-model.ts";

/** A shape of its own for each state, so that nobody has to tell colours apart; on a grid of 16 × 16. */
const shapes: Record<Grave, string> = {
  serious: "M8 1.500 15.500 14.500H.500z",
  offline: "M2 2h12v12H2z",
  fault: "M8 .500 15.500 8 8 15.500.500 8z",
  well: "M8 1a7 7 0 1 1 0 14A7 7 0 1 1 8 1z",
  waiting: "M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2z",
  empty: "M8 4a4 4 0 1 1 0 8A4 4 0 1 1 8 4z",
};

/** What is inside the shape. */
const inside: Record<Grave, string> = {
  serious: "M8 6v4M8 12v.300",
  offline: "M5.500 5.500l5 5M10.500 5.500l-5 5",
  fault: "M8 4.500v4.500M8 11.300v.200",
  well: "M5 8.300l2.200 2.200L11.200 6",
  waiting: "",
  empty: "",
};

/** How a place is, as a shape; words are beside it. */
export function Mark({ grave, size = 16 }: { grave: Grave; size?: number }) {
  return (
    <svg class={`mark mark-${grave}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path class="mark-shape" d={shapes[grave]} />
      <path class="mark-inside" d={inside[grave]} />
    </svg>
  );
}
