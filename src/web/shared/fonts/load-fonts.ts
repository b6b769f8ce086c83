/** Long enough for the first picture on a slow tablet. */
const latestMs = 500;

/**
 * Loads the list of the bundled Chinese font's parts (100 of them, each fetched only when one of its characters is shown).
 * When the page has nothing else to do, because the list is larger than the panel.
 */
export function loadFonts(): void {
  const load = () => void import("@fontsource-variable/noto-sans-sc/index.css");
  if (typeof requestIdleCallback === "function") requestIdleCallback(load, { timeout: latestMs });
  else setTimeout(load, latestMs);
}
