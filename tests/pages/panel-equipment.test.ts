import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Intent } from "../../src/domain/intent.ts";
import type { RoomState } from "../../src/domain/room-state.ts";
import { catalogues } from "../../src/web/shared/catalogue/index.ts";
import { seriousFindings } from "./support/accessibility.ts";
import type { sizes } from "./support/browser.ts";
import { flawsOf, noFlaws } from "./support/look.ts";
import { act, openPanel } from "./support/open-panel.ts";
import { browser, rigUp, standIn } from "./support/pages-rig.ts";
import { movingCamera, picturedCamera } from "./support/panel-cases.ts";
import { playEquipment } from "./support/play-equipment.ts";
import { idle, inCall, source } from "./support/room-states.ts";
import { settled } from "./support/settled.ts";
import { showState } from "./support/show-state.ts";

const moving = idle({ devices: [movingCamera, ...idle().devices.slice(1)] });
const { equipment } = catalogues.en;

rigUp();

async function opened(state: RoomState, size: keyof typeof sizes = "panel", clock: "own" | "runs" = "own") {
  const page = await openPanel(browser, standIn, state, { size, clock });
  return { page, played: await playEquipment(page) };
}

async function atCamera(state = moving, size: keyof typeof sizes = "panel") {
  const { page, played } = await opened(state, size);
  for (const button of ["devices", "moveCamera"]) await page.click(act(button));
  await page.waitForSelector(act("joystick"));
  await settled(page);
  return { page, played };
}

const moves = () => standIn.intents.filter((one) => one.type === "moveCamera");
const still: Intent = { type: "moveCamera", pan: 0, tilt: 0, zoom: 0 };

describe("own picture and loudness", () => {
  test("whoever opens the devices sees himself, hears that the microphone hears, and can try the speaker", async () => {
    const { page, played } = await opened(idle());
    await page.click(act("devices"));
    await page.waitForSelector(".mirror-picture");
    await page.waitForSelector(`.meter-word:text-is("${equipment.microphoneHeard}")`);
    await page.click(act("testTone"));
    await expect.poll(() => played.tones).toBe(1);
  });

  test("nothing goes on looking once the sheet is closed", async () => {
    const { page, played } = await opened(idle(), "panel", "runs");
    await page.click(act("devices"));
    const lookedOften = async () => {
      await page.clock.runFor(150);
      return played.looks.length;
    };
    await expect.poll(lookedOften).toBeGreaterThan(3);
    await page.click(`dialog ${act("close")}`);
    await page.waitForSelector("dialog", { state: "detached" });
    const looks = played.looks.length;
    // More than thirty would have come.
    await page.clock.runFor(5_000);
    expect(played.looks.length).toBeLessThanOrEqual(looks + 1);
  });

  test("where the picture is not for this place, that is said, and the meters go on", async () => {
    const { page, played } = await opened(idle());
    played.refuses = { picture: "request.elsewhere" };
    await page.click(act("devices"));
    await page.waitForSelector(`.mirror-why:has-text("${equipment.noMirror.elsewhere}")`);
    await page.waitForSelector(`.meter-word:text-is("${equipment.microphoneHeard}")`);
  });

  test("a camera that is off in the meeting is not opened for the mirror: it says off", async () => {
    const { page } = await opened(inCall({ camera: source(false) }));
    await page.click(act("devices"));
    await page.waitForSelector(`.mirror-why:has-text("${equipment.noMirror.off}")`);
  });
});

describe("moving the camera", () => {
  test("it moves while the joystick is held, and stops when it is let go", async () => {
    const { page } = await atCamera();
    const box = (await page.locator(act("joystick")).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 6, box.y + box.height / 2, { steps: 4 });
    // Said again while it is held, since a camera stops by itself when nobody says anything any more.
    await expect.poll(() => moves().filter(({ pan }) => pan === 1).length).toBeGreaterThan(1);
    await page.mouse.up();
    await expect.poll(() => standIn.intents.at(-1)).toEqual(still);
  });

  test("a sheet that closes while the joystick is held stops the camera", async () => {
    const { page } = await atCamera();
    const box = (await page.locator(act("joystick")).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 8);
    await page.mouse.down();
    await expect.poll(() => moves().some(({ tilt }) => tilt > 0)).toBe(true);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    await expect.poll(() => standIn.intents.at(-1)).toEqual(still);
    await page.mouse.up();
  });

  test("zoom works with a finger and with the keyboard, as long as it is held", async () => {
    const { page } = await atCamera();
    await page.locator(act("nearer")).hover();
    await page.mouse.down();
    await expect.poll(() => moves().at(-1)).toMatchObject({ zoom: 0.5 });
    await page.mouse.up();
    await expect.poll(() => moves().at(-1)).toEqual(still);
    await page.focus(act("further"));
    await page.keyboard.down("Enter");
    await expect.poll(() => moves().at(-1)).toMatchObject({ zoom: -0.5 });
    await page.keyboard.up("Enter");
    await expect.poll(() => moves().at(-1)).toEqual(still);
  });

  test("arrow keys move it for who cannot use a finger", async () => {
    const { page } = await atCamera();
    await page.focus(act("joystick"));
    await page.keyboard.down("ArrowLeft");
    await expect.poll(() => moves().at(-1)).toMatchObject({ pan: -0.6, tilt: 0 });
    await page.keyboard.up("ArrowLeft");
    await expect.poll(() => moves().at(-1)).toEqual(still);
  });
});

describe("kept positions", () => {
  const wishes: [name: string, buttons: string[], wish: Intent][] = [
    ["a tap goes there", ["preset 2"], { type: "cameraPreset", action: "recall", number: 2 }],
    ["a new one takes the next place", ["keepPosition"], { type: "cameraPreset", action: "store", number: 3 }],
    ["one is moved", ["changePresets", "store 1"], { type: "cameraPreset", action: "store", number: 1 }],
    ["one is removed", ["changePresets", "forget 2"], { type: "cameraPreset", action: "forget", number: 2 }],
    ["back to the middle", ["cameraHome"], { type: "cameraHome" }],
  ];
  test.each(wishes)("%s", async (_, buttons, wish) => {
    const { page } = await atCamera();
    for (const button of buttons) await page.click(act(button));
    await expect.poll(() => standIn.intents).toEqual([wish]);
  });
});

describe("the picture of the camera", () => {
  const pictured = idle({ devices: [picturedCamera, ...idle().devices.slice(1)] });
  const slider = (part: string) => `input${act(part)}`;
  const held = (part: string) => `[data-picture=${part}] .picture-value:text-is("${equipment.automatic}")`;
  /** As the daemon would tell it after a wish. */
  const withControls = (values: Record<string, number>, free: string[] = []): RoomState => {
    const picture = picturedCamera.picture?.map((one) => ({
      ...one,
      value: values[one.name] ?? one.value,
      inactive: one.inactive && !free.includes(one.name),
    }));
    return { ...pictured, devices: [{ ...picturedCamera, ...(picture && { picture }) }, ...idle().devices.slice(1)] };
  };
  async function atPicture() {
    const { page } = await opened(pictured);
    for (const button of ["devices", "moveCamera", "picture"]) await page.click(act(button));
    await page.waitForSelector(slider("brightness"));
    await settled(page);
    return page;
  }
  const wished = () => standIn.intents.filter(({ type }) => type === "setPicture");

  test("a slider has the camera's own range, and an arrow key moves it by the camera's own step", async () => {
    const page = await atPicture();
    const balance = page.locator(slider("whiteBalance"));
    await expect.poll(() => balance.evaluate(({ min, max }: HTMLInputElement) => [min, max])).toEqual(["2800", "6500"]);
    await expect.poll(() => balance.getAttribute("aria-valuetext")).toBe("4600 K");
    await balance.press("ArrowRight");
    await expect.poll(wished).toEqual([{ type: "setPicture", name: "white_balance_temperature", value: 4610 }]);
    await showState(page, standIn, withControls({ white_balance_temperature: 4610 }));
    await expect.poll(() => balance.getAttribute("aria-valuetext")).toBe("4610 K");
  });

  test("what is automatic is disabled and says so, until the automatic is off", async () => {
    const page = await atPicture();
    await page.waitForSelector(held("exposure"));
    await page.waitForSelector(`${slider("exposure")}:disabled`);
    const automatic = page.locator(act("automatic exposure"));
    await expect.poll(() => automatic.getAttribute("aria-pressed")).toBe("true");
    await automatic.click();
    await expect.poll(wished).toEqual([{ type: "setPicture", name: "auto_exposure", value: 1 }]);
    await showState(page, standIn, withControls({ auto_exposure: 1 }, ["exposure_time_absolute"]));
    await page.waitForSelector(`${slider("exposure")}:enabled`);
    await expect.poll(() => automatic.getAttribute("aria-pressed")).toBe("false");
  });

  test("what the camera does not offer is not there, and a camera without controls has no such half", async () => {
    const page = await atPicture();
    const few = { ...picturedCamera, picture: picturedCamera.picture?.slice(0, 2) ?? [] };
    await showState(page, standIn, { ...pictured, devices: [few, ...idle().devices.slice(1)] });
    await expect.poll(() => page.locator(".picture-row").count()).toBe(2);
    await showState(page, standIn, moving);
    await page.waitForSelector(act("joystick"));
    await expect.poll(() => page.locator(act("picture")).count()).toBe(0);
  });

  test("one tap brings the maker's values back", async () => {
    const page = await atPicture();
    await page.click(act("pictureDefaults"));
    await expect.poll(() => standIn.intents).toEqual([{ type: "pictureDefaults" }]);
  });
});

describe("reporting a problem", () => {
  async function atReport() {
    const { page, played } = await opened(idle());
    for (const button of ["status", "report"]) await page.click(act(button));
    return { page, played };
  }

  test("two taps keep it, and a number comes back for IT", async () => {
    const { page, played } = await atReport();
    await expect.poll(() => page.isDisabled(act("sendReport"))).toBe(true);
    await page.click(act("about sound"));
    await page.click(act("sendReport"));
    await page.waitForSelector('[data-report="R-7KQ4"]');
    expect(played.reports).toEqual(["sound"]);
  });

  test("one that could not be kept is not thanked for", async () => {
    const { page, played } = await atReport();
    played.full = true;
    await page.click(act("about other"));
    await page.click(act("sendReport"));
    await page.waitForSelector(`[role=alert]:has-text("${catalogues.en.report.failed}")`);
  });
});

describe.each(["panel", "phone"] as const)("at the size of a %s", (size) => {
  test.each(["en", "zh"] as const)("sheets cut nothing, and everybody can use them (%s)", async (language) => {
    const pictured = idle({ devices: [picturedCamera, ...idle().devices.slice(1)] });
    const { page } = await opened(pictured, size);
    const state: RoomState = { ...pictured, room: { ...moving.room, language } };
    await showState(page, standIn, state);
    const look = async (what: string) => {
      await page.waitForSelector("dialog[open]");
      await pictureShown(page);
      const flaws = await flawsOf(page, { textSize: 18, targetSize: 64, scrolls: size === "phone" });
      expect({ what, flaws, axe: await seriousFindings(page) }).toEqual({ what, flaws: noFlaws, axe: [] });
    };
    await page.click(act("devices"));
    await look("devices");
    await page.click(act("moveCamera"));
    await look("camera");
    await page.click(act("changePresets"));
    await look("change positions");
    await page.click(act("picture"));
    await page.waitForSelector(".picture-row");
    await look("picture");
    await page.click(`dialog ${act("close")}`);
    for (const button of ["status", "report"]) await page.click(act(button));
    await look("report");
  });
});

/** Where there is a mirror, its picture has come. */
async function pictureShown(page: Page): Promise<void> {
  if ((await page.locator(".mirror").count()) > 0) await page.waitForSelector(".mirror-picture");
}
