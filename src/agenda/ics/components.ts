import { CalendarError } from "../../domain/errors.ts";
import { type ContentLine, contentLines } from "./content-lines.ts";
import { nameOf, type Property, parseProperty } from "./property.ts";
import { wantedProperties } from "./wanted-properties.ts";

/** A component of a calendar: only the properties and parts that a room needs are kept. */
export interface Component {
  /** Upper case. */
  name: string;
  line: number;
  properties: Property[];
  children: Component[];
  /** It was never closed by itself: its content cannot be trusted. */
  damaged: boolean;
}

const maxDepth = 16;
/** Components that never stand inside one another. */
const siblings = new Set(["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"]);
/** Properties whose text may go on in lines that were not folded. */
const prose = new Set(["DESCRIPTION", "SUMMARY", "LOCATION", "X-ALT-DESC"]);

/**
 * Reads the components of a calendar file (one or more VCALENDARs).
 * @throws CalendarError naming line and property, when it is no calendar or was cut off: what follows is unknown then, and
 * showing the first half would present booked hours as free
 */
export function readComponents(bytes: Uint8Array): Component[] {
  const builder = new TreeBuilder();
  for (const line of contentLines(bytes)) builder.add(line);
  return builder.finish();
}

class TreeBuilder {
  readonly #calendars: Component[] = [];
  readonly #open: Component[] = [];
  #last: ContentLine = { text: "", line: 0 };
  /** Components open deeper than anybody means it: passed over. */
  #beyond = 0;

  add(line: ContentLine): void {
    const name = nameOf(line.text);
    if (name === "BEGIN") this.#begin(componentName(line), line);
    else if (name === "END") this.#end(componentName(line), line);
    else this.#property(name, line);
    this.#last = line;
  }

  finish(): Component[] {
    const open = this.#open.at(-1);
    if (open !== undefined) {
      const property = nameOf(this.#last.text) ?? this.#last.text.slice(0, 40);
      throw unreadable(
        this.#last.line,
        property,
        `the file ends inside the ${open.name} that begins in line ${open.line}; the transfer was cut off`,
      );
    }
    if (this.#calendars.length === 0)
      throw unreadable(1, "BEGIN", "the file is empty; a calendar begins with BEGIN:VCALENDAR");
    return this.#calendars;
  }

  #begin(name: string, line: ContentLine): void {
    if (this.#beyond === 0 && siblings.has(name))
      this.#closeDamaged(this.#open.findIndex((component) => siblings.has(component.name)));
    const parent = this.#open.at(-1);
    if (parent === undefined && name !== "VCALENDAR") throw noCalendar(line);
    if (parent !== undefined && name === "VCALENDAR") {
      throw unreadable(line.line, "BEGIN", `a calendar begins before the one of line ${this.#open[0]?.line} has ended`);
    }
    if (this.#open.length >= maxDepth) {
      this.#beyond++;
      return;
    }
    const component: Component = { name, line: line.line, properties: [], children: [], damaged: false };
    if (parent === undefined) this.#calendars.push(component);
    else parent.children.push(component);
    this.#open.push(component);
  }

  #end(name: string, line: ContentLine): void {
    if (this.#beyond > 0) {
      this.#beyond--;
      return;
    }
    const index = this.#open.findLastIndex((component) => component.name === name);
    if (index === -1) {
      if (this.#open.length === 0 && this.#calendars.length === 0) throw noCalendar(line);
      return;
    }
    this.#closeDamaged(index + 1);
    this.#open.pop();
  }

  /** Closes what is still open from this depth on: an END is missing. */
  #closeDamaged(depth: number): void {
    if (depth < 0) return;
    for (const component of this.#open.splice(depth)) component.damaged = true;
  }

  #property(name: string | null, line: ContentLine): void {
    const component = this.#open.at(-1);
    if (component === undefined) {
      if (this.#calendars.length === 0) throw noCalendar(line);
      return;
    }
    if (name !== null && wantedProperties[component.name]?.has(name)) {
      const property = parseProperty(line.text, name, line.line);
      if (property !== null) component.properties.push(property);
      return;
    }
    const last = component.properties.at(-1);
    if (name === null && last !== undefined && prose.has(last.name)) last.value += `\\n${line.text}`;
  }
}

const componentName = (line: ContentLine) =>
  line.text
    .slice(line.text.indexOf(":") + 1)
    .trim()
    .toUpperCase();

function noCalendar(line: ContentLine): CalendarError {
  const start = line.text.trim().slice(0, 40);
  const page = /^<(!doctype|html|\?xml)/i.test(start) ? "; it is a web page, perhaps one to sign in" : "";
  return unreadable(
    line.line,
    nameOf(line.text) ?? "BEGIN",
    `a calendar begins with BEGIN:VCALENDAR, not with ${JSON.stringify(start)}${page}`,
  );
}

/** A file that cannot be used at all. */
function unreadable(line: number, property: string, message: string): CalendarError {
  return new CalendarError("calendar.unreadable", `line ${line}, ${property}: ${message}`);
}
