import { WINDOWS_TO_IANA_MAP } from "windows-iana";
import { displayNames } from "./display-names.ts";

/** Names that Windows and Exchange used before, and "001" of the CLDR table, the main zone of each Windows name. */
const older: Readonly<Record<string, string>> = {
  "mexico standard time": "America/Mexico_City",
  "mexico standard time 2": "America/Mazatlan",
  "armenian standard time": "Asia/Yerevan",
  "kamchatka standard time": "Asia/Kamchatka",
  "mid-atlantic standard time": "Etc/GMT+2",
  "malay peninsula standard time": "Asia/Singapore",
  "coordinated universal time": "Etc/UTC",
  "samoa standard time (old)": "Pacific/Pago_Pago",
};

const byName = new Map<string, string>();
for (const { windowsName, territory, iana } of WINDOWS_TO_IANA_MAP) {
  if (territory === "001" && iana[0] !== undefined) byName.set(windowsName.toLowerCase(), iana[0]);
}
for (const [name, iana] of Object.entries(older)) byName.set(name, iana);

const byDisplay = new Map<string, string>();
const byPlace = new Map<string, string>();
for (const [name, displays] of Object.entries(displayNames)) {
  const iana = byName.get(name.toLowerCase()) ?? byName.get(`${name.toLowerCase()} standard time`);
  if (iana === undefined) continue;
  for (const display of displays.split("|").map(simplify)) {
    byDisplay.set(display, iana);
    for (const place of placesOf(display)) if (!byPlace.has(place)) byPlace.set(place, iana);
  }
}

/** IANA name of a Windows zone name ("W. Europe Standard Time", in any case, also with Outlook's trailing number), or null. */
export function ianaOfWindows(name: string): string | null {
  const simple = simplify(name);
  const candidates = [simple, simple.replace(/ \d{1,2}$/, ""), simple.replace(/ daylight time\b/, " standard time")];
  for (const candidate of candidates) {
    const iana = byName.get(candidate);
    if (iana !== undefined) return iana;
  }
  return null;
}

/** IANA name of a display name ("(UTC+01:00) Amsterdam, Berlin, Bern, ..."), or null. */
export function ianaOfDisplay(name: string): string | null {
  const { rest } = splitDisplay(name);
  return byDisplay.get(simplify(rest)) ?? null;
}

/** IANA names of the places that a display name lists, in whatever order or language: candidates, to be checked. */
export function ianaOfPlaces(name: string): string[] {
  return placesOf(simplify(splitDisplay(name).rest)).flatMap((place) => byPlace.get(place) ?? []);
}

/** "(GMT+01.00) Paris" → its offset in minutes (null without one) and the rest. */
export function splitDisplay(name: string): { offsetMinutes: number | null; rest: string } {
  const match = /^\s*\((?:UTC|GMT)\s*(?:([+\-−])\s*(\d{1,2})[:.]?(\d{2})?)?\)\s*(.*)$/i.exec(name);
  if (match === null) return { offsetMinutes: null, rest: name };
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return { offsetMinutes: match[1] === undefined || match[1] === "+" ? minutes : -minutes, rest: match[4] ?? "" };
}

function simplify(text: string): string {
  return text.replaceAll("\\", "").replace(/\s+/g, " ").trim().toLowerCase();
}

function placesOf(display: string): string[] {
  return display
    .split(/[,:/]/)
    .map((place) => place.trim())
    .filter((place) => place.length > 2);
}
