import type { Component } from "../ics/components.ts";
import { Unreadable } from "../ics/unreadable.ts";
import { WorkBudget } from "../recurrence/work-budget.ts";
import { guessedZone, knownZone } from "./find-zone.ts";
import { ianaZone } from "./iana-zone.ts";
import { vtimezone } from "./vtimezone.ts";
import type { Zone } from "./zone.ts";

/** For all definitions of a file together. Rules of zones are yearly: a real one takes some hundred steps. */
const definitionSteps = 100_000;

/**
 * The zones of one calendar file. A TZID that names a known zone means that zone, whatever the file's VTIMEZONE says; an
 * unknown one means the VTIMEZONE; a zone that is neither is guessed from its name.
 */
export class FileZones {
  readonly #definitions = new Map<string, Component>();
  readonly #found = new Map<string, Zone | null>();
  readonly #budget = new WorkBudget(definitionSteps);

  constructor(calendars: Component[]) {
    for (const component of calendars.flatMap(({ children }) => children)) {
      const tzid = component.properties.find(({ name }) => name === "TZID")?.value;
      if (component.name !== "VTIMEZONE" || tzid === undefined) continue;
      const key = normal(tzid);
      if (!this.#definitions.has(key)) this.#definitions.set(key, component);
    }
  }

  /** @returns null when nothing says which zone it is */
  find(tzid: string): Zone | null {
    const key = normal(tzid);
    const found = this.#found.get(key);
    if (found !== undefined) return found;
    const zone = knownZone(tzid) ?? this.#defined(key) ?? guessedZone(tzid);
    this.#found.set(key, zone);
    return zone;
  }

  #defined(key: string): Zone | null {
    const component = this.#definitions.get(key);
    if (component === undefined) return null;
    try {
      return vtimezone(component, this.#budget);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const location = component.properties.find(({ name }) => name === "X-LIC-LOCATION")?.value;
      return location === undefined ? null : ianaZone(location.trim());
    }
  }
}

const normal = (tzid: string) =>
  tzid.replaceAll("\\", "").replace(/["']/g, "").replace(/\s+/g, " ").trim().toLowerCase();
