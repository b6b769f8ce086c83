import { messageOf } from "../../domain/errors.ts";
import type { AnyDriver } from "../../driver-contract/index.ts";
import { claimedBy, leaked, matchVerdict, resources, settingsVerdict, type Verdict } from "./checks.ts";
import {
  babbleVerdict,
  closeVerdict,
  commandVerdict,
  lostVerdict,
  openVerdict,
  unplugVerdict,
} from "./device-checks.ts";
import type { Claimed } from "./stand.ts";

interface CheckResult {
  /** What the contract asks for. */
  readonly rule: string;
  readonly problem: Verdict;
}

const deviceChecks: readonly (readonly [rule: string, check: (claimed: Claimed) => Promise<Verdict>])[] = [
  ["opens with the id that it was given, and with capabilities", openVerdict],
  ["takes commands in time, or refuses them with a code", commandVerdict],
  ["bears any bytes", babbleVerdict],
  ["bears a line that breaks", lostVerdict],
  ["survives being unplugged at every step of opening", unplugVerdict],
  ["closes any number of times", closeVerdict],
];

/**
 * Runs the contract suite on a driver, without hardware: ports lead nowhere and time is moved by hand.
 * @param example what the module exports as `example`: `{ settings?, descriptor?, answer? }`
 */
export async function checkDriver(driver: AnyDriver, example: unknown): Promise<CheckResult[]> {
  const results: CheckResult[] = [
    {
      rule: "runs without settings, and refuses settings that do not exist",
      problem: attempt(() => settingsVerdict(driver)),
    },
  ];
  const claimed = claim(driver, example);
  if (typeof claimed === "string") return [...results, { rule: "wants what it is for", problem: claimed }];
  results.push({ rule: "looks without opening anything", problem: attempt(() => matchVerdict(claimed)) });
  const before = resources();
  const loose: unknown[] = [];
  const hear = (reason: unknown) => loose.push(reason);
  process.on("unhandledRejection", hear);
  try {
    for (const [rule, check] of deviceChecks)
      results.push({ rule, problem: await check(claimed).catch((error: unknown) => messageOf(error)) });
    // Rejections are told a turn later.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("unhandledRejection", hear);
  }
  const [first] = loose;
  const leak = leaked(before);
  results.push({
    rule: "leaves no promise behind",
    problem: first === undefined ? null : `nobody catches: ${messageOf(first)}`,
  });
  results.push({ rule: "leaks no handle", problem: leak === null ? null : `after closing there are: ${leak}` });
  return results;
}

function attempt(check: () => Verdict): Verdict {
  try {
    return check();
  } catch (error) {
    return messageOf(error);
  }
}

function claim(driver: AnyDriver, example: unknown): Claimed | string {
  const { answer } = (example ?? {}) as { answer?: unknown };
  if (answer !== undefined && typeof answer !== "function")
    return "the example's `answer` is not a function that takes what was sent and gives what comes back, or null";
  try {
    return claimedBy(driver, example) ?? "it matches nothing: export an `example` with settings or a descriptor";
  } catch (error) {
    return `match throws: ${messageOf(error)}`;
  }
}
