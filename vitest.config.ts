import { defineConfig } from "vitest/config";

// Three kinds of test: unit (pure, quick), integration (a real livekit-server and real processes), pages (a real Chromium).
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 20_000 } },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          // Real processes on a shared, busy computer: a second look tells a fault from a moment without processor.
          retry: 2,
        },
      },
      {
        test: {
          name: "pages",
          include: ["tests/pages/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          // Real processes on a shared, busy computer: a second look tells a fault from a moment without processor.
          retry: 2,
        },
      },
    ],
  },
});
