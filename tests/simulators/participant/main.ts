import { createInterface } from "node:readline";
import { type Event, type Order, wallMs } from "./orders.ts";

/** `node main.ts`: orders on standard input, events on standard output, both a JSON object a line; see README.md. */
// The binding's logger would write between the events.
process.env.NODE_ENV = "production";
const { Participant } = await import("./participant.ts");

const say = (event: Event) => void process.stdout.write(`${JSON.stringify(event)}\n`);
const participant = new Participant(say);
const lines = createInterface({ input: process.stdin });

lines.on("line", (line) => {
  const order = JSON.parse(line) as Order;
  participant.obey(order).then(
    () => order.order === "leave" && process.exit(0),
    (error: unknown) => say({ event: "failed", atMs: wallMs(), message: String(error) }),
  );
});
// Whoever started it is gone.
lines.on("close", () => process.exit(0));
say({ event: "ready", atMs: wallMs() });
