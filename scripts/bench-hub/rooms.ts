import { fetchAuthority } from "../../src/fleet/hub-address.ts";
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
  /** A room joins or leaves a meeting under this title. */
  | { do: "change"; title: string };

let simulator: FleetSimulator | null = null;

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case "prepare": {
      const address = { url: order.url, proxy: null, authority: null };
      const authority = await fetchAuthority(address, order.pin);
      const nameOf = (at: number) => `Room ${at}`;
      const { organisation, apiKey, changeSeconds } = order;
      const trusted = { ...address, authority };
      const identities = await prepareRooms({ address: trusted, organisation, apiKey, count: order.rooms, nameOf });
      simulator = new FleetSimulator({
        address: trusted,
        clock: systemClock,
        log: silentLog,
        software: "0.1.0",
        changeSeconds,
      });
      for (const [at, identity] of identities.entries()) simulator.add(identity, nameOf(at));
      return identities.length;
    }
    case "start":
      return simulator?.start(order.withinMs);
    case "count":
      return simulator?.online;
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
