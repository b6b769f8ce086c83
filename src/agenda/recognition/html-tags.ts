/** One tag of an HTML text. */
export interface HtmlTag {
  name: string;
  closing: boolean;
  /** The text between the name and `>`, undecoded. */
  attributes: string;
  /** Where the text goes on. */
  end: number;
}

/** `<https://…>` and `<pat@example.com>` are no tags: a name ends with a blank, `/` or `>`. */
const tagStart = /<(\/?)([a-z][a-z0-9]*(?:[:-][a-z0-9]+)*)(?=[\s/>])/iy;

/** Reads tags one after the other; every character is looked at a bounded number of times. */
export function tagReader(html: string): (at: number) => HtmlTag | null {
  const lastEnd = html.lastIndexOf(">");
  return (at) => {
    if (at > lastEnd) return null;
    tagStart.lastIndex = at;
    const start = tagStart.exec(html);
    if (start === null) return null;
    const from = tagStart.lastIndex;
    const end = endOfTag(html, from);
    return {
      name: (start[2] ?? "").toLowerCase(),
      closing: start[1] === "/",
      attributes: html.slice(from, end),
      end: end + 1,
    };
  };
}

/** The `>` that ends the tag: not one inside quotes, unless a quote is never closed. */
function endOfTag(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const character = html[at];
    if (character === ">") return at;
    if ((character === '"' || character === "'") && /[=\s]/.test(html[at - 1] ?? "")) {
      const close = html.indexOf(character, at + 1);
      if (close < 0) break;
      at = close;
    }
  }
  return html.indexOf(">", from);
}

/** The value of an attribute, undecoded: null when absent, empty when it has none. The first one counts, as in browsers. */
export function attributeOf(attributes: string, name: string): string | null {
  for (const [, key, double, single, bare] of attributes.matchAll(
    /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    if (key?.toLowerCase() === name) return double ?? single ?? bare ?? "";
  }
  return null;
}

/** Finds where `text` comes next; remembers that it does not, so that asking again costs nothing. */
export function finder(html: string, text: string): (from: number) => number {
  let none = false;
  return (from) => {
    const at = none ? -1 : html.indexOf(text, from);
    none = at < 0;
    return at;
  };
}
