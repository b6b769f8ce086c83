import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { HubError } from "../../domain/errors.ts";

/** The console finds out by itself what an address under these shows; all of them load the same document. */
const consolePaths = ["/", "/welcome", "/claim", "/o/*"];

/**
 * Serves the console. Assets carry a hash in their name and never change; the document is asked for anew each time.
 * @param folder the built pages (`dist/web`); null: this hub has none
 */
export async function servePages(app: FastifyInstance, folder: string | null): Promise<void> {
  await app.register(fastifyStatic, { serve: false });
  for (const path of consolePaths) app.get(path, (_, reply) => sendConsole(reply, folder));
  app.get<{ Params: { "*": string } }>("/assets/*", (request, reply) => {
    if (folder === null) throw notBuilt();
    return reply.sendFile(request.params["*"], join(folder, "assets"), { maxAge: "365d", immutable: true });
  });
}

function sendConsole(reply: FastifyReply, folder: string | null): FastifyReply {
  if (folder === null || !existsSync(join(folder, "console/index.html"))) throw notBuilt();
  return reply.sendFile("console/index.html", folder, { cacheControl: false });
}

const notBuilt = () => new HubError("hub.not-found", "the console's pages are not built; run npm run build");
