// The two pictures of the README, from the built pages: node tests/pages/support/take-readme-pictures.ts
import { fileURLToPath } from "node:url";
import { launchBrowser, sizes } from "./browser.ts";
import { panelCases } from "./panel-cases.ts";
import { idle, now } from "./room-states.ts";
import { settled } from "./settled.ts";
import { showState } from "./show-state.ts";
import { startStandIn } from "./stand-in-server.ts";

const folder = fileURLToPath(new URL("../../../src/web/pictures", import.meta.url));
const standIn = await startStandIn(idle(), now);
const browser = await launchBrowser(["--host-resolver-rules=MAP oak.example 127.0.0.1"]);
const origin = standIn.origin.replace("127.0.0.1", "oak.example");

const panel = await browser.newPage({ viewport: sizes.panel, reducedMotion: "reduce" });
await panel.goto(`${origin}/panel`);
await showState(panel, standIn, panelCases["ready to join"] ?? idle());
await settled(panel);
await panel.screenshot({ path: `${folder}/panel.png` });

const display = await browser.newPage({ viewport: sizes.display, reducedMotion: "reduce" });
await display.goto(`${origin}/display`);
await showState(display, standIn, idle());
await settled(display);
await display.screenshot({ path: `${folder}/display.png` });

await browser.close();
await standIn.close();
