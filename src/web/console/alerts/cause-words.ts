import type { ShownAlert } from "../../../protocol/hub/shown-alerts.ts";
import { faultWords, say } from "../words.ts";
import { causeOf } from "./alerts-model.ts";
import { alertWords } from "./words.ts";

/** What an alert is about, in a sentence. */
export function causeWords(alert: Pick<ShownAlert, "cause" | "title">): string {
  const cause = causeOf(alert);
  return cause.kind === "fault" ? faultWords(cause.code) : say(alertWords).cause(cause);
}
