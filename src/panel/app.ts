import fastifyStatic from "@fastify/static";
import fastifyWebsocket from "@fastify/websocket";
import Fastify, { type FastifyInstance } from "fastify";
import type { HostRules } from "./host-guard.ts";
import { limits } from "./limits.ts";
import type { PanelOptions } from "./ports.ts";
import { logInternal, problem, problemOf, sendProblem } from "./problems.ts";
import { guardRequests } from "./request-guard.ts";
import type { Route } from "./route.ts";
import { commonHeaders } from "./security-headers.ts";
import type { PanelSockets } from "./sockets.ts";

interface AppParts {
  routes: readonly Route[];
  sockets: PanelSockets;
  /** Known once the server listens. */
  rules(): HostRules;
}

/** The fastify app: guard, routes, socket, refusals. It does not listen yet. */
export async function buildApp({ log }: PanelOptions, { routes, sockets, rules }: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    // A client that asks for another protocol (curl --http2) is answered in this one.
    http: { shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === "websocket" },
    frameworkErrors: (error, _, reply) => void sendProblem(reply.headers(commonHeaders), problemOf(error)),
  });
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler((error, request, reply) => {
    const body = problemOf(error);
    if (body.status >= 500) logInternal(log, error, `${request.method} ${request.routeOptions.url ?? ""}`);
    return sendProblem(reply, body);
  });
  await app.register(fastifyStatic, { serve: false });
  await app.register(fastifyWebsocket, {
    options: { maxPayload: limits.bodyBytes, perMessageDeflate: false },
    preClose: (done) => void sockets.close().then(() => done()),
    errorHandler(error, socket) {
      log.debug("a page's socket failed", { detail: error.message });
      // An oversized or malformed message: its close frame is on the way.
      if (socket.readyState === socket.OPEN) socket.terminate();
    },
  });
  guardRequests(app, rules);
  for (const route of routes) addRoute(app, route, sockets);
  app.setNotFoundHandler((request, reply) => sendProblem(reply, nothingAt(request.method, request.url, routes, reply)));
  return app;
}

function addRoute(app: FastifyInstance, route: Route, sockets: PanelSockets): void {
  const { method, path: url, handle: handler } = route;
  if (url !== "/api/socket") return void app.route({ method, url, handler });
  app.route({
    method: "GET",
    url,
    handler,
    wsHandler: (socket) => sockets.add(socket),
    onRequest: (request, _, done) => {
      if (request.ws) sockets.admit();
      done();
    },
  });
}

function nothingAt(
  method: string,
  url: string,
  routes: readonly Route[],
  reply: { header(name: string, value: string): unknown },
) {
  const path = url.split("?")[0]?.replace(/(?<=.)\/$/, "");
  const others = routes.filter((route) => route.path === path && route.method !== method).map((route) => route.method);
  if (others.length === 0) return problem(404, "There is nothing at this address.", "request.unknown");
  reply.header("allow", others.join(", "));
  return problem(405, `This address takes ${others.join(" or ")}, not ${method}.`, "request.unknown");
}
