import { services } from "./services/table.ts";

/** A service named in a text. */
export interface Mention {
  serviceId: string;
  at: number;
  end: number;
}

const named = services.flatMap(({ id, words }) => words.map((word) => ({ id, word: withCase(word) })));
const anyName = new RegExp(named.map(({ word }) => word).join("|"), "gu");
const eachName = named.map(({ id, word }) => ({ id, whole: new RegExp(`^(?:${word})$`, "u") }));

/** Where a line names services, in order. Names are hints, never proof: the host decides. */
export function mentionsIn(line: string): Mention[] {
  const found: Mention[] = [];
  anyName.lastIndex = 0;
  for (let match = anyName.exec(line); match !== null; match = anyName.exec(line)) {
    const [name] = match;
    const serviceId = eachName.find(({ whole }) => whole.test(name))?.id;
    if (serviceId !== undefined) found.push({ serviceId, at: match.index, end: match.index + name.length });
  }
  return found;
}

/** Small letters of a name match capitals, too: "teams" is a word of its own, "Teams" is not. */
function withCase(word: string): string {
  return word.replace(/\\[a-z]|[a-z]/g, (letter) =>
    letter.length > 1 ? letter : `[${letter}${letter.toUpperCase()}]`,
  );
}
