// Pictures of every state of the panel, to be looked at: node tests/pages/support/take-pictures.ts FOLDER [part of a name]
import { mkdirSync } from "node:fs";
import { launchBrowser, sizes } from "./browser.ts";
import { panelCases } from "./panel-cases.ts";
import { idle, now } from "./room-states.ts";
import { startStandIn } from "./stand-in-server.ts";

const [folder = "/tmp/pictures", part = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const standIn = await startStandIn(idle(), now);
const browser = await launchBrowser();
for (const size of ["panel", "phone"] as const) {
  for (const language of ["en", "zh"] as const) {
    const page = await browser.newPage({ viewport: sizes[size] });
    page.on("console", (message) => message.type() === "error" && console.error(message.text()));
    page.on("pageerror", (error) => console.error(error));
    await page.goto(`${standIn.origin}/panel`);
    for (const [name, state] of Object.entries(panelCases)) {
      if (!name.includes(part)) continue;
      standIn.show({ ...state, room: { ...state.room, language } }, now);
      await page.waitForTimeout(200);
      await page.screenshot({
        path: `${folder}/${size}-${language}-${name.replaceAll(/[^a-z0-9]+/gi, "-")}.png`,
      });
    }
    await page.close();
  }
}
await browser.close();
await standIn.close();
