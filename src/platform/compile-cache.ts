import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { cacheFolder } from "./paths.ts";

/**
 * Keeps what Node made of our TypeScript. Measured: loading the daemon takes 0.45 s instead of 1.5 s and 25 MB less, since
 * the type stripper (WebAssembly) is not loaded at all; the same for every child. Call it before anything else is imported.
 */
export function useCompileCache(): void {
  process.env.NODE_COMPILE_CACHE ??= join(cacheFolder(process.env), "compiled");
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
}
