import dns from "node:dns";
import { fetchAuthority } from "../../src/fleet/hub-address.ts";
import { describedRooms } from "../../src/fleet/simulator/described-rooms.ts";
import { prepareRooms } from "../../src/fleet/simulator/prepared-rooms.ts";
import type { SimulatedRoom } from "../../src/fleet/simulator/simulated-room.ts";
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
      /** The first of them is this one of all simulated rooms. */
      from: number;
      changeSeconds: number;
    }
  /** A name has several addresses, told in any order, as name servers do. */
  | { do: "resolve"; name: string; addresses: string[] }
  | { do: "start"; withinMs: number }
  | { do: "count" }
  | { do: "watch outages" }
  /** How many rooms were without a hub since then, and for how long at most. */
  | { do: "outages" }
  /** A room joins or leaves a meeting under this title. */
  | { do: "change"; title: string }
  /** Something in a room fails: the fault has this subject. */
  | { do: "fail"; subject: string }
  /** Nothing goes to or from a room any more. */
  | { do: "cut"; room: number };

let simulator: FleetSimulator | null = null;

/** Milliseconds without a hub, by room. */
const outages = new Map<number, number>();
const lookMs = 200;

function watchOutages(): void {
  let lookedAt = performance.now();
  setInterval(() => {
    const now = performance.now();
    for (const at of simulator?.offline ?? []) outages.set(at, (outages.get(at) ?? 0) + now - lookedAt);
    lookedAt = now;
  }, lookMs);
}

type Found = (error: Error | null, found: dns.LookupAddress[]) => void;

function resolveAs(name: string, addresses: readonly string[]): void {
  const real = dns.lookup as unknown as (host: string, options: object, done: Found) => void;
  const fake = (host: string, options: object, done: Found) => {
    if (host !== name) return real(host, options, done);
    const found = addresses.map((address) => ({ address, family: 4 }));
    done(null, Math.random() < 0.5 ? found : found.toReversed());
  };
  Object.assign(dns, { lookup: fake });
}

/** In a room by chance; says when. */
function happens(what: (room: SimulatedRoom) => void): { at: number } {
  const rooms = simulator?.rooms ?? [];
  const room = rooms[Math.floor(Math.random() * rooms.length)];
  const at = Date.now();
  if (room !== undefined) what(room);
  return { at };
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
      const identities = await prepareRooms({ ...access, count: order.rooms, roomOf: (at) => roomOf(order.from + at) });
      simulator = new FleetSimulator({
        address: trusted,
        clock: systemClock,
        log: silentLog,
        software: "0.1.0",
        changeSeconds,
      });
      for (const [at, identity] of identities.entries()) simulator.add(identity, order.from + at);
      return identities.length;
    }
    case "resolve":
      return resolveAs(order.name, order.addresses);
    case "start":
      return simulator?.start(order.withinMs);
    case "count":
      return simulator?.online;
    case "watch outages":
      return watchOutages();
    case "outages":
      return { concerned: outages.size, longestMs: Math.max(0, ...outages.values()) };
    case "change":
      return happens((room) => room.retitle(order.title));
    case "fail":
      return happens((room) => room.fail(order.subject));
    case "cut":
      return { at: Date.now(), id: simulator?.cut(order.room) };
  }
}

process.on("message", (message: { id: number; order: Order }) => {
  obey(message.order).then(
    (result) => process.send?.({ id: message.id, result }),
    (error: unknown) => process.send?.({ id: message.id, error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
