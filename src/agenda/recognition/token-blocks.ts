import type { Meeting, Source } from "./meetings.ts";
import type { Token } from "./tokens.ts";

/** A text of the booking, read. */
export interface ReadText {
  source: Source;
  /** Reading order among all texts. */
  order: number;
  tokens: readonly Token[];
}

export type IdToken = Extract<Token, { kind: "id" }>;
export type CodeToken = Extract<Token, { kind: "code" }>;

/** What a token says about which meeting is meant near it. `null`: another thing's number or code. */
export type Owner = Meeting | null | undefined;

/** The tokens of one message of a text, and whose each is. */
export interface Block {
  text: ReadText;
  tokens: Token[];
  owners: Owner[];
  /** A newer message of the same text names a meeting: a number or code without one is of an old meeting. */
  overtaken: boolean;
}

/** The messages of a text, newest first, each for itself. */
export function blocksOf(text: ReadText): Block[] {
  const byAge = new Map<number, Token[]>();
  for (const token of text.tokens) {
    const tokens = byAge.get(token.age);
    if (tokens === undefined) byAge.set(token.age, [token]);
    else tokens.push(token);
  }
  const linked = text.tokens.filter(({ kind }) => kind === "link" || kind === "dial").map(({ age }) => age);
  const newest = linked.reduce((least, age) => Math.min(least, age), Number.POSITIVE_INFINITY);
  const ages = [...byAge].sort(([one], [other]) => one - other);
  return ages.map(([age, tokens]) => ({ text, tokens, owners: [], overtaken: newest < age }));
}

/**
 * Answers, for a token, the owners around it, nearest first: before it in its paragraph, after it there, before it in the
 * block, after it. One pass each way, so that a long text costs no more than its length.
 */
export function neighbours({ tokens, owners }: Block, counts: (index: number) => boolean): (index: number) => Owner[] {
  const before: number[] = [];
  const after: number[] = [];
  let last = -1;
  tokens.forEach((_token, index) => {
    before[index] = last;
    if (counts(index)) last = index;
  });
  last = -1;
  for (let index = tokens.length - 1; index >= 0; index--) {
    after[index] = last;
    if (counts(index)) last = index;
  }
  return (index) => {
    const sides = [before[index] ?? -1, after[index] ?? -1].filter((at) => at >= 0);
    const here = sides.filter((at) => tokens[at]?.paragraph === tokens[index]?.paragraph);
    const far = sides.filter((at) => !here.includes(at));
    return [...here, ...far].map((at) => owners[at]);
  };
}
