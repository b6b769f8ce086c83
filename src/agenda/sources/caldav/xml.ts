import { SourceError } from "../source.ts";

/** An element of an XML answer. Names are "namespace name"; text is that of the element itself. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: XmlElement[];
}

const maxDepth = 40;
const token =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([^\s<>/!?]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/gy;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Prefix to namespace, as declared so far. */
type Scope = Readonly<Record<string, string>>;

/**
 * Reads the XML that WebDAV servers send: elements, namespaces, text. No document types and no entities but the five that
 * XML itself has, so nothing can be made to grow.
 * @throws SourceError calendar.unreadable
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, text: "", children: [] };
  const open: { element: XmlElement; tag: string; scope: Scope }[] = [{ element: root, tag: "", scope: {} }];
  token.lastIndex = 0;
  const source = text.replace(/^\uFEFF/, "");
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (match === null) throw unreadable(`at character ${at}`);
    const [, data, closing, tag, attributes = "", selfClosing, characters] = match;
    const current = open.at(-1);
    if (current === undefined) throw unreadable("an element ends that did not begin");
    if (data !== undefined) current.element.text += data;
    else if (characters !== undefined) current.element.text += unescapeXml(characters);
    else if (tag === undefined) continue;
    else if (closing === "/") {
      if (current.tag !== tag) throw unreadable(`${tag} ends inside ${current.tag}`);
      open.pop();
    } else {
      const given = attributesOf(attributes);
      const scope = declared(given, current.scope);
      const element = { name: qualified(tag, scope), attributes: given, text: "", children: [] };
      current.element.children.push(element);
      if (selfClosing === "/") continue;
      if (open.length > maxDepth) throw unreadable("elements are nested too deeply");
      open.push({ element, tag, scope });
    }
  }
  const [top] = root.children;
  if (top === undefined || open.length !== 1) throw unreadable("it ends in the middle");
  return top;
}

const unreadable = (what: string) => new SourceError("calendar.unreadable", `the server's XML cannot be read: ${what}`);

function attributesOf(text: string): Readonly<Record<string, string>> {
  if (text.trim() === "") return {};
  return Object.fromEntries(
    [...text.matchAll(attribute)].map(([, name = "", double, single]) => [name, unescapeXml(double ?? single ?? "")]),
  );
}

function declared(attributes: Readonly<Record<string, string>>, scope: Scope): Scope {
  const own = Object.entries(attributes).filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  if (own.length === 0) return scope;
  return { ...scope, ...Object.fromEntries(own.map(([name, value]) => [name.slice("xmlns:".length), value])) };
}

function qualified(tag: string, scope: Scope): string {
  const colon = tag.indexOf(":");
  const prefix = colon === -1 ? "" : tag.slice(0, colon);
  const namespace = Object.hasOwn(scope, prefix) ? scope[prefix] : "";
  return `${namespace} ${tag.slice(colon + 1)}`;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name as string] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

export const escapeXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The first element on this path below `element`. */
export function find(element: XmlElement, ...path: string[]): XmlElement | undefined {
  let current: XmlElement | undefined = element;
  for (const name of path) current = current?.children.find((child) => child.name === name);
  return current;
}
