import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { HubError } from "../../domain/errors.ts";

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: object,
) => Promise<Buffer>;

/** OWASP's recommendation for scrypt: N=2^17, r=8, p=1; 128 MiB and about a third of a second. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const leastLength = 12;

/** @throws HubError hub.invalid for a password that is too short or too long */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < leastLength || password.length > 200) {
    throw new HubError("hub.invalid", `password: ${leastLength} to 200 characters are needed`);
  }
  const salt = randomBytes(16);
  const hash = await derive(password.normalize("NFKC"), salt, 32, cost);
  return `scrypt$${salt.toString("base64")}$${hash.toString("base64")}`;
}

/** Whether it is the password. Without a stored hash (nobody of that name) the same work is done for nothing. */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const [, salt, hash] = (stored ?? nobody).split("$");
  const found = await derive(password.normalize("NFKC"), Buffer.from(salt ?? "", "base64"), 32, cost);
  const expected = Buffer.from(hash ?? "", "base64");
  return expected.length === found.length && timingSafeEqual(found, expected) && stored !== null;
}

const nobody = `scrypt$${Buffer.alloc(16).toString("base64")}$${Buffer.alloc(32).toString("base64")}`;
