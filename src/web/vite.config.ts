import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// One HTML document a page; everything they share lands under /assets with a hash in the name. Nothing is inlined, so
// that the daemon can forbid inline scripts and styles.
export default defineConfig({
  root: here("."),
  base: "/",
  publicDir: false,
  worker: { format: "es" },
  build: {
    outDir: here("../../dist/web"),
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        panel: here("panel/index.html"),
        display: here("display/index.html"),
        guest: here("guest/index.html"),
        phone: here("phone/index.html"),
        console: here("console/index.html"),
      },
    },
  },
});
