import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const built = (path: string) => readFileSync(fileURLToPath(new URL(`../../dist/web/${path}`, import.meta.url)), "utf8");

/** Scripts and styles that a page loads before it is up. */
function loadedBy(page: string): string[] {
  return [...built(`${page}/index.html`).matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file]) => file!,
  );
}

test("a weak tablet shows the panel at once: it loads at most 60 kB, compressed", () => {
  const files = loadedBy("panel");
  const sizes = files.map((file) => gzipSync(built(file)).length);
  expect(files.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60 * 1024);
});

test.each(["panel", "display", "guest", "phone"])(
  "%s: nothing inline, nothing from elsewhere, no media client before the page is up",
  (page) => {
    const document = built(`${page}/index.html`);
    expect(document).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|https?:\/\//);
    expect(loadedBy(page).filter((file) => file.includes("livekit"))).toEqual([]);
  },
);
