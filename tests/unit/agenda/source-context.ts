import { readInput } from "../../../src/agenda/read-input.ts";
import type { SourceContext } from "../../../src/agenda/sources/source.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

export const window = { from: "2026-03-01T00:00:00.000Z", to: "2026-03-16T00:00:00.000Z" };

export interface TestContext extends SourceContext {
  clock: FakeClock;
  /** How often something was worked out. */
  reads: number;
  secrets: Map<string, string>;
}

/** Surroundings of a source: a clock that stands, secrets in memory, reading on the spot. */
export function testContext(fetch: typeof globalThis.fetch, start = "2026-03-02T09:00:00Z"): TestContext {
  const context: TestContext = {
    zone: "Europe/Berlin",
    recognition: {},
    clock: new FakeClock(start),
    log: silentLog,
    fetch,
    reads: 0,
    secrets: new Map(),
    read(input) {
      context.reads++;
      return Promise.resolve().then(() => readInput(input));
    },
    readSecret: (file) => Promise.resolve(context.secrets.get(file) ?? "secret"),
  };
  return context;
}

export const never = new AbortController().signal;
