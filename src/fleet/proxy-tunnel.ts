import { request } from "node:http";
import type { Socket } from "node:net";
import { HubError } from "../domain/errors.ts";

const answerMs = 15_000;

/**
 * A connection to `host:port` through an HTTP proxy (CONNECT, RFC 9110 §9.3.6).
 * @param proxy `http://[user:password@]host:port`
 * @throws HubError hub.proxy with the proxy's answer
 */
export function tunnel(proxy: string, host: string, port: number): Promise<Socket> {
  const { hostname, port: proxyPort, username, password } = new URL(proxy);
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
  const target = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const asked = request({
      host: hostname,
      port: proxyPort || 80,
      method: "CONNECT",
      path: target,
      agent: false,
      headers: { host: target, ...(username === "" ? {} : { "proxy-authorization": `Basic ${credentials}` }) },
    });
    const failed = (why: string, cause?: unknown) =>
      reject(new HubError("hub.proxy", `the proxy ${hostname}:${proxyPort || 80} ${why}`, { subject: target, cause }));
    asked.setTimeout(answerMs, () => asked.destroy(new HubError("hub.proxy", "no answer in 15 s")));
    asked.once("error", (error) => failed(`cannot be used: ${error.message}`, error));
    asked.once("connect", (response, socket) => {
      if (response.statusCode === 200) {
        socket.setTimeout(0);
        return resolve(socket as Socket);
      }
      socket.destroy();
      failed(`answered ${response.statusCode} ${response.statusMessage ?? ""}`.trim());
    });
    asked.once("response", (response) => {
      response.resume();
      failed(`answered ${response.statusCode} ${response.statusMessage ?? ""}`.trim());
    });
    asked.end();
  });
}
