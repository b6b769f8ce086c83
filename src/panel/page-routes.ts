import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyReply } from "fastify";
import { RoomkeeperError } from "../domain/errors.ts";
import type { PanelOptions } from "./ports.ts";
import { type Route, refusal } from "./route.ts";
import { pageHeaders } from "./security-headers.ts";
import { guestOff } from "./ticket-routes.ts";

const html = { description: "The page.", type: "text/html" };
const notBuilt = refusal("The page is off, or the pages are not built.");

/** The pages and what they load. Assets carry a hash in their name and never change; pages are asked for anew each time. */
export function pageRoutes({ pagesFolder, guest }: PanelOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/",
      summary: "Leads to the panel.",
      answers: { 302: { description: "To /panel." } },
      handle: (_, reply) => reply.redirect("/panel", 302),
    },
    {
      method: "GET",
      path: "/panel",
      summary: "The touch panel's page.",
      answers: { 200: html, 404: notBuilt },
      handle: (_, reply) => sendPage(reply, pagesFolder, "panel"),
    },
    {
      method: "GET",
      path: "/display",
      summary: "The display's page.",
      answers: { 200: html, 404: notBuilt },
      handle: (_, reply) => sendPage(reply, pagesFolder, "display"),
    },
    {
      method: "GET",
      path: "/guest",
      summary: "The page with which a browser joins the room's meeting.",
      answers: { 200: html, 404: notBuilt },
      handle(_, reply) {
        if (!guest) throw guestOff();
        return sendPage(reply, pagesFolder, "guest");
      },
    },
    {
      method: "GET",
      path: "/assets/*",
      summary: "What the pages load.",
      answers: { 200: { description: "The file." }, 404: refusal("No such file.") },
      handle(request, reply) {
        const file = (request.params as { "*": string })["*"];
        return reply.sendFile(file, join(pagesFolder, "assets"), { maxAge: "365d", immutable: true });
      },
    },
  ];
}

function sendPage(reply: FastifyReply, folder: string, page: "panel" | "display" | "guest"): FastifyReply {
  const file = [`${page}.html`, `${page}/index.html`].find((name) => existsSync(join(folder, name)));
  if (file === undefined) {
    throw new RoomkeeperError("request.unknown", `The ${page} page is not built. Run npm run build.`);
  }
  void reply.headers({ ...pageHeaders(page), "cache-control": "no-cache" });
  return reply.sendFile(file, folder, { cacheControl: false });
}
