import { createHmac } from "node:crypto";
import { sameSecret } from "../trust/claim-code.ts";

/** Time-based one-time passwords, RFC 6238: SHA-1, six digits, 30 s, as every authenticator app does. */

const stepMs = 30_000;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648 base 32 without padding, as apps take it. */
export function base32(bytes: Uint8Array): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** @param seed raw bytes; `step` counts 30 s since 1970 */
export function totpAt(seed: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", seed).update(counter).digest();
  const offset = (hash[19] ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/**
 * The step whose code it is, or null. One step of clock difference either way is allowed; a step that was used, or lies before
 * one, is not: a code works once.
 */
export function checkTotp(seed: Uint8Array, code: string, lastStep: number, now: number): number | null {
  const current = Math.floor(now / stepMs);
  const typed = code.replace(/\s/g, "");
  const fits = [current - 1, current, current + 1].filter((step) => sameSecret(totpAt(seed, step), typed));
  return fits.find((step) => step > lastStep) ?? null;
}

/** What an authenticator app reads from a QR code. */
export function totpAddress(seed: Uint8Array, email: string): string {
  return `otpauth://totp/Roomkeeper:${encodeURIComponent(email)}?secret=${base32(seed)}&issuer=Roomkeeper`;
}
