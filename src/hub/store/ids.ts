import { createHash, randomBytes } from "node:crypto";

/** Letters and digits that cannot be mistaken for each other when read aloud or typed (Crockford's base 32). */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A new id: prefix, time (sorts by age), 80 random bits. Not a secret. */
export function newId(prefix: string, now = Date.now()): string {
  return `${prefix}-${now.toString(36).padStart(9, "0")}${randomText(16).toLowerCase()}`;
}

/** Random text of 5 bits a character. */
export function randomText(length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte & 31]).join("");
}

/** A secret for a link, cookie or key: 256 bits. */
export const newSecret = () => randomBytes(32).toString("base64url");

/** How secrets of high entropy are stored: found by hash, never readable. Hexadecimal SHA-256. */
export const hashSecret = (secret: string) => createHash("sha256").update(secret).digest("hex");
