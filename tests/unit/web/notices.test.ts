import { expect, test } from "vitest";
import { noticesOf } from "../../../src/web/panel/notices/notices.ts";
import { rolesBack } from "../../../src/web/panel/notices/roles-back.ts";
import { catalogues } from "../../../src/web/shared/catalogue/index.ts";
import { fault, idle, inCall, inMinutes, now, source } from "../../pages/support/room-states.ts";

const quiet = {
  words: catalogues.en,
  lostSince: null,
  disappointment: null,
  dismissedEnd: null,
  nowMs: Date.parse(now),
};
const keys = (sources: Parameters<typeof noticesOf>[0]) => noticesOf(sources).map(({ key }) => key);

test("an ordinary room says nothing", () => {
  expect(keys({ ...quiet, state: inCall() })).toEqual([]);
});

test("a lost line comes before everything, a serious fault before a warning", () => {
  const state = inCall({ quality: "poor" }, { faults: [fault("calendar.stale"), fault("microphone.missing")] });
  expect(keys({ ...quiet, state, lostSince: now })).toEqual(["lost", "poor", "microphone.missing ", "calendar.stale "]);
});

test("while reconnecting, a weak connection is not said as well", () => {
  expect(keys({ ...quiet, state: inCall({ phase: "reconnecting", quality: "lost" }) })).toEqual(["reconnecting"]);
});

test("muted by somebody is said only while it is so", () => {
  expect(keys({ ...quiet, state: inCall({ mutedByOther: true, microphone: source(false) }) })).toEqual([
    "mutedByOther",
  ]);
  expect(keys({ ...quiet, state: inCall({ mutedByOther: true }) })).toEqual([]);
});

test("a shared device that was unplugged is named, and no longer a minute later", () => {
  const lost = (minutes: number) => inCall({ shareLost: { title: "HDMI dongle", at: inMinutes(minutes) } });
  const [notice] = noticesOf({ ...quiet, state: lost(0) });
  expect(notice?.text.happened).toContain("HDMI dongle");
  expect(keys({ ...quiet, state: lost(-2) })).toEqual([]);
});

test("a source whose picture cannot be had is explained, in a meeting only", () => {
  const shareRefusals = [{ title: "HDMI input", why: "interlaced" as const }];
  const [notice] = noticesOf({ ...quiet, state: inCall({}, { shareRefusals }) });
  expect(notice?.text).toEqual(catalogues.en.equipment.shareRefused("HDMI input").interlaced);
  expect(keys({ ...quiet, state: idle({ shareRefusals }) })).toEqual([]);
});

test("leaving is confirmed briefly; a failure stays for a quarter of an hour", () => {
  const ended = (reason: "left" | "failed", minutes: number) =>
    idle({ lastMeeting: { title: "x", reason, code: null, detail: "", at: inMinutes(minutes) } });
  expect(keys({ ...quiet, state: ended("left", 0) })).toEqual(["ended"]);
  expect(keys({ ...quiet, state: ended("left", -1) })).toEqual([]);
  expect(keys({ ...quiet, state: ended("failed", -10) })).toEqual(["ended"]);
  expect(keys({ ...quiet, state: ended("failed", -16) })).toEqual([]);
});

test("a failed end is explained by its own code, once, although the fault board has it too", () => {
  const lastMeeting = { title: "x", reason: "failed", code: "meeting.timeout", detail: "20 s", at: now } as const;
  const notices = noticesOf({ ...quiet, state: idle({ lastMeeting, faults: [fault("meeting.failed")] }) });
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatchObject({ text: catalogues.en.errors["meeting.timeout"], details: "meeting.timeout: 20 s" });
});

test("an old calendar tells its age, not when somebody noticed", () => {
  const calendar = { configured: true, readAt: inMinutes(-40), stale: true };
  const [notice] = noticesOf({ ...quiet, state: idle({ calendar, faults: [fault("calendar.stale")] }) });
  expect(notice?.since).toBe(inMinutes(-40));
});

test("an end that somebody has read is not said again, the next one is", () => {
  const state = idle({ lastMeeting: { title: "x", reason: "removed", code: null, detail: "", at: now } });
  expect(keys({ ...quiet, state, dismissedEnd: now })).toEqual([]);
  expect(keys({ ...quiet, state, dismissedEnd: inMinutes(-5) })).toEqual(["ended"]);
});

test("a fault of a newer daemon gets a general sentence", () => {
  const odd = { ...fault("device.failed"), code: "future.fault" } as unknown as ReturnType<typeof fault>;
  expect(noticesOf({ ...quiet, state: idle({ faults: [odd] }) })[0]?.text).toBe(catalogues.en.faults["device.failed"]);
});

test("a device is greeted when it is really back, not when only its fault is gone", () => {
  const without = idle({ faults: [fault("camera.missing")], devices: [] });
  expect(rolesBack(without, idle())).toEqual(["camera"]);
  expect(rolesBack(without, idle({ devices: [] }))).toEqual([]);
  expect(rolesBack(idle(), idle())).toEqual([]);
});

test("a device that does not work is called by its name, with what helps for its kind of trouble", () => {
  const [first] = idle().devices;
  const failed = (code: string) => {
    const devices = [
      { ...first!, id: "spk", title: "Jabra", phase: "faulted" as const, problem: { code, message: "" } },
    ];
    return noticesOf({ ...quiet, state: idle({ devices, faults: [fault("device.failed", { subject: "spk" })] }) })[0]
      ?.text;
  };
  expect(failed("device.permission")).toMatchObject({ happened: expect.stringContaining("Jabra") });
  expect(failed("device.permission")?.youCan).toMatch(/IT/);
  expect(failed("device.timeout")?.youCan).toMatch(/cable/);
  expect(failed("device.busy")?.happened).toMatch(/Another program/);
  expect(failed("device.of-the-future")?.happened).toMatch(/Jabra/);
});
