import Type, { type TObject, type TSchema } from "typebox";
import { InvitationShape } from "../protocol/assisted-shapes.ts";
import { IntentSchema } from "../protocol/intent.ts";
import { PageTicketShape, PanelUpShape, ProblemShape } from "../protocol/panel-shapes.ts";
import { RoomStateShape } from "../protocol/room-state.ts";
import { json, type Route, refusal } from "./route.ts";

/** Schemas with a name of their own; all others stand where they are used. */
const named = new Map<TSchema, string>([
  [RoomStateShape, "RoomState"],
  [IntentSchema, "Intent"],
  [ProblemShape, "Problem"],
  [PageTicketShape, "PageTicket"],
  [InvitationShape, "Invitation"],
  [PanelUpShape, "PanelUp"],
]);

/** What any route may answer. */
const anywhere: Route["answers"] = {
  403: refusal("Asked by a page of another site."),
  421: refusal("Asked under a name that is not this room's."),
  500: refusal("A mistake of the daemon."),
};

/** These routes and the one that publishes them all. */
export function withOpenApi(routes: readonly Route[]): Route[] {
  const all: Route[] = [
    ...routes,
    {
      method: "GET",
      path: "/api/openapi.json",
      summary: "This document.",
      answers: { 200: json("OpenAPI 3.1.", Type.Object({ openapi: Type.String(), paths: Type.Object({}) })) },
      handle: () => document,
    },
  ];
  const document = openApiOf(all);
  return all;
}

/** The OpenAPI 3.1 document of these routes; TypeBox schemas are JSON Schemas as they are. */
function openApiOf(routes: readonly Route[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = publishedPath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  const schemas = Object.fromEntries([...named].map(([schema, name]) => [name, schema]));
  return {
    openapi: "3.1.0",
    info: { title: "Roomkeeper room", version: "1", license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths,
    components: { schemas },
  };
}

/** "/assets/*" is published as "/assets/{path}", "/api/reports/:id" as "/api/reports/{id}". */
const publishedPath = (path: string) => path.replace("*", "{path}").replace(/:(\w+)/g, "{$1}");

function operation(route: Route): Record<string, unknown> {
  const answers = Object.entries({ ...anywhere, ...route.answers });
  const parameters = [...queryParameters(route.query), ...pathParameters(route.path)];
  return {
    summary: route.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: content("application/json", route.body) } }),
    responses: Object.fromEntries(
      answers.map(([status, { description, type, schema }]) => [
        status,
        { description, ...(type && { content: content(type, schema) }) },
      ]),
    ),
  };
}

function content(type: string, schema: TSchema | undefined) {
  const shape = type === "application/problem+json" ? ProblemShape : schema;
  const name = shape && named.get(shape);
  return { [type]: { schema: name ? { $ref: `#/components/schemas/${name}` } : (shape ?? { type: "string" }) } };
}

function queryParameters(query: TObject | undefined) {
  const required: readonly string[] = query?.required ?? [];
  return Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function pathParameters(path: string) {
  const names = [...publishedPath(path).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}
