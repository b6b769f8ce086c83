import type { Page } from "playwright-core";
import type { EquipmentLevels } from "../../../src/protocol/panel.ts";
import { problemOf } from "./stand-in-server.ts";

const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="#31506b"/>
<rect y="120" width="320" height="60" fill="#6b5236"/><circle cx="110" cy="80" r="26" fill="#e0b48c"/><rect x="76" y="106" width="68" height="60" rx="20" fill="#8aa"/></svg>`;

/** The daemon's answers about its equipment, as a page asks for them; what it asked is kept. */
interface PlayedEquipment {
  levels: EquipmentLevels;
  /** Code of the refusal of a picture, of everything, or of nothing. */
  refuses: { picture?: string; all?: string };
  looks: { picture: boolean }[];
  tones: number;
  reports: string[];
  /** Reports cannot be kept. */
  full: boolean;
}

/** Plays levels, mirror picture, test tone and reports to this page. Before it opens a sheet. */
export async function playEquipment(page: Page): Promise<PlayedEquipment> {
  const played: PlayedEquipment = {
    levels: { microphone: 0.2, speaker: 0, picture: 1 },
    refuses: {},
    looks: [],
    tones: 0,
    reports: [],
    full: false,
  };
  const refusal = (code: string, status: number) => ({ status, json: problemOf(code, "refused", status) });
  await page.route("**/api/check", async (route) => {
    const wish = route.request().postDataJSON() as { picture: boolean };
    played.looks.push(wish);
    const { picture: noPicture, all } = played.refuses;
    if (all !== undefined) return route.fulfill(refusal(all, 409));
    if (noPicture !== undefined && wish.picture) return route.fulfill(refusal(noPicture, 403));
    await route.fulfill({ json: wish.picture ? played.levels : { ...played.levels, picture: null } });
  });
  await page.route("**/api/check/picture?*", (route) => route.fulfill({ contentType: "image/svg+xml", body: picture }));
  await page.route("**/api/check/tone", (route) => {
    played.tones++;
    return route.fulfill(played.refuses.all === undefined ? { status: 202 } : refusal(played.refuses.all, 409));
  });
  await page.route("**/api/reports", (route) => {
    played.reports.push((route.request().postDataJSON() as { about: string }).about);
    return route.fulfill(
      played.full ? refusal("programming", 500) : { status: 201, json: { id: "R-7KQ4", at: "2026-11-25T09:52:10Z" } },
    );
  });
  return played;
}
