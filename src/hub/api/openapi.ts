import type { TSchema } from "typebox";
import type { Route } from "./route.ts";

/** The OpenAPI 3.1 document of the routes. */
export function openApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Roomkeeper hub", version, license: { name: "Apache-2.0" } },
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "__Host-roomkeeper" },
      },
      schemas: { Problem: problemSchema },
    },
    paths,
  };
}

function operation(route: Route): object {
  const parameters = [...named(route.params, "path"), ...named(route.query, "query")];
  const body = fieldsOf(route.body).length > 0 || !("properties" in route.body);
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[^a-zA-Z]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: route.summary,
    ...(route.needs === "public" ? {} : { security: [{ key: [] }, { session: [] }], "x-permission": route.needs }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body && route.method !== "GET"
      ? { requestBody: { required: true, content: { "application/json": { schema: route.body } } } }
      : {}),
    responses: {
      "200": { description: "Done", content: { "application/json": { schema: route.answer } } },
      default: {
        description: "Refused",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function named(schema: TSchema, place: "path" | "query"): object[] {
  const required = (schema as { required?: string[] }).required ?? [];
  return fieldsOf(schema).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: field,
  }));
}

const fieldsOf = (schema: TSchema) =>
  Object.entries((schema as { properties?: Record<string, TSchema> }).properties ?? {});

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string", description: "Of the table of error codes." },
  },
};
