import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { OtherParticipant } from "../support/participant.ts";
import { tokenFor } from "../support/tokens.ts";
import { RunningRoom } from "./running-room.ts";

/**
 * The room in a network of its own (a namespace), the meeting server outside, two virtual cables between them: one to the
 * server, which the test cuts, and one to the pages.
 */
const space = `roomkeeper-${process.pid}`;
const cables = {
  meeting: {
    outside: `rkm${process.pid}o`.slice(0, 15),
    inside: `rkm${process.pid}i`.slice(0, 15),
    net: `10.213.${2 * (process.pid % 128)}`,
  },
  pages: {
    outside: `rkp${process.pid}o`.slice(0, 15),
    inside: `rkp${process.pid}i`.slice(0, 15),
    net: `10.213.${2 * (process.pid % 128) + 1}`,
  },
};
const ip = (...args: string[]) => execFileSync("ip", args, { stdio: "pipe" });
const isRoot = process.getuid?.() === 0;

let server: RunningLiveKit;
let room: RunningRoom;
let ana: OtherParticipant;

beforeAll(async () => {
  if (!isRoot) return;
  ip("netns", "add", space);
  ip("-n", space, "link", "set", "lo", "up");
  for (const { outside, inside, net } of Object.values(cables)) {
    ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", space);
    ip("address", "add", `${net}.1/24`, "dev", outside);
    ip("link", "set", outside, "up");
    ip("-n", space, "address", "add", `${net}.2/24`, "dev", inside);
    ip("-n", space, "link", "set", inside, "up");
  }
  // Media must not find a way through the other cable.
  ip("-n", space, "rule", "add", "from", `${cables.pages.net}.2`, "ipproto", "udp", "blackhole");
  server = await startLiveKit(`${cables.meeting.net}.1`);
  const within = ["ip", "netns", "exec", space];
  room = await RunningRoom.start(server, { within, listen: "0.0.0.0", address: `${cables.pages.net}.2` });
  ana = new OtherParticipant();
  await ana.until("ready");
  await ana.join({ url: server.url, token: await tokenFor(server, "ana", "review") });
});
afterAll(async () => {
  if (!isRoot) return;
  await ana?.stop();
  await room?.stop();
  await server?.stop();
  // Its ends of the cables go with it.
  ip("netns", "delete", space);
});

/** How long the cable is out is what is tested, not a wait for something. */
const tenSeconds = () => new Promise((resolve) => setTimeout(resolve, 10_000));
const roomIsSeen = () =>
  ana.measureUntil((m) => m.pictures.some((p) => p.source === "camera" && p.differentFrames > 10));

// Only root may make networks; everything else of the way back is tested without one.
test.skipIf(!isRoot)(
  "the network cable is cut for ten seconds: told at once, and back in the meeting by itself",
  async () => {
    await room.join("review");
    await roomIsSeen();
    ip("link", "set", cables.meeting.outside, "down");
    await room.until(({ faults }) => faults.some(({ code }) => code === "network.down"));
    await tenSeconds();
    const cut = await room.state();
    expect(cut.meeting).not.toBeNull();
    // Only the network: a camera that nobody fetches pictures from is not frozen.
    expect(cut.faults.map(({ code }) => code).sort()).toEqual(["bench.in-use", "network.down"]);
    ip("link", "set", cables.meeting.outside, "up");
    await room.until(
      ({ faults, meeting }) => meeting?.phase === "connected" && !faults.some(({ code }) => code === "network.down"),
    );
    ana.tell({ order: "reset" });
    await roomIsSeen();
  },
);
