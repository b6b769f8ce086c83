import type { RuleDefinition } from "./rules.ts";

/** Rules that an organisation starts with. */
export const usualRules: { name: string; definition: RuleDefinition }[] = [
  { name: "Room offline", definition: { looksFor: "offline", fault: "", severity: "serious", forSeconds: 30 } },
  { name: "Fault in a room", definition: { looksFor: "fault", fault: "", severity: "warning", forSeconds: 5 } },
  { name: "Device missing", definition: { looksFor: "missing", fault: "", severity: "warning", forSeconds: 30 } },
  { name: "Calendar old", definition: { looksFor: "calendar", fault: "", severity: "warning", forSeconds: 60 } },
  { name: "Settings rejected", definition: { looksFor: "drift", fault: "", severity: "warning", forSeconds: 0 } },
  { name: "Key in doubt", definition: { looksFor: "trust", fault: "", severity: "serious", forSeconds: 0 } },
];
