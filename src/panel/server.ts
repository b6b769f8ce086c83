import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { ConfigError, messageOf } from "../domain/errors.ts";
import { buildApp } from "./app.ts";
import { checkRoutes } from "./check-routes.ts";
import { healthRoutes } from "./health-routes.ts";
import { hostRules, inUrl } from "./host-guard.ts";
import { invitationRoutes } from "./invitation-routes.ts";
import { withOpenApi } from "./openapi.ts";
import { pageRoutes } from "./page-routes.ts";
import { phoneRoutes } from "./phone-routes.ts";
import type { PanelOptions } from "./ports.ts";
import { reportRoutes } from "./report-routes.ts";
import { roomRoutes } from "./room-routes.ts";
import { PanelSockets } from "./sockets.ts";
import { StateText } from "./state-text.ts";
import { ticketRoutes } from "./ticket-routes.ts";

export interface PanelServer {
  port: number;
  /** Without a trailing slash; a wildcard address is given as loopback. */
  url: string;
  /** Says goodbye to the pages and frees the port. Can be called again. */
  close(): Promise<void>;
}

/**
 * Serves the pages, their interface and their socket.
 * @throws ConfigError panel.port when no port could be had; the message names address, ports and reason
 */
export async function startPanelServer(options: PanelOptions): Promise<PanelServer> {
  const host = options.host === "localhost" ? "127.0.0.1" : options.host;
  let port = 0;
  const stateText = new StateText(options.room);
  const routes = withOpenApi([
    ...roomRoutes(options, stateText),
    ...ticketRoutes(options),
    ...invitationRoutes(options),
    ...phoneRoutes(options, () => port),
    ...checkRoutes(options),
    ...reportRoutes(options),
    ...healthRoutes(options),
    ...pageRoutes(options),
  ]);
  let rules = hostRules(host, port, options.allowedHosts);
  const sockets = new PanelSockets(options, stateText);
  const app = await buildApp(options, { routes, sockets, rules: () => rules });
  try {
    port = await listen(app, host, [options.port].flat());
  } catch (error) {
    await app.close();
    throw error;
  }
  rules = hostRules(host, port, options.allowedHosts);
  const shown = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  const url = `http://${inUrl(shown)}:${port}`;
  options.log.info("the pages are served", { url });
  return { port, url, close: () => app.close() };
}

/** Takes the first port that is free. */
async function listen(app: FastifyInstance, host: string, ports: readonly number[]): Promise<number> {
  const failures: string[] = [];
  for (const port of ports) {
    try {
      await app.listen({ host, port });
      return (app.server.address() as AddressInfo).port;
    } catch (error) {
      failures.push(`${port}: ${reasonOf(error)}`);
      if ((error as { code?: unknown }).code !== "EADDRINUSE") break;
    }
  }
  throw new ConfigError(
    "panel.port",
    `The pages cannot be served on ${host}, port ${failures.join("; ")}. Choose another panel.port or panel.host.`,
    { subject: host },
  );
}

const reasons: Record<string, string> = {
  EADDRINUSE: "another program has it",
  EACCES: "ports below 1024 need a privilege that the daemon has not",
  EADDRNOTAVAIL: "this computer has no such address",
  ENOTFOUND: "no such host",
};

function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return (typeof code === "string" && reasons[code]) || messageOf(error);
}
