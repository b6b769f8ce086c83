import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyReply } from "fastify";
import { RoomkeeperError } from "../domain/errors.ts";
import { phonesOff } from "./phone-routes.ts";
import type { PanelOptions } from "./ports.ts";
import { type Route, refusal } from "./route.ts";
import { type Page, pageHeaders } from "./security-headers.ts";
import { guestOff } from "./ticket-routes.ts";

type Options = Pick<PanelOptions, "pagesFolder" | "guest" | "phone">;

/** The pages and what they load. Assets carry a hash in their name and never change; pages are asked for anew each time. */
export function pageRoutes(options: Options): Route[] {
  return [
    {
      method: "GET",
      path: "/",
      summary: "Leads to the panel.",
      answers: { 302: { description: "To /panel." } },
      handle: (_, reply) => reply.redirect("/panel", 302),
    },
    pageRoute("panel", "The touch panel's page.", options),
    pageRoute("display", "The display's page.", options),
    pageRoute("guest", "The page with which a browser joins the room's meeting.", options),
    pageRoute("phone", "The page for phones that have the display's code.", options),
    assetsRoute(options),
  ];
}

const pageRoute = (page: Page, summary: string, { pagesFolder, guest, phone }: Options): Route => ({
  method: "GET",
  path: `/${page}`,
  summary,
  answers: {
    200: { description: "The page.", type: "text/html" },
    404: refusal("The page is off, or the pages are not built."),
  },
  handle(_, reply) {
    if (page === "guest" && !guest) throw guestOff();
    if (page === "phone" && phone === null) throw phonesOff();
    return sendPage(reply, pagesFolder, page);
  },
});

const assetsRoute = ({ pagesFolder }: Options): Route => ({
  method: "GET",
  path: "/assets/*",
  summary: "What the pages load.",
  answers: { 200: { description: "The file." }, 404: refusal("No such file.") },
  handle(request, reply) {
    const file = (request.params as { "*": string })["*"];
    return reply.sendFile(file, join(pagesFolder, "assets"), { maxAge: "365d", immutable: true });
  },
});

function sendPage(reply: FastifyReply, folder: string, page: Page): FastifyReply {
  const file = [`${page}.html`, `${page}/index.html`].find((name) => existsSync(join(folder, name)));
  if (file === undefined) {
    throw new RoomkeeperError("request.unknown", `The ${page} page is not built. Run npm run build.`);
  }
  void reply.headers({ ...pageHeaders(page), "cache-control": "no-cache" });
  return reply.sendFile(file, folder, { cacheControl: false });
}
