import { timingSafeEqual } from "node:crypto";
import { randomText } from "../store/ids.ts";

/**
 * A claim code is four characters that find the claim and six that prove it (30 bits, against five tries). People read it off
 * a panel: letters that look alike are taken for each other.
 */
export interface ClaimCode {
  locator: string;
  proof: string;
}

const locatorLength = 4;
const proofLength = 6;

export const newClaimCode = (): ClaimCode => ({ locator: randomText(locatorLength), proof: randomText(proofLength) });

/** As shown: ABCD-EFGHJK. */
export const showClaimCode = ({ locator, proof }: ClaimCode) => `${locator}-${proof}`;

/** What somebody typed, or null when it cannot be a code. */
export function readClaimCode(typed: string): ClaimCode | null {
  const clean = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (!/^[0-9A-HJKMNP-TV-Z]{10}$/.test(clean)) return null;
  return { locator: clean.slice(0, locatorLength), proof: clean.slice(locatorLength) };
}

/** Equal, in a time that does not depend on where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
