import { fetchAuthority } from "../../src/fleet/hub-address.ts";
import { describedRooms } from "../../src/fleet/simulator/described-rooms.ts";
import { prepareRooms } from "../../src/fleet/simulator/prepared-rooms.ts";
import { FleetSimulator } from "../../src/fleet/simulator/simulator.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { silentLog } from "../../src/platform/log.ts";

/** The process with the simulated rooms; the driver tells it what to do by messages. */
export type Order =
  | {
      do: "prepare";
      url: string;
      pin: string;
      organisation: string;
      apiKey: string;
      rooms: number;
      changeSeconds: number;
    }
  | { do: "start"; withinMs: number }
  | { do: "count" }
  | { do: "watch outages" }
  /** How many rooms were without a hub since then, and for how long at most. */
  | { do: "outages" }
  /** A room joins or leaves a meeting under this title. */
  | { do: "change"; title: string };

let simulator: FleetSimulator | null = null;

/** Milliseconds without a hub, by room. */
const outages = new Map<number, number>();
const lookMs = 100;

function watchOutages(): void {
  let lookedAt = performance.now();
  setInterval(() => {
    const now = performance.now();
    for (const [at, online] of (simulator?.onlineEach ?? []).entries())
      if (!online) outages.set(at, (outages.get(at) ?? 0) + now - lookedAt);
    lookedAt = now;
  }, lookMs);
}

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case "prepare": {
      const address = { url: order.url, proxy: null, authority: null };
      const authority = await fetchAuthority(address, order.pin);
      const { organisation, apiKey, changeSeconds } = order;
      const trusted = { ...address, authority };
      const access = { address: trusted, organisation, apiKey };
      const roomOf = await describedRooms(access);
      const identities = await prepareRooms({ ...access, count: order.rooms, roomOf });
      simulator = new FleetSimulator({
        address: trusted,
        clock: systemClock,
        log: silentLog,
        software: "0.1.0",
        changeSeconds,
      });
      for (const [at, identity] of identities.entries()) simulator.add(identity, at);
      return identities.length;
    }
    case "start":
      return simulator?.start(order.withinMs);
    case "count":
      return simulator?.online;
    case "watch outages":
      return watchOutages();
    case "outages":
      return { concerned: outages.size, longestMs: Math.max(0, ...outages.values()) };
    case "change": {
      const rooms = simulator?.rooms ?? [];
      const room = rooms[Math.floor(Math.random() * rooms.length)];
      if (room === undefined) return null;
      const at = Date.now();
      room.retitle(order.title);
      return { at };
    }
  }
}

process.on("message", (message: { id: number; order: Order }) => {
  obey(message.order).then(
    (result) => process.send?.({ id: message.id, result }),
    (error: unknown) => process.send?.({ id: message.id, error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
