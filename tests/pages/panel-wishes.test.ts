import { expect, test } from "vitest";
import type { Intent } from "../../src/domain/intent.ts";
import type { RoomState } from "../../src/domain/room-state.ts";
import { act, openPanel } from "./support/open-panel.ts";
import { browser, rigUp, standIn } from "./support/pages-rig.ts";
import { panelCases } from "./support/panel-cases.ts";
import { device, idle, inCall, inMinutes, source } from "./support/room-states.ts";
import { showState } from "./support/show-state.ts";
import { problemOf } from "./support/stand-in-server.ts";

rigUp();

const secondCamera = device({ id: "cam-2", title: "Document camera" });
const twoSources = [
  { deviceId: "hdmi-1", title: "HDMI at the table" },
  { deviceId: "hdmi-2", title: "HDMI at the wall" },
];

const taps: [name: string, state: RoomState, control: string, wish: Intent][] = [
  ["Join", panelCases["ready to join"]!, "join", { type: "join", bookingId: "b1" }],
  ["Meet now", panelCases["idle, free all day"]!, "meetNow", { type: "meetNow" }],
  ["Join now of the countdown", panelCases["auto-join countdown"]!, "join", { type: "join", bookingId: "b1" }],
  ["Do not join", panelCases["auto-join countdown"]!, "cancelAutoJoin", { type: "cancelAutoJoin" }],
  ["Cancel while joining", panelCases.joining!, "cancel", { type: "leave" }],
  ["Cancel in the lobby", panelCases.lobby!, "cancel", { type: "leave" }],
  ["Microphone when on", inCall(), "microphone", { type: "setMicrophone", on: false }],
  ["Microphone when off", panelCases["in call, muted"]!, "microphone", { type: "setMicrophone", on: true }],
  ["Camera when on", inCall(), "camera", { type: "setCamera", on: false }],
  ["Camera when it fails", panelCases["in call, switching"]!, "camera", { type: "setCamera", on: false }],
  ["Share", inCall(), "share", { type: "startShare" }],
  ["Share without a source", panelCases["nothing to share"]!, "share", { type: "startShare" }],
  ["Stop sharing", panelCases.sharing!, "stopShare", { type: "stopShare" }],
  ["Leave", inCall(), "leave", { type: "leave" }],
  ["+ 15 min", panelCases["extend offer"]!, "extend-15", { type: "extend", minutes: 15 }],
  ["Louder", inCall(), "plus", { type: "setVolume", percent: 70 }],
];

test.each(taps)("a tap on %s is a wish of exactly that", async (_, state, control, wish) => {
  const page = await openPanel(browser, standIn, state);
  await page.click(act(control));
  await expect.poll(() => standIn.intents).toEqual([wish]);
});

test("with two sources Share asks which, and wishes that one", async () => {
  const page = await openPanel(browser, standIn, inCall({}, { shareSources: twoSources }));
  await page.click(act("share"));
  await page.click(act("share hdmi-2"));
  await expect.poll(() => standIn.intents).toEqual([{ type: "startShare", deviceId: "hdmi-2" }]);
  await page.waitForSelector("dialog", { state: "detached" });
});

test("another camera can be chosen, and the chosen one is marked", async () => {
  const devices = [...idle().devices, secondCamera];
  const page = await openPanel(browser, standIn, idle({ devices }));
  await page.click(act("devices"));
  await page.click(act("camera cam-2"));
  await expect.poll(() => standIn.intents).toEqual([{ type: "useDevice", role: "camera", deviceId: "cam-2" }]);
  const chosen = devices.map((each) => ({ ...each, roles: each.id === "cam-2" ? (["camera"] as const).slice() : [] }));
  await showState(page, standIn, idle({ devices: chosen }));
  await page.waitForSelector(`${act("camera cam-2")}[aria-pressed=true][aria-busy=false]`);
});

test("a name or a link can be typed with the panel's own keys", async () => {
  const page = await openPanel(browser, standIn, idle());
  await page.click(act("joinByName"));
  for (const key of ["o", "a", "k", "-", "7", "7"]) await page.click(`.key:text-is("${key}")`);
  await page.click(".key:has(.icon)");
  await page.click(act("joinTyped"));
  await expect.poll(() => standIn.intents).toEqual([{ type: "join", room: "oak-7" }]);
});

test("a typed link is a wish for that link", async () => {
  const page = await openPanel(browser, standIn, idle());
  await page.click(act("joinByName"));
  await page.fill(".join-field", "https://meet.example/rooms/oak");
  await page.click(act("joinTyped"));
  await expect.poll(() => standIn.intents.at(-1)).toEqual({ type: "join", link: "https://meet.example/rooms/oak" });
});

test("the touch is felt before any answer, and the light follows the truth", async () => {
  const page = await openPanel(browser, standIn, inCall(), { clock: "stands" });
  standIn.answer = () => null;
  const microphone = page.locator(act("microphone"));
  const after = (ms: number) => async () => {
    await page.clock.runFor(ms);
    return microphone.evaluate((control) => [control.querySelector(".ring") !== null, control.textContent]);
  };
  await microphone.click();
  // No answer has been given: what changes now changes by the touch alone.
  await page.waitForSelector(`${act("microphone")}[aria-busy=true]`);
  await expect.poll(after(50)).toEqual([true, "Microphone on"]);
  await expect.poll(after(500)).toEqual([true, "Switching off…"]);
  await expect.poll(() => microphone.getAttribute("data-tone")).toBe("calm");
  standIn.answer = () => "accepted";
  standIn.release();
  await showState(page, standIn, inCall({ microphone: source(false) }));
  await page.waitForSelector(`${act("microphone")}[aria-busy=false][data-tone=off]:has-text("Microphone off")`);
});

test("the pressed control changes in the same turn as the touch, ahead of the message to the room", async () => {
  const page = await openPanel(browser, standIn, panelCases["ready to join"]!);
  const order = await page.evaluate(() => {
    const join = document.querySelector<HTMLElement>('[data-act="join"]')!;
    const seen: string[] = [];
    return new Promise<string[]>((resolve) => {
      new MutationObserver(() => {
        if (join.getAttribute("aria-busy") === "true" && !seen.includes("busy")) seen.push("busy");
      }).observe(join, { attributes: true });
      join.click();
      requestAnimationFrame(() => {
        seen.push("next frame");
        resolve(seen);
      });
    });
  });
  expect(order).toEqual(["busy", "next frame"]);
});

test("a second tap while the first is under way wishes nothing", async () => {
  const page = await openPanel(browser, standIn, inCall());
  standIn.answer = () => null;
  await page.click(act("leave"));
  await page.click(act("leave"));
  await page.click(act("camera"));
  await expect.poll(() => standIn.intents).toEqual([{ type: "leave" }, { type: "setCamera", on: false }]);
});

test("a refusal says what happened, what we are doing and what you can do, with the reason for IT", async () => {
  const page = await openPanel(browser, standIn, inCall());
  standIn.answer = () => problemOf("intent.impossible", "there is nothing to share: is the cable plugged in?");
  await page.click(act("share"));
  await page.waitForSelector('[data-notice="disappointment"]');
  const text = await page.textContent(".notices");
  expect(text).toContain("There is nothing to share right now.");
  expect(text).toContain("Sharing starts when a picture comes.");
  expect(text).toContain("Plug in your computer and tap Share again.");
  await expect.poll(() => page.getAttribute(act("share"), "aria-busy")).toBe("false");
  await page.click(act("dismiss"));
  await page.waitForSelector('[data-notice="none"]');
});

test("a code that this page does not know still gets a sentence", async () => {
  const page = await openPanel(browser, standIn, inCall());
  standIn.answer = () => problemOf("future.code", "something newer", 503);
  await page.click(act("camera"));
  await page.waitForSelector('.notices:has-text("That did not work.")');
});

test("an accepted wish that never comes true ends in a sentence, not in an endless ring", async () => {
  const page = await openPanel(browser, standIn, inCall(), { clock: "runs" });
  await page.click(act("camera"));
  await expect.poll(() => standIn.intents.length).toBe(1);
  await expect
    .poll(async () => {
      await page.clock.runFor(2_000);
      return page.getAttribute(".notices", "data-notice");
    })
    .toBe("disappointment");
  await expect.poll(() => page.getAttribute(act("camera"), "aria-busy")).toBe("false");
  await expect.poll(() => page.textContent(act("camera"))).toBe("Camera on");
});

test("sliding the volume sends the last place, not every place", async () => {
  const page = await openPanel(browser, standIn, inCall());
  standIn.answer = () => null;
  await page.evaluate(() => {
    const slider = document.querySelector<HTMLInputElement>(".volume-slider")!;
    for (const value of [50, 40, 30, 20]) {
      slider.value = String(value);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await expect.poll(() => standIn.intents.length).toBe(1);
  await expect.poll(() => page.textContent(".volume-percent")).toBe("20 %");
  standIn.answer = () => "accepted";
  standIn.release();
  const first = standIn.intents[0]!;
  const percent = first.type === "setVolume" ? first.percent : 0;
  await showState(page, standIn, inCall({}, { volume: { percent } }));
  await expect.poll(() => standIn.intents.at(-1)).toEqual({ type: "setVolume", percent: 20 });
  expect(standIn.intents.length).toBeLessThanOrEqual(2);
});

test("the language changes with one tap, for everything", async () => {
  const page = await openPanel(browser, standIn, inCall());
  await page.click(act("language"));
  await page.waitForSelector('html[lang="zh-CN"]');
  await expect.poll(() => page.textContent(act("microphone"))).toBe("麦克风已开");
  await page.click(act("language"));
  await page.waitForSelector('html[lang="en-GB"]');
});

test("a panel whose own clock is hours off is not dim when it starts", async () => {
  const page = await openPanel(browser, standIn, idle({ agenda: [], availability: { free: true, until: null } }));
  await expect.poll(() => page.getAttribute(".page", "data-quiet")).toBe("false");
});

test("left alone the panel dims and forgets the visitor's language; a touch wakes it", async () => {
  const free = idle({ agenda: [], availability: { free: true, until: null } });
  const page = await openPanel(browser, standIn, free);
  await page.click(act("language"));
  await page.waitForSelector('html[lang="zh-CN"]');
  await showState(page, standIn, free, inMinutes(7));
  await page.waitForSelector('[data-quiet="true"]');
  await expect.poll(() => page.getAttribute("html", "lang")).toBe("en-GB");
  await page.click(act("meetNow"));
  await expect.poll(() => standIn.intents).toEqual([{ type: "meetNow" }]);
  await page.waitForSelector('[data-quiet="false"]');
});

test("a panel that is waited for does not dim", async () => {
  const page = await openPanel(browser, standIn, inCall());
  await showState(page, standIn, inCall(), inMinutes(60));
  await expect.poll(() => page.getAttribute(".page", "data-quiet")).toBe("false");
  await showState(page, standIn, panelCases["ready to join"]!, inMinutes(60));
  await expect.poll(() => page.getAttribute(".page", "data-quiet")).toBe("false");
});

test("a device that comes back is greeted", async () => {
  const page = await openPanel(browser, standIn, panelCases["in call, no camera"]!);
  await showState(page, standIn, inCall());
  await page.waitForSelector('.notices:has-text("Camera is back")');
});

test("an ended meeting is explained until somebody has read it", async () => {
  const page = await openPanel(browser, standIn, inCall());
  await showState(page, standIn, panelCases["ended: removed"]!);
  await page.waitForSelector('[data-notice="ended"]:has-text("Somebody took this room out of the meeting.")');
  await showState(page, standIn, panelCases["ended: removed"]!, inMinutes(5));
  await expect.poll(() => page.getAttribute(".notices", "data-notice")).toBe("ended");
  await page.click(act("dismiss"));
  await page.waitForSelector('[data-notice="none"]');
});

test("everything can be done with the keyboard alone", async () => {
  const page = await openPanel(browser, standIn, inCall());
  const reached = new Set<string>();
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const outline = element === null ? "" : getComputedStyle(element).outlineStyle;
      return { act: element?.dataset.act ?? element?.className ?? "", outline };
    });
    if (focused.act === "" || reached.has(focused.act)) break;
    reached.add(focused.act);
    expect(focused, "focus must be seen").not.toMatchObject({ outline: "none" });
  }
  for (const wanted of ["devices", "language", "microphone", "camera", "minus", "plus", "share", "leave"]) {
    expect([...reached]).toContain(wanted);
  }
  await page.focus(act("microphone"));
  await page.keyboard.press("Enter");
  await expect.poll(() => standIn.intents).toEqual([{ type: "setMicrophone", on: false }]);
  await page.focus(act("devices"));
  await page.keyboard.press("Space");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.act)).toBe("devices");
});
