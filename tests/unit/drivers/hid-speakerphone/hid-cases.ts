import { readFileSync } from "node:fs";
import type { HidDescription } from "../../../../drivers/hid-speakerphone/describe.ts";

interface HidCase {
  id: string;
  descriptorHex: string;
  expect: HidDescription;
  mustNotMatch: { page: string; direction: string; reportId: number; bitOffset: number }[];
  observedReports?: { direction: "in" | "out"; hex: string; expect: Record<string, number> }[];
}

export const hidCases = JSON.parse(readFileSync(new URL("../cases/hid.json", import.meta.url), "utf8")) as HidCase[];

export const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

export const descriptorOf = (id: string) => bytesOf(hidCases.find((one) => one.id === id)!.descriptorHex);
