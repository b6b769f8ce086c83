import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const here = import.meta.dirname;
const files: Record<string, { path: string; type: string }> = {
  "/": { path: join(here, "page.html"), type: "text/html" },
  "/page.js": { path: join(here, "page.js"), type: "text/javascript" },
  "/livekit-client.js": {
    path: join(here, "../../../node_modules/livekit-client/dist/livekit-client.umd.js"),
    type: "text/javascript",
  },
};

/** Serves the browser's page on the loopback (camera and microphone need a page of this computer). */
export async function servePage(): Promise<{ url: string; server: Server }> {
  const server = createServer(async (request, response) => {
    const file = files[request.url ?? ""];
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": file.type }).end(await readFile(file.path));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
