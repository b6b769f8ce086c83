import { createServer, type IncomingHttpHeaders } from "node:http";
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

/** An HTTP server that answers as the test says, and remembers what it was asked. */
export async function standIn(answer: (asked: Asked) => Said): Promise<StandIn> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
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
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
