import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Doorway {
  /** What the browser is started with. */
  entry: string;
  close(): void;
}

/**
 * The one page that the browser is started with: a redirect on this computer that works once. So the meeting's link, which
 * may carry its passcode, stands in no list of processes; and that it was asked for tells that the browser runs.
 * @param onPassed the browser has asked, and is on its way to `url`
 */
export async function openDoorway(url: string, onPassed: () => void): Promise<Doorway> {
  const path = `/${randomBytes(16).toString("hex")}`;
  let open = true;
  const server = createServer((request, response) => {
    if (!open || request.method !== "GET" || request.url !== path) return void response.writeHead(404).end();
    open = false;
    response
      .writeHead(303, { location: url, "cache-control": "no-store", "referrer-policy": "no-referrer" })
      .end(onPassed);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    entry: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
