import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Said {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface StandIn {
  origin: string;
  asked: Asked[];
  close(): void;
}

/**
 * An HTTP server that answers as the test says, and remembers what it was asked.
 * @param tls its key and certificate (PEM): then it speaks HTTPS
 */
export async function standIn(
  answer: (asked: Asked) => Said,
  tls: { key: string; cert: string } | null = null,
): Promise<StandIn> {
  const asked: Asked[] = [];
  const listener: RequestListener = (request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
      asked.push(one);
      const said = answer(one);
      // Status 0: the line is cut without an answer.
      if (said.status === 0) return void request.socket.destroy();
      const text = typeof said.body === "string" ? said.body : JSON.stringify(said.body ?? {});
      response.writeHead(said.status, { "content-type": "application/json", ...said.headers }).end(text);
    });
  };
  const server = tls === null ? createServer(listener) : createSecureServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls === null ? "http" : "https"}://127.0.0.1:${port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
