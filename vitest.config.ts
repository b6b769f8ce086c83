import { defineConfig } from "vitest/config";

// Kinds of test: unit (pure, quick), integration (a real livekit-server and real processes), lab (a stock kernel in a virtual
// machine, with emulated devices), pages (a real Chromium).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts"],
          testTimeout: 20_000,
          // Nothing here keeps state in a module: loading each module once for all files takes a third of the processor time.
          isolate: false,
        },
      },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          // Limits are for what is broken, not for a busy computer; waits inside of a test end before it and say what they saw.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 90_000 } },
          // Most of their time they wait for one another's processes: two at once take little more of the computer than one.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "lab",
          include: ["tests/kernel-lab/lab.test.ts"],
          // Emulated processors, where there are no others: scenarios have bounds of their own, and say what did not come.
          testTimeout: 600_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "pages",
          include: ["tests/pages/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Of its own it gives up after a second: less than a busy machine may need for one answer.
          expect: { poll: { timeout: 30_000, interval: 50 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
