import { faultWords, say } from "../words.ts";
import type { Wrong } from "./room-facts.ts";
import { fleetWords } from "./words.ts";

/** What is wrong, in a few words of the reader's language. */
export function troubleText(what: Wrong): string {
  const text = say(fleetWords);
  switch (what.kind) {
    case "cloned":
      return text.cloned;
    case "offline":
      return text.offline;
    case "never":
      return text.never;
    case "fault":
      return faultWords(what.code);
    case "missing":
      return text.missing(text.list(what.capabilities.map(capabilityText)));
    case "rejected":
      return text.rejected(what.version);
    case "behind":
      return text.behind(what.version, what.reported);
  }
}

/** A capability in words; what a newer room has is shown as it is called. */
export function capabilityText(capability: string): string {
  const { capabilities } = say(fleetWords);
  return Object.hasOwn(capabilities, capability) ? (capabilities[capability] ?? capability) : capability;
}
