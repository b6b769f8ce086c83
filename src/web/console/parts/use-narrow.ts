import { signal } from "@preact/signals";

const query = matchMedia("(max-width: 760px)");
const narrow = signal(query.matches);
query.addEventListener("change", () => {
  narrow.value = query.matches;
});

/** Whether the window is as narrow as a phone. */
export const useNarrow = (): boolean => narrow.value;
