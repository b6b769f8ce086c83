/** One rule with the dates that it must give. */
export interface RuleCase {
  rule: string;
  /** DTSTART as written. */
  start: string;
  /** Dates in the form of DTSTART, from `from` on. */
  instances: string[];
  /** Asked from here on (START-AT); empty: from the beginning. */
  from: string;
  /** The rule has COUNT or UNTIL: there must be no further dates. */
  ends: boolean;
}

/** Reads libical's list of rules: paragraphs of RRULE, DTSTART, INSTANCES. What has no expected dates is passed over. */
export function readRuleCases(text: string): RuleCase[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const field = (name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(paragraph)?.[1]?.trim() ?? "";
    const [rule, start, instances] = [field("RRULE"), field("DTSTART"), field("INSTANCES")];
    if (rule === "" || instances === "" || instances.startsWith("*")) return [];
    return [{ rule, start, instances: instances.split(","), from: field("START-AT"), ends: /COUNT|UNTIL/.test(rule) }];
  });
}
