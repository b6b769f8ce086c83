import type { Descriptor } from "../domain/device.ts";
import type { AnyDriver, Match } from "../driver-contract/index.ts";

/** A driver that is switched on, with settings that its schema allows. */
export interface RunningDriver {
  readonly driver: AnyDriver;
  readonly settings: unknown;
}

export interface BestClaim extends RunningDriver {
  readonly match: Match;
  /** Ids of other drivers that wanted it too. */
  readonly others: readonly string[];
}

/** The highest score wins; of equal ones the first in the catalog. Null when nobody wants it. */
export function bestClaim(
  descriptor: Descriptor,
  running: readonly RunningDriver[],
  complain: (driverId: string, thrown: unknown) => void,
): BestClaim | null {
  const claims = running
    .map((one) => ({ ...one, match: matchOf(one, descriptor, complain) }))
    .filter((claim): claim is RunningDriver & { match: Match } => claim.match !== null)
    .sort((a, b) => b.match.score - a.match.score);
  const [best, ...others] = claims;
  return best === undefined ? null : { ...best, others: others.map((other) => other.driver.manifest.id) };
}

function matchOf(
  { driver, settings }: RunningDriver,
  descriptor: Descriptor,
  complain: (driverId: string, thrown: unknown) => void,
): Match | null {
  const fits = driver.manifest.rules.some(
    (rule) =>
      rule.subsystem === descriptor.subsystem &&
      (rule.vendorId ?? descriptor.vendorId) === descriptor.vendorId &&
      (rule.productId ?? descriptor.productId) === descriptor.productId,
  );
  if (!fits) return null;
  try {
    return driver.match(descriptor, settings);
  } catch (error) {
    complain(driver.manifest.id, error);
    return null;
  }
}
