import type { FastifyRequest } from "fastify";
import type { Static, TSchema } from "typebox";
import Type from "typebox";
import type { Account, Actor } from "../people/actor.ts";
import type { Permission } from "../people/roles.ts";

/** One request of the HTTP interface as data: the server, its documentation and the tests are made from the list of these. */
export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `:name` for parameters. Paths under `/api/o/:organisation` are of one organisation. */
  path: string;
  summary: string;
  /** `public`: anybody; `account`: who is signed in; else what the asker must be allowed to. */
  needs: "public" | "account" | Permission;
  params: TSchema;
  query: TSchema;
  body: TSchema;
  answer: TSchema;
  /** The handler gives a Feed (stream.ts) instead of an answer. */
  stream: boolean;
  handle: (call: Call<unknown, unknown, unknown>) => Promise<unknown>;
}

export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** Of the organisation in the path; only there. */
  actor: Actor;
  /** For `account`. */
  account: Account;
  request: FastifyRequest;
  /** Headers of the answer, such as a cookie; with `location` the browser is sent there (303). */
  headers: Record<string, string | string[]>;
}

interface Definition<P extends TSchema, Q extends TSchema, B extends TSchema> {
  method: Route["method"];
  path: string;
  summary: string;
  needs: Route["needs"];
  params?: P;
  query?: Q;
  body?: B;
  answer?: TSchema;
  stream?: boolean;
  handle: (call: Call<Static<P>, Static<Q>, Static<B>>) => Promise<unknown>;
}

const none = Type.Object({});

/** Types a route's handler by its schemas. */
export function route<
  P extends TSchema = typeof none,
  Q extends TSchema = typeof none,
  B extends TSchema = typeof none,
>(definition: Definition<P, Q, B>): Route {
  const { params = none, query = none, body = none, answer = Type.Unknown(), stream = false } = definition;
  return { ...definition, params, query, body, answer, stream, handle: definition.handle as Route["handle"] };
}

export const strictObject = <T extends Record<string, TSchema>>(fields: T) =>
  Type.Object(fields, { additionalProperties: false });
export const idText = Type.String({ minLength: 1, maxLength: 64, pattern: "^[A-Za-z0-9-]+$" });
export const nameText = Type.String({ minLength: 1, maxLength: 200 });
export const label = Type.String({ maxLength: 200 });
export const labels = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 });
export const inOrganisation = <T extends Record<string, TSchema>>(fields: T) =>
  Type.Object({ organisation: idText, ...fields });
