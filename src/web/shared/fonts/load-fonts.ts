/**
 * Loads the list of the bundled font's parts (100 of them, each fetched only when one of its characters is shown), so
 * that Chinese is readable on computers without a Chinese font. Late, because the list is larger than the panel.
 */
export function loadFonts(): void {
  void import("@fontsource-variable/noto-sans-sc/index.css");
}
