import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BookingText, RecognitionRule } from "../../../../src/agenda/recognition/types.ts";

/** The four fields that a case judges. */
export interface Answer {
  service: string | null;
  meetingId: string | null;
  passcode: string | null;
  url: string | null;
}

export interface RecognitionCase {
  id: string;
  kind: string;
  booking: BookingText;
  adminHosts?: Record<string, string[]>;
  rules?: RecognitionRule[];
  expect: Answer | null;
  accept?: Partial<Record<keyof Answer, (string | null)[]>>;
  orElse?: Answer[];
  also?: Answer[];
  why: string;
}

const folder = join(import.meta.dirname, "cases");

/** All case files, each with its cases. */
export const caseFiles: { file: string; cases: RecognitionCase[] }[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => ({ file, cases: JSON.parse(readFileSync(join(folder, file), "utf8")) as RecognitionCase[] }));

/** An answer as it is compared: addresses after WHATWG parsing, with escapes in upper case. */
export function comparable(answer: Answer): Answer {
  const { service, meetingId, passcode, url } = answer;
  return {
    service,
    meetingId: meetingId || null,
    passcode: passcode || null,
    url: url === null ? null : comparableUrl(url),
  };
}

function comparableUrl(url: string): string {
  return new URL(url).href.replace(/%[0-9a-f]{2}/gi, (coded) => coded.toUpperCase());
}

/** Every answer that counts as right. */
export function rightAnswers({ expect, accept = {}, orElse = [] }: RecognitionCase): Answer[] {
  if (expect === null) return [];
  let answers: Answer[] = [expect];
  for (const [field, values] of Object.entries(accept)) {
    answers = answers.flatMap((answer) => [answer, ...values.map((value) => ({ ...answer, [field]: value }))]);
  }
  return [...answers, ...orElse].map(comparable);
}
