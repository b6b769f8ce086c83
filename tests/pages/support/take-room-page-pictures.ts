// Pictures of the console's page of one room, whole, in its states: node tests/pages/support/take-room-page-pictures.ts FOLDER [part of a name]
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { HubKit } from "../../integration/hub/hub-kit.ts";
import { launchBrowser } from "./browser.ts";
import { type ConsoleOptions, contextFor } from "./console-context.ts";
import { drawn } from "./drawn.ts";
import { device, entry, fault, idle, inCall, inMinutes } from "./room-states.ts";

interface RoomCase {
  name: string;
  state: RoomState;
  /** Changed at the hub. */
  known?: object;
  online?: boolean;
  asked?: string[];
  role?: NonNullable<ConsoleOptions["role"]>;
}

const long = "Konferenzraum für außerordentliche Besprechungen des Aufsichtsrates ".repeat(3).slice(0, 200);
const unbroken = "W".repeat(200);
const hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
const broken = device({ id: "cam-1", title: "Logitech Rally Camera", roles: ["camera"], phase: "faulted" });
const working = device({
  ...{ id: "spk-1", title: "Jabra Speak2 75", driver: "alsa-audio" },
  capabilities: ["microphone", "speaker"],
});
const many = device({
  ...{ id: "bar-1", title: "Yealink A30 Meeting Bar with a name that is longer than most", driver: "uvc-camera" },
  capabilities: ["camera", "ptz", "cameraControls", "microphone", "speaker", "indicators", "callControls"],
});
const trouble = idle({
  devices: [broken, working, many],
  faults: [fault("camera.failed", { subject: "cam-1" }), fault("calendar.stale"), fault("network.down")],
  calendar: { configured: true, readAt: inMinutes(-190), stale: true },
});
const extremes = (text: string) =>
  inCall(
    { title: text },
    {
      agenda: [entry({ id: "x", title: text, start: inMinutes(8), end: inMinutes(53) })],
      devices: [device({ id: "cam-1", title: text }), working],
    },
  );
const whole = { building: "North", floor: "3", tags: ["board", "video"] };

const cases: RoomCase[] = [
  { name: "idle", state: idle(), known: { ...whole, expected: ["camera", "microphone", "speaker"] } },
  { name: "meeting", state: inCall(), known: whole, asked: ["mute", "cameraOff", "logs"] },
  { name: "trouble", state: trouble, known: { ...whole, expected: ["camera", "display"] }, asked: ["leave"] },
  { name: "offline", state: trouble, known: { expected: ["camera"] }, online: false },
  {
    name: "long",
    state: extremes(long),
    known: { name: long, building: long, floor: long, tags: [long.slice(0, 100), "board"] },
  },
  {
    name: "unbroken",
    state: extremes(unbroken),
    known: { name: unbroken, building: unbroken, tags: [unbroken.slice(0, 100)] },
  },
  { name: "hostile", state: extremes(hostile), known: { name: hostile, building: hostile, tags: [hostile] } },
  {
    ...{ name: "chinese", state: extremes("第三会议室设计评审会议：下一季度的产品计划与预算讨论") },
    known: { name: "上海研发中心三号楼十二层第三会议室（视频会议专用）", building: "三号楼", floor: "十二层" },
  },
  { name: "viewer", state: trouble, known: { ...whole, expected: ["camera"] }, role: "viewer" },
  { name: "operator", state: inCall(), known: whole, role: "operator" },
];

const looks = [
  { language: "en", colours: "light", width: 1440, height: 900 },
  { language: "zh", colours: "dark", width: 1440, height: 900 },
  { language: "en", colours: "dark", width: 390, height: 844 },
] as const;

const [folder = "pictures", part = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const generous = { perSecond: 1000, burst: 1000 };
const kit = await HubKit.start({
  pagesFolder: fileURLToPath(new URL("../../../dist/web", import.meta.url)),
  rates: { anybody: generous, address: generous, organisation: generous },
});
await kit.signInFirst();
const browser = await launchBrowser();
const rooms: [RoomCase, string][] = [];
const wanted = cases.filter(({ name }) => name.includes(part));
for (const one of wanted) rooms.push([one, await roomOf(one)]);
// Measurements are written down every few minutes, and when the hub ends.
await kit.restart();
for (const [one, room] of rooms) await pictures(one, room);
await browser.close();
await kit.stop();

async function roomOf({ name, state, known = {}, online = true, asked = [] }: RoomCase): Promise<string> {
  const { identity, folder: own } = await kit.enrolRoom(name);
  const { member, room } = kit.member(identity, own);
  const path = `/rooms/${identity.room}`;
  room.set(idle());
  void member.start();
  await kit.until<{ connected: boolean }>(path, ({ connected }) => connected);
  for (let hour = 20; hour > 0; hour--)
    member.telemetry(
      { loadPerProcessor: 0.3 + 0.2 * Math.sin(hour), memoryFreePercent: 60 - hour, processorDegrees: 48 + (hour % 7) },
      Date.now() - hour * 3_600_000,
    );
  room.set(state);
  const { status } = await kit.own("PATCH", path, known);
  if (status !== 200) console.error(`${name} was not changed: ${status}`);
  for (const verb of asked) await kit.own("POST", `${path}/actions`, { verb, arguments: {} });
  await kit.until<{ status: string }[]>(`${path}/actions`, (all) => all.every(({ status }) => status !== "waiting"));
  const wrong = state.faults.length > 0;
  await kit.until<{ trouble: string | null }>(path, (shown) => (shown.trouble !== null) === wrong);
  if (!online) member.stop();
  await kit.until<{ connected: boolean }>(path, ({ connected }) => connected === online);
  return identity.room;
}

async function pictures({ name, role, online = true }: RoomCase, room: string): Promise<void> {
  await kit.until<{ connected: boolean }>(`/rooms/${room}`, ({ connected }) => connected === online);
  for (const look of looks) {
    const context = await contextFor(browser, kit, { ...look, ...(role === undefined ? {} : { role }) });
    const page = await context.newPage();
    page.on("dialog", (dialog) => console.error(`${name}: a dialog says ${dialog.message()}`));
    page.on("pageerror", (error) => console.error(error));
    await page.goto(`/o/${kit.organisation}/rooms/${room}`);
    await drawn(page);
    const watch = page.locator("[data-act=look]");
    if ((await watch.count()) > 0) await watch.click();
    await drawn(page);
    await page.screenshot({ path: `${folder}/room-${name}-${look.language}-${look.width}.png`, fullPage: true });
    await context.close();
  }
}
