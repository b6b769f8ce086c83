// Pictures of the console with many rooms, to be looked at: node tests/pages/support/take-console-pictures.ts FOLDER [rooms] [part of a name]
import { mkdirSync } from "node:fs";
import { launchBrowser } from "./browser.ts";
import { contextFor } from "./console-context.ts";
import { drawn } from "./drawn.ts";
import { startLargeFleet } from "./large-fleet.ts";

const [folder = "pictures", count = "10000", part = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const fleet = await startLargeFleet(Number(count));
const { kit } = fleet;
const first = await kit.own<{ rooms: { id: string }[] }>("GET", "/rooms?search=fault&limit=1");

const places: Record<string, string> = {
  rooms: "/rooms",
  "rooms-offline": "/rooms?search=offline",
  "rooms-none": "/rooms?search=nothing-like-this",
  room: `/rooms/${first.body.rooms[0]?.id}`,
  sites: "/sites",
  claim: "/claim",
  settings: "/settings",
  "roll-outs": "/roll-outs",
  alerts: "/alerts",
  audit: "/audit",
  people: "/people",
  account: "/account",
};

const looks = [
  { language: "en", colours: "light", width: 1440, height: 900 },
  { language: "zh", colours: "dark", width: 1440, height: 900 },
  { language: "en", colours: "light", width: 390, height: 844 },
] as const;

const browser = await launchBrowser();
for (const look of looks) {
  const { language, width } = look;
  const context = await contextFor(browser, kit, look);
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && console.error(message.text()));
  page.on("pageerror", (error) => console.error(error));
  for (const [name, path] of Object.entries(places).filter(([one]) => one.includes(part))) {
    await page.goto(`/o/${kit.organisation}${path}`);
    await drawn(page);
    const firstPaint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    console.log(`${name} ${language} ${width}: first paint ${Math.round(firstPaint ?? -1)} ms`);
    await page.screenshot({ path: `${folder}/${name}-${language}-${width}.png` });
  }
  await context.close();
}
await browser.close();
await fleet.close();
