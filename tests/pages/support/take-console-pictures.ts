// Pictures of the console with many rooms, to be looked at: node tests/pages/support/take-console-pictures.ts FOLDER [rooms] [part of a name] [rooms that are listed and never connect]
import { mkdirSync } from "node:fs";
import { launchBrowser } from "./browser.ts";
import { contextFor } from "./console-context.ts";
import { drawn } from "./drawn.ts";
import { furnish, listRooms } from "./furnish.ts";
import { startLargeFleet } from "./large-fleet.ts";

const [folder = "pictures", count = "10000", part = "", listed = "0"] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const fleet = await startLargeFleet(Number(count));
const { kit } = fleet;
const first = await kit.own<{ rooms: { id: string }[] }>("GET", "/rooms?search=fault&limit=1");

await listRooms(kit, Number(listed));
const { rollOut, site, group } = await furnish(kit);

const places: Record<string, string> = {
  rooms: "/rooms",
  "rooms-offline": "/rooms?search=offline",
  "rooms-none": "/rooms?search=nothing-like-this",
  room: `/rooms/${first.body.rooms[0]?.id}`,
  sites: "/sites",
  "sites-open": `/sites?site=${site}`,
  claim: "/claim",
  settings: "/settings",
  "settings-site": `/settings/site/${site}`,
  "settings-group-text": `/settings/group/${group}?as=text`,
  "roll-outs": "/roll-outs",
  "roll-out": `/roll-outs/${rollOut}`,
  alerts: "/alerts",
  "alerts-history": "/alerts/history",
  "alerts-silences": "/alerts/silences",
  "alerts-rules": "/alerts/rules",
  "alerts-channels": "/alerts/channels",
  audit: "/audit",
  "audit-found": "/audit?search=rollout",
  people: "/people",
  "people-partners": "/people/partners",
  "people-keys": "/people/keys",
  "people-provider": "/people/provider",
  "people-livekit": "/people/livekit",
  account: "/account",
};

/** What is seen after a press, by the page it is on and what is pressed one after the other. */
const presses: Record<string, [page: string, press: string[]]> = {
  "rooms-add": ["/rooms", ["[data-act=openAdd]"]],
  "rooms-import": ["/rooms", ["[data-act=importRooms]"]],
  "alerts-silence": ["/alerts", ["[data-act=silence]"]],
  "people-role": ["/people", ["[data-person='person0@acme.example'] [data-act=changeRole]"]],
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
  const seen = async (name: string, path: string, press: string[]) => {
    await page.goto(`/o/${kit.organisation}${path}`);
    await drawn(page);
    const times = await page.evaluate(() => [
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1,
      performance.now(),
    ]);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const [paint, whole] = times.map(Math.round);
    console.log(
      `${name} ${language} ${width}: first paint ${paint} ms, all there ${whole} ms, too wide by ${wider} px`,
    );
    for (const one of press) await page.locator(one).first().click({ timeout: 5000 });
    if (press.length > 0) await drawn(page);
    await page.screenshot({ path: `${folder}/${name}-${language}-${width}.png`, fullPage: press.length === 0 });
  };
  /** From the last letter to the list that fits it. */
  const filter = async () => {
    await page.goto(`/o/${kit.organisation}/rooms`);
    await drawn(page);
    for (const search of ["idle", "a0", "-meeting", "site:berlin"]) {
      const before = await page.locator(".rooms-table table").getAttribute("aria-rowcount");
      const began = await page.evaluate(() => performance.now());
      await page.fill("[name=search]", search);
      await page.waitForFunction(
        (count) => document.querySelector(".rooms-table table")?.getAttribute("aria-rowcount") !== count,
        before,
        { polling: "raf" },
      );
      const ended = await page.evaluate(() => performance.now());
      console.log(`filter ${search}: ${Math.round(ended - began)} ms`);
    }
  };
  const wanted = ([name]: [string, unknown]) => name.includes(part);
  for (const [name, path] of Object.entries(places).filter(wanted)) await seen(name, path, []);
  for (const [name, [path, press]] of Object.entries(presses).filter(wanted))
    await seen(name, path, press).catch((error) => console.error(`${name}: ${String(error)}`));
  if (part === "" || part === "filter") await filter();
  await context.close();
}
await browser.close();
await fleet.close();
