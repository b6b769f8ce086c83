import type { FastifyReply, FastifyRequest } from "fastify";
import type { TObject, TSchema } from "typebox";

/** One answer that a route may give. */
interface Answer {
  description: string;
  /** Media type; absent when there is no body. */
  type?: string;
  schema?: TSchema;
}

/** A route, said once: it is registered and published (OpenAPI) from here. */
export interface Route {
  method: "GET" | "POST";
  /** As the router has it: "/assets/*". */
  path: string;
  summary: string;
  query?: TObject;
  body?: TSchema;
  /** By status; those that any route may give are added when published. */
  answers: Readonly<Record<number, Answer>>;
  handle(request: FastifyRequest, reply: FastifyReply): unknown;
}

export const json = (description: string, schema: TSchema): Answer => ({
  description,
  type: "application/json",
  schema,
});

export const refusal = (description: string): Answer => ({ description, type: "application/problem+json" });
