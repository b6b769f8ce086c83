import Type from "typebox";
import { strict } from "../protocol/shapes.ts";
import type { PanelOptions } from "./ports.ts";
import { json, type Route } from "./route.ts";

const AliveShape = Type.Object({ alive: Type.Literal(true) }, strict);
const ReadyShape = Type.Object({ ready: Type.Boolean(), parts: Type.Record(Type.String(), Type.Boolean()) }, strict);

/** For supervisors and monitoring. */
export function healthRoutes({ readiness, metrics }: PanelOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/healthz",
      summary: "The daemon is alive.",
      answers: { 200: json("Alive.", AliveShape) },
      handle: () => ({ alive: true }),
    },
    {
      method: "GET",
      path: "/readyz",
      summary: "The room can serve people.",
      answers: { 200: json("Ready.", ReadyShape), 503: json("Not ready: the parts that are false.", ReadyShape) },
      handle(_, reply) {
        const { ready, parts } = readiness();
        return reply.code(ready ? 200 : 503).send({ ready, parts });
      },
    },
    {
      method: "GET",
      path: "/metrics",
      summary: "Measurements for Prometheus.",
      answers: { 200: { description: "Prometheus text format.", type: "text/plain" } },
      handle: async (_, reply) => reply.type("text/plain; version=0.0.4; charset=utf-8").send(await metrics()),
    },
  ];
}
