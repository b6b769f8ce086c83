// Pictures of the panel, to be looked at: node tests/pages/support/take-pictures.ts FOLDER [part of a name]
import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { inWindow, offer, offered } from "./assisted-cases.ts";
import { launchBrowser, sizes } from "./browser.ts";
import { act } from "./open-panel.ts";
import { movingCamera, panelCases, picturedCamera } from "./panel-cases.ts";
import { playEquipment } from "./play-equipment.ts";
import { device, fault, idle, inCall, now } from "./room-states.ts";
import { settled } from "./settled.ts";
import { showState } from "./show-state.ts";
import { startStandIn } from "./stand-in-server.ts";

const [folder = "pictures", part = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const standIn = await startStandIn(idle(), now);
const browser = await launchBrowser();
standIn.invitation = () => ({
  service: "teams",
  url: "https://teams.microsoft.com/meet/2345678901234?p=sample",
  meetingId: "234 567 890 123 4",
  passcode: "xY3z",
  offer: offer("ready"),
});

const spare = device({ id: "cam-2", title: "Document camera", standIn: true, port: "" });
const { ptz: _, ...withoutMotors } = picturedCamera;
const fixedCamera = { ...withoutMotors, title: "Logitech C270", picture: picturedCamera.picture?.slice(0, 6) ?? [] };
const broken = device({ id: "cam-3", title: "Old webcam", phase: "faulted" });
const ill = idle({ faults: [fault("microphone.missing"), fault("calendar.stale", { detail: "timed out" })] });
const sheets: Record<string, [RoomState, ...string[]]> = {
  camera: [idle({ devices: [movingCamera, ...idle().devices.slice(1)] }), "devices", "moveCamera"],
  "change positions": [
    idle({ devices: [movingCamera, ...idle().devices.slice(1)] }),
    "devices",
    "moveCamera",
    "changePresets",
  ],
  "camera picture": [
    idle({ devices: [picturedCamera, ...idle().devices.slice(1)] }),
    "devices",
    "moveCamera",
    "picture",
  ],
  "camera picture only": [idle({ devices: [fixedCamera, ...idle().devices.slice(1)] }), "devices", "moveCamera"],
  report: [idle(), "status", "report"],
  "report kept": [idle(), "status", "report", "about sound", "sendReport"],
  devices: [idle({ devices: [...idle().devices, spare, broken] }), "devices"],
  status: [ill, "status"],
  joinByName: [idle(), "joinByName"],
  assisted: [offered("ready"), "openHere"],
  link: [offered("off"), "otherWays"],
  "assisted typing": [inWindow(), "typing"],
  "assisted code": [inWindow(), "otherWays"],
  share: [
    inCall({}, { shareSources: [...idle().shareSources, { deviceId: "h2", title: "HDMI at the wall" }] }),
    "share",
  ],
};

async function takeAll(page: Page, size: string, language: "en" | "zh") {
  const take = async (name: string) => {
    await settled(page);
    await page.screenshot({ path: `${folder}/${size}-${language}-${name.replaceAll(/[^a-z0-9]+/gi, "-")}.png` });
  };
  const show = (state: RoomState) => showState(page, standIn, { ...state, room: { ...state.room, language } });
  for (const [name, state] of Object.entries(panelCases).filter(([name]) => name.includes(part))) {
    await show(state);
    await take(name);
  }
  for (const [name, [state, ...buttons]] of Object.entries(sheets).filter(([name]) => `sheet ${name}`.includes(part))) {
    await show(state);
    for (const button of buttons) await page.click(act(button));
    await page.waitForSelector("dialog[open]");
    await page.waitForLoadState("networkidle", { timeout: 800 }).catch(() => undefined);
    await take(`sheet ${name}`);
    await page.click(`dialog ${act("close")}`);
  }
}

for (const size of ["panel", "phone"] as const) {
  for (const language of ["en", "zh"] as const) {
    const page = await browser.newPage({ viewport: sizes[size], reducedMotion: "reduce" });
    page.on("console", (message) => message.type() === "error" && console.error(message.text()));
    page.on("pageerror", (error) => console.error(error));
    await playEquipment(page);
    await page.goto(`${standIn.origin}/panel`);
    await takeAll(page, size, language);
    await page.close();
  }
}
await browser.close();
await standIn.close();
