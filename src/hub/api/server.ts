import { type RequestListener, STATUS_CODES } from "node:http";
import type { Server } from "node:https";
import { Readable } from "node:stream";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { ErrorCode } from "../../domain/error-codes.ts";
import { HubError, messageOf, RoomkeeperError } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import { type Reader, readerOf } from "../../protocol/check.ts";
import { type Actor, accountOf, actorOf, type Presented } from "../people/actor.ts";
import type { Store } from "../store/store.ts";
import { storeTrouble } from "../store/store-errors.ts";
import { securityHeaders } from "./headers.ts";
import type { RequestLimits } from "./limits.ts";
import { openApi } from "./openapi.ts";
import { servePages } from "./pages.ts";
import type { Call, Route } from "./route.ts";
import { cookieIn, sessionCookie } from "./session-cookie.ts";
import { type Feed, openStream } from "./stream.ts";

export interface ApiParts {
  store: Store;
  clock: Clock;
  log: Log;
  limits: RequestLimits;
  routes: readonly Route[];
  /** The console's built pages; null: none. */
  pagesFolder: string | null;
  version: string;
  server: (handler: RequestListener) => Server;
}

const bodyBytes = 2 * 1024 * 1024;

/** The HTTP interface: routes with their validation, who may, limits, and errors as RFC 9457 problems. */
export async function createApi(parts: ApiParts): Promise<FastifyInstance> {
  const app = fastify({
    serverFactory: (handler) => parts.server(handler) as never,
    bodyLimit: bodyBytes,
    logger: false,
    routerOptions: { maxParamLength: 200 },
  });
  app.addHook("onSend", async (_request, reply, payload) => {
    // What an asset is never changes: it says itself how long it may be kept.
    const lasting = reply.getHeader("cache-control");
    void reply.headers(securityHeaders);
    if (lasting !== undefined) void reply.header("cache-control", lasting);
    return await Promise.resolve(payload);
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) =>
    answerError(parts.log, error, request, reply),
  );
  app.setNotFoundHandler((_request, reply) => problem(reply, 404, "hub.not-found", "there is nothing at this address"));
  for (const route of parts.routes) {
    app.route({ method: route.method, url: route.path, ...handlersOf(parts, route) });
  }
  await servePages(app, parts.pagesFolder);
  app.get("/api/openapi.json", () => Promise.resolve(openApi(parts.routes, parts.version)));
  return app;
}

function handlersOf(parts: ApiParts, route: Route) {
  const name = `${route.method} ${route.path}`;
  const read = {
    params: readerOf(route.params, `${name} path`, "hub.invalid") as Reader<unknown>,
    query: readerOf(route.query, `${name} query`, "hub.invalid") as Reader<unknown>,
    body: readerOf(route.body, `${name} body`, "hub.invalid") as Reader<unknown>,
  };
  const asking = new WeakMap<FastifyRequest, object>();
  // Who asks comes first, before a body is read: somebody without a right learns nothing about what is asked.
  const onRequest = async (request: FastifyRequest) => {
    asking.set(request, await authorise(parts, route, request, request.params as { organisation?: string }));
  };
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const call = {
      ...asking.get(request),
      params: read.params(request.params),
      query: read.query(withNumbers(request.query as Record<string, string>)),
      body: route.method === "GET" ? {} : read.body(request.body ?? {}),
      request,
      headers: {},
    } as Call<unknown, unknown, unknown>;
    const answer = await route.handle(call);
    if (route.stream) {
      reply.hijack();
      return openStream(reply.raw, answer as Feed);
    }
    void reply.headers(call.headers);
    if (call.headers.location !== undefined) return reply.code(303).send();
    if (answer === undefined) return reply.code(204).send();
    if (answer instanceof Readable) return reply.send(answer);
    const typed = call.headers["content-type"] !== undefined;
    if (typed && (typeof answer === "string" || Buffer.isBuffer(answer))) return reply.send(answer);
    if (typeof answer === "string") return reply.type("text/plain; version=0.0.4; charset=utf-8").send(answer);
    return reply.type("application/json").send(JSON.stringify(answer));
  };
  return { onRequest, handler };
}

/** Query texts that are whole numbers become numbers; schemas say what is allowed. */
function withNumbers(query: Record<string, string>): Record<string, unknown> {
  const numbers = ["offset", "limit", "after", "before"];
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      numbers.includes(name) && /^\d{1,12}$/.test(value) ? Number(value) : value,
    ]),
  );
}

async function authorise(parts: ApiParts, route: Route, request: FastifyRequest, params: { organisation?: string }) {
  const { store, clock, limits } = parts;
  const allow = (waitMs: number) => {
    if (waitMs > 0) throw new TooMany(waitMs);
  };
  allow(limits.take(route.needs === "public" ? "anybody" : "address", request.ip));
  if (route.needs === "public") return {};
  const presented = presentedBy(request, route.method !== "GET");
  if (route.needs === "account") return { account: await accountOf(store, presented, clock.now()) };
  const actor: Actor = await actorOf(store, presented, params.organisation ?? "", clock.now());
  allow(limits.take("organisation", actor.organisation));
  if (!actor.permissions.has(route.needs)) throw new HubError("hub.forbidden", `this needs ${route.needs}`);
  return { actor };
}

/** What a request brings to say who asks. A key needs no anti-forgery header: a foreign page cannot send it. */
function presentedBy(request: FastifyRequest, changes: boolean): Presented {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? "")?.[1] ?? null;
  const cookie = cookieIn(request, sessionCookie) || null;
  const header = request.headers["x-csrf"];
  return { bearer, cookie, csrf: changes ? (typeof header === "string" ? header : undefined) : null };
}

/** Too many requests; `Retry-After` tells when to come again. */
class TooMany extends HubError {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super("hub.busy", "too many requests");
    this.retryAfterMs = retryAfterMs;
  }
}

const statuses: Partial<Record<ErrorCode, number>> = {
  "hub.signed-out": 401,
  "hub.forbidden": 403,
  "hub.refused": 403,
  "hub.revoked": 403,
  "hub.unknown-room": 403,
  "hub.was-revoked": 409,
  "hub.not-found": 404,
  "hub.conflict": 409,
  "hub.in-use": 409,
  "hub.busy": 429,
  "hub.store": 503,
  "hub.unreachable": 502,
  "hub.invalid": 400,
  "hub.claim": 400,
  "hub.certificate": 400,
  "config.invalid": 400,
};

function answerError(log: Log, error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof TooMany) void reply.header("retry-after", Math.ceil(error.retryAfterMs / 1000));
  if (error instanceof RoomkeeperError && statuses[error.code] !== undefined) {
    return problem(reply, statuses[error.code] as number, error.code, error.message);
  }
  if (error.statusCode !== undefined && error.statusCode < 500)
    return problem(reply, error.statusCode, "hub.invalid", error.message);
  const trouble = storeTrouble(error);
  if (trouble !== null) {
    log.error("the store failed a request", { path: request.routeOptions.url, cause: trouble });
    return problem(reply, 503, "hub.store", `the hub's store cannot be used now: ${trouble}`);
  }
  log.error("a request failed", {
    method: request.method,
    path: request.routeOptions.url,
    cause: messageOf(error),
    stack: error.stack,
  });
  return problem(reply, 500, "programming", "the hub failed on this request; its log says why");
}

function problem(reply: FastifyReply, status: number, code: ErrorCode, detail: string) {
  const body = { type: "about:blank", title: STATUS_CODES[status], status, code, detail };
  return reply.code(status).type("application/problem+json").send(JSON.stringify(body));
}
