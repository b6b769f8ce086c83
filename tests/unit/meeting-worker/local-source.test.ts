import { beforeEach, describe, expect, it } from "vitest";
import { DeviceError, MeetingError, type RoomkeeperError } from "../../../src/domain/errors.ts";
import type { Chosen } from "../../../src/domain/media.ts";
import type { Running } from "../../../src/meeting-worker/gstreamer/supervised.ts";
import type { LocalParticipant } from "../../../src/meeting-worker/livekit/binding.ts";
import { LocalSource } from "../../../src/meeting-worker/local-source.ts";
import type { WorkerReport } from "../../../src/protocol/meeting-worker.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

/** The track towards the others, as the server sees it. */
class FakeOutgoing {
  published = false;
  muted = false;
  handle = 1n;
  allowed = true;
  flowing = true;
  publications = 0;
  is = (sid: string | undefined) => sid === "TR_1";
  allowedBy = () => this.allowed;
  flows = () => Promise.resolve(this.flowing);
  onPublish = () => {};
  publish = () => {
    this.onPublish();
    if (!this.allowed) return Promise.reject(new MeetingError("meeting.refused", "not allowed"));
    this.published = true;
    this.publications++;
    return Promise.resolve();
  };
  unpublish = () => {
    this.published = false;
    return Promise.resolve();
  };
  setMuted = (muted: boolean) => {
    this.muted = muted;
  };
  really: boolean | null = null;
  contradicted = () => this.really;
  heardMute = (muted: boolean) => {
    const news = muted !== this.muted;
    this.muted = muted;
    return news;
  };
}

class FakeCapture {
  running: Running = "off";
  readonly recipe: string;
  readonly #onChange: (running: Running, error: RoomkeeperError | null) => void;

  constructor(recipe: string, onChange: (running: Running, error: RoomkeeperError | null) => void) {
    this.recipe = recipe;
    this.#onChange = onChange;
  }

  start = () => this.becomes("starting");
  stop = () => {
    this.running = "off";
  };

  becomes(running: Running, error: RoomkeeperError | null = null): void {
    this.running = running;
    this.#onChange(running, error);
  }
}

const self = {} as LocalParticipant;
const device = (name: string): Chosen<string> => ({ deviceId: name, title: name, recipe: `recipe of ${name}` });

let outgoing: FakeOutgoing;
let captures: FakeCapture[];
let reports: WorkerReport[];

function sourceOf(name: "camera" | "microphone", listensWhileOff: boolean): LocalSource<string> {
  return new LocalSource<string>({
    name,
    outgoing,
    listensWhileOff,
    clock,
    report: (report) => reports.push(report),
    capture: (recipe, onChange) => {
      const capture = new FakeCapture(recipe, onChange);
      captures.push(capture);
      return capture;
    },
  });
}

let clock: FakeClock;
beforeEach(() => {
  clock = new FakeClock(0);
  outgoing = new FakeOutgoing();
  captures = [];
  reports = [];
});

const settle = () => new Promise((resolve) => setImmediate(resolve));
const running = () => captures.filter((capture) => capture.running !== "off").map((capture) => capture.recipe);
const activities = () => reports.flatMap((report) => (report.type === "source" ? [report.activity] : []));
const lastSource = () => reports.findLast((report) => report.type === "source");

/** A camera that is on in a meeting. */
async function cameraOn(): Promise<LocalSource<string>> {
  const camera = sourceOf("camera", false);
  camera.begin(device("A"), true);
  camera.enter(self);
  await settle();
  captures[0]?.becomes("on");
  return camera;
}

describe("a camera", () => {
  it("opens while the room still connects, and is published once it is in", async () => {
    const camera = sourceOf("camera", false);
    camera.begin(device("A"), true);
    expect(running()).toEqual(["recipe of A"]);
    expect(outgoing.publications).toBe(0);
    camera.enter(self);
    await settle();
    expect(outgoing.published).toBe(true);
  });

  it("is called on only when pictures come and others get them", async () => {
    await cameraOn();
    expect(activities()).toEqual(["starting", "on"]);
  });

  it("that is off is held by no program, is muted, and was never published", async () => {
    const camera = sourceOf("camera", false);
    camera.begin(device("A"), false);
    camera.enter(self);
    await settle();
    expect([running(), outgoing.publications, activities()]).toEqual([[], 0, ["off"]]);
  });

  it("that is switched off is let go at once, and the others know", async () => {
    const camera = await cameraOn();
    camera.want(false);
    expect([running(), outgoing.muted, activities().at(-1)]).toEqual([[], true, "off"]);
  });

  it("that is switched on again stays hidden until its first new picture, not showing an old one", async () => {
    const camera = await cameraOn();
    camera.want(false);
    camera.want(true);
    expect([outgoing.muted, activities().at(-1)]).toEqual([true, "starting"]);
    captures.at(-1)?.becomes("on");
    expect([outgoing.muted, activities().at(-1), outgoing.publications]).toEqual([false, "on", 1]);
  });

  it("that is not there is missing, and starts by itself when it is plugged in", async () => {
    const camera = sourceOf("camera", false);
    camera.begin(null, true);
    camera.enter(self);
    await settle();
    expect(activities()).toEqual(["missing"]);
    camera.use(device("A"));
    await settle();
    captures[0]?.becomes("on");
    expect(activities()).toEqual(["missing", "starting", "on"]);
  });

  it("that is changed for another keeps its track", async () => {
    const camera = await cameraOn();
    camera.use(device("B"));
    captures.at(-1)?.becomes("on");
    await settle();
    expect([running(), outgoing.publications]).toEqual([["recipe of B"], 1]);
    expect(lastSource()).toMatchObject({ deviceId: "B", activity: "on" });
  });

  it("that goes on with the same recipe is not opened anew", async () => {
    const camera = await cameraOn();
    camera.use({ ...device("A"), title: "another name" });
    expect(captures).toHaveLength(1);
  });

  it("that fails tells code and reason, hides its last picture, and is on again when it comes back", async () => {
    await cameraOn();
    captures[0]?.becomes("failed", new DeviceError("device.gone", "unplugged"));
    expect(lastSource()).toMatchObject({ activity: "failed", code: "device.gone", detail: "unplugged" });
    expect(outgoing.muted).toBe(true);
    captures[0]?.becomes("on");
    expect(lastSource()).toMatchObject({ activity: "on", code: null, detail: "" });
  });
});

describe("a microphone", () => {
  it("that is off goes on listening, published and muted: switching it on takes no time", async () => {
    const microphone = sourceOf("microphone", true);
    microphone.begin(device("M"), false);
    microphone.enter(self);
    await settle();
    captures[0]?.becomes("on");
    expect([outgoing.published, outgoing.muted, microphone.live]).toEqual([true, true, false]);
    microphone.want(true);
    expect([outgoing.muted, microphone.live, activities().at(-1)]).toEqual([false, true, "on"]);
  });
});

describe("what others do to the room's track", () => {
  it("a host's mute is told once, though the binding tells it twice, and the room does not unmute itself", async () => {
    const camera = await cameraOn();
    camera.heardMute(true);
    camera.heardMute(true);
    expect(reports.filter((report) => report.type === "mutedByOther")).toHaveLength(1);
    expect([camera.live, outgoing.muted, activities().at(-1)]).toEqual([false, true, "off"]);
  });

  it("a host's mute right after the join, taken for an own one at first, is told some seconds later", async () => {
    const camera = await cameraOn();
    outgoing.heardMute = () => false;
    camera.heardMute(true);
    outgoing.really = true;
    await clock.advance(3000);
    expect(reports.filter((report) => report.type === "mutedByOther")).toHaveLength(1);
    expect([camera.live, outgoing.muted]).toEqual([false, true]);
  });

  it("nobody else can switch the room's microphone on", async () => {
    const microphone = sourceOf("microphone", true);
    microphone.begin(device("M"), false);
    microphone.enter(self);
    await settle();
    microphone.heardMute(false);
    expect([outgoing.muted, microphone.live]).toEqual([true, false]);
  });

  it("what may not be published says so, and is published when it may be again", async () => {
    outgoing.allowed = false;
    const camera = await cameraOn();
    await settle();
    expect(lastSource()).toMatchObject({ activity: "failed", code: "meeting.refused" });
    outgoing.allowed = true;
    await camera.permissionChanged();
    await settle();
    expect([outgoing.published, activities().at(-1)]).toEqual([true, "on"]);
  });

  it("a right that is withdrawn takes the track away", async () => {
    const camera = await cameraOn();
    outgoing.allowed = false;
    await camera.permissionChanged();
    await settle();
    expect(outgoing.published).toBe(false);
    expect(lastSource()).toMatchObject({ activity: "failed", code: "meeting.refused" });
  });
});

describe("after a reconnect", () => {
  it("what flows is left alone", async () => {
    const camera = await cameraOn();
    await camera.verify();
    expect(outgoing.publications).toBe(1);
  });

  it("what the server has lost is published again", async () => {
    const camera = await cameraOn();
    outgoing.flowing = false;
    outgoing.onPublish = () => {
      outgoing.flowing = true;
    };
    await camera.verify();
    expect([outgoing.published, outgoing.publications]).toEqual([true, 2]);
  });

  it("what does not flow yet because the camera is just starting anew is looked at again", async () => {
    const camera = await cameraOn();
    captures[0]?.becomes("failed", new DeviceError("device.gone", "unplugged"));
    outgoing.flowing = false;
    const verified = camera.verify();
    captures[0]?.becomes("on");
    outgoing.onPublish = () => {
      outgoing.flowing = true;
    };
    await verified;
    expect([outgoing.published, outgoing.publications]).toEqual([true, 2]);
  });

  it("what never flows is not published for ever", async () => {
    const camera = await cameraOn();
    outgoing.flowing = false;
    await camera.verify();
    expect(outgoing.publications).toBeLessThan(10);
  });
});

it("after the end nothing captures and nothing is said", async () => {
  const camera = await cameraOn();
  camera.close();
  const told = reports.length;
  camera.want(false);
  camera.use(device("B"));
  expect([running(), reports.length]).toEqual([[], told]);
});
