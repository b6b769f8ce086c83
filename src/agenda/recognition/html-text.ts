import { addressEnd, hrefClose, hrefOpen } from "./characters.ts";
import { decodeEntities } from "./entities.ts";
import { attributeOf, finder, type HtmlTag, tagReader } from "./html-tags.ts";

/** A line of text and how deep it is quoted (0: not at all). */
export interface QuotedLine {
  text: string;
  quote: number;
}

/** What a reader sees of an HTML text. Links stand in the lines as `hrefOpen index hrefClose` before their label. */
export interface HtmlText {
  lines: QuotedLine[];
  hrefs: string[];
  /** Text and addresses that are struck out. */
  struck: string;
}

const blocks = new Set(
  "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section table tbody tfoot thead tr ul".split(
    " ",
  ),
);
const voids = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const raws = ["script", "style", "head", "title", "template", "noscript", "textarea", "svg"];
const struckTags = new Set(["s", "strike", "del"]);
/** Opening one of these ends an open one of the same kind: their end tags are often left out. */
const selfClosing = new Set(["p", "li", "td", "th", "tr", "dd", "dt"]);

interface OpenElement {
  name: string;
  struck: boolean;
  hidden: boolean;
  quote: boolean;
}

class HtmlReader {
  readonly lines: QuotedLine[] = [];
  readonly hrefs: string[] = [];
  readonly struck: string[] = [];
  #line = "";
  #open: OpenElement[] = [];
  #counts = new Map<string, number>();
  #struckDepth = 0;
  #hiddenDepth = 0;
  #quoteDepth = 0;
  readonly #keepBreaks: boolean;
  readonly #struckClasses: ReadonlySet<string>;

  constructor(keepBreaks: boolean, struckClasses: ReadonlySet<string>) {
    this.#keepBreaks = keepBreaks;
    this.#struckClasses = struckClasses;
  }

  text(raw: string): void {
    if (raw === "" || this.#hiddenDepth > 0) return;
    const broken =
      this.#keepBreaks || this.#isOpen("pre") ? raw.replace(/[\t\f ]+/g, " ") : raw.replace(/[ \t\r\n\f]+/g, " ");
    if (this.#struckDepth > 0) {
      this.struck.push(decodeEntities(broken));
      return;
    }
    const [first = "", ...others] = broken.split("\n");
    this.#append(first);
    for (const other of others) {
      this.breakLine();
      this.#append(other);
    }
  }

  tag(tag: HtmlTag): void {
    const { name } = tag;
    if (name === "br") return this.breakLine();
    if (name === "hr") return this.#ruleLine();
    if (name === "td" || name === "th") this.#line += this.#line === "" ? "" : "\t";
    if (blocks.has(name)) this.#startLine();
    if (tag.closing && name === "a") this.#endLabel();
    if (tag.closing) this.#close(name);
    else if (!voids.has(name)) this.#enter(tag);
    if (!tag.closing && (name === "a" || name === "area")) this.#link(tag);
  }

  breakLine(): void {
    this.lines.push({ text: this.#line, quote: this.#quoteDepth });
    this.#line = "";
  }

  #append(raw: string): void {
    // Blanks of the source at the start of a line are nothing; a written &nbsp; makes an empty line that is seen.
    this.#line += decodeEntities(this.#line === "" ? raw.replace(/^ +/, "") : raw);
  }

  #startLine(): void {
    if (this.#line !== "") this.breakLine();
  }

  #ruleLine(): void {
    this.#startLine();
    this.breakLine();
  }

  #link({ attributes }: HtmlTag): void {
    const href = attributeOf(attributes, "href");
    if (href === null || this.#hiddenDepth > 0) return;
    const address = decodeEntities(href).trim();
    if (this.#struckDepth > 0) this.struck.push(address);
    else this.#line += `${hrefOpen}${this.hrefs.push(address) - 1}${hrefClose}`;
  }

  /** An address that is a link's label ends with it, blank or not. */
  #endLabel(): void {
    const label = this.#line.slice(this.#line.lastIndexOf(hrefClose) + 1);
    if (label.includes("/")) this.#line += addressEnd;
  }

  #enter({ name, attributes }: HtmlTag): void {
    if (this.#open.length >= 4000) return;
    if (selfClosing.has(name) && this.#open.at(-1)?.name === name) this.#pop();
    const style = decodeEntities(attributeOf(attributes, "style") ?? "");
    const classes = (attributeOf(attributes, "class") ?? "").split(/\s+/);
    const element = {
      name,
      struck:
        struckTags.has(name) ||
        classes.some((one) => this.#struckClasses.has(one)) ||
        /text-decoration(?:-line)?\s*:[^;]{0,200}line-through/i.test(style),
      hidden:
        /(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i.test(style) ||
        attributeOf(attributes, "hidden") !== null,
      quote: name === "blockquote" || classes.includes("gmail_quote"),
    };
    this.#open.push(element);
    this.#count(element, 1);
  }

  #close(name: string): void {
    if (!this.#isOpen(name)) return;
    while (this.#pop() !== name);
  }

  #pop(): string | undefined {
    const element = this.#open.pop();
    if (element !== undefined) this.#count(element, -1);
    return element?.name;
  }

  #count(element: OpenElement, step: 1 | -1): void {
    this.#counts.set(element.name, (this.#counts.get(element.name) ?? 0) + step);
    if (element.struck) this.#struckDepth += step;
    if (element.hidden) this.#hiddenDepth += step;
    if (element.quote) this.#quoteDepth += step;
  }

  #isOpen(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }
}

/**
 * Reads HTML as a person sees it, in one pass: tags gone, entities decoded, blocks on lines of their own; struck-out and
 * hidden parts left out. `keepBreaks`: line breaks of the source count too (HTML that a calendar put into plain text).
 */
export function readHtml(html: string, keepBreaks: boolean): HtmlText {
  const reader = new HtmlReader(keepBreaks, struckClassesOf(html));
  const tagAt = tagReader(html);
  const commentEnd = finder(html, "-->");
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const rawEnds = new Map(raws.map((name) => [name, finder(lower, `</${name}`)]));
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf("<", at);
    reader.text(html.slice(at, next < 0 ? html.length : next));
    if (next < 0) break;
    const comment = html.startsWith("<!--", next) ? commentEnd(next + 4) : -1;
    const tag = comment < 0 ? tagAt(next) : null;
    if (tag !== null) reader.tag(tag);
    else if (comment < 0) reader.text("<");
    // What stands in a script or a style sheet is not text: on with its end tag.
    const raw = tag !== null && !tag.closing ? (rawEnds.get(tag.name)?.(tag.end) ?? -1) : -1;
    at = comment < 0 ? Math.max(tag?.end ?? next + 1, raw) : comment + 3;
  }
  reader.breakLine();
  return { lines: reader.lines, hrefs: reader.hrefs, struck: reader.struck.join("\n") };
}

/** Classes that a style sheet of the text strikes out. */
function struckClassesOf(html: string): ReadonlySet<string> {
  if (!html.includes("line-through")) return new Set();
  const rules = html.matchAll(/\.([\w-]{1,60})\s{0,5}\{[^{}]{0,300}line-through/gi);
  return new Set([...rules].map(([, name = ""]) => name));
}
