import { readFileSync } from "node:fs";

interface SerialCase {
  id: string;
  protocol: string;
  meaning: string;
  send: string;
  receive: string | string[];
}

const cases = JSON.parse(readFileSync(new URL("../cases/serial.json", import.meta.url), "utf8")) as SerialCase[];

export const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
export const hex = (data: Uint8Array | null) => Buffer.from(data ?? []).toString("hex");

/** What was sent and what came, as seen on real devices or printed in their manuals. */
export function serialCase(id: string) {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new TypeError(`there is no case ${id}`);
  const received = typeof found.receive === "string" ? [found.receive] : found.receive;
  return { ...found, sent: bytes(found.send), received: received.map(bytes) };
}

export const casesOf = (...protocols: string[]) => cases.filter((one) => protocols.includes(one.protocol));
