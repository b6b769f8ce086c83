import "reflect-metadata";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import * as x509 from "@peculiar/x509";

/** What the page has told of itself, in order. */
export type Told =
  | { event: "loaded"; path: string; webdriver: boolean; width: number; height: number; referrer: string }
  | { event: "pointed"; x: number; y: number }
  | { event: "clicked" }
  | { event: "media"; labels: string[] }
  | { event: "noMedia"; name: string }
  | { event: "typed"; text: string }
  | { event: "entered" }
  | { event: "scrolled"; down: boolean };

/**
 * Plays a service's web client over TLS: a page with a button that asks for camera and microphone, and a field; it tells what
 * happens on it. The browser under test is sent here for the service's real names.
 */
export class ServicePage {
  readonly port: number;
  readonly told: Told[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on("request", (request, response) => {
      // A browser asks its maker for this and that: it gets the page as well.
      if (request.url !== "/told") {
        return void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
      }
      let body = "";
      request.setEncoding("utf8").on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        this.told.push(JSON.parse(body) as Told);
        response.writeHead(204).end();
      });
    });
  }

  static async start(): Promise<ServicePage> {
    const server = createServer(await certificate());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ServicePage(server);
  }

  /** All that it told of this kind. */
  all<E extends Told["event"]>(event: E): Extract<Told, { event: E }>[] {
    return this.told.filter((one): one is Extract<Told, { event: E }> => one.event === event);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Where the page's button and field are, from its upper left corner. */
export const places = { button: { x: 200, y: 150 }, field: { x: 250, y: 325 } };

const page = `<!doctype html><meta charset="utf-8"><title>Stand-in meeting</title>
<body style="margin:0;height:3000px;background:#135">
<button style="position:absolute;left:100px;top:100px;width:200px;height:100px">Join</button>
<input style="position:absolute;left:100px;top:300px;width:300px;height:50px">
<script>
// One after the other: what is sent at the same moment may arrive in any order.
let before = Promise.resolve();
const tell = (event, more = {}) => {
  before = before.then(() => fetch("/told", { method: "POST", body: JSON.stringify({ event, ...more }) }));
};
addEventListener("mousemove", ({ clientX: x, clientY: y }) => tell("pointed", { x, y }));
document.querySelector("button").onclick = async () => {
  tell("clicked");
  try {
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    tell("media", { labels: media.getTracks().map(({ label }) => label) });
  } catch (error) {
    tell("noMedia", { name: error.name });
  }
};
const field = document.querySelector("input");
field.oninput = () => tell("typed", { text: field.value });
field.onkeydown = ({ key }) => {
  if (key === "Enter") tell("entered");
};
addEventListener("wheel", ({ deltaY }) => tell("scrolled", { down: deltaY > 0 }));
const loaded = () => tell("loaded", {
  path: location.pathname + location.search,
  webdriver: navigator.webdriver,
  width: innerWidth,
  height: innerHeight,
  referrer: document.referrer,
});
// The browser drops what a mouse does to a page that it has not yet shown: its first picture is on the display by then.
new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length > 0) loaded();
}).observe({ type: "paint", buffered: true });
</script>`;

async function certificate(): Promise<{ key: string; cert: string }> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=stand-in",
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    signingAlgorithm: algorithm,
    keys,
  });
  const key = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return { key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`, cert: made.toString("pem") };
}
