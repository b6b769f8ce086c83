import { createHmac, randomBytes } from "node:crypto";
import { Agent, request } from "node:https";
import { HubError } from "../../src/domain/errors.ts";

/** An administrator as a program: signs in by the one-time link, asks, and follows the live stream. */
export class Administrator {
  readonly #url: URL;
  readonly #agent: Agent;
  #cookie = "";
  #csrf = "";
  organisation = "";

  constructor(url: string, authority: string) {
    this.#url = new URL(url);
    this.#agent = new Agent({ keepAlive: true, maxSockets: 4, ca: authority });
  }

  /** Takes a one-time link. @param name what others in the console will know it by */
  async signIn(link: string, name: string): Promise<void> {
    const secret = new URL(link).hash.slice(1);
    const opened = await this.ask("POST", "/api/invitations/open", { secret });
    const { seed, letters } = opened.totp as { seed: string; letters: string };
    const person = { email: "program@example.org", name, password: randomBytes(20).toString("base64url") };
    const signedIn = await this.ask("POST", "/api/invitations/accept", {
      secret,
      ...person,
      seed,
      code: codeOf(letters),
    });
    this.#csrf = signedIn.csrf as string;
    const me = await this.ask("GET", "/api/me");
    this.organisation = (me.organisations as { id: string }[])[0]?.id ?? "";
  }

  own(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    return this.ask(method, `/api/o/${this.organisation}${path}`, body);
  }

  ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const { hostname, port } = this.#url;
    const headers = {
      ...this.#headers(),
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
    };
    return new Promise((resolve, reject) => {
      const asked = request({ hostname, port, method, path, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const cookie = /__Host-roomkeeper=([^;]+)/.exec(response.headers["set-cookie"]?.[0] ?? "")?.[1];
          if (cookie !== undefined) this.#cookie = cookie;
          const answer = Buffer.concat(chunks).toString();
          if ((response.statusCode ?? 500) < 300) resolve(JSON.parse(answer));
          else reject(new HubError("hub.refused", `${method} ${path}: ${answer}`));
        });
      });
      asked.on("error", reject);
      asked.end(text);
    });
  }

  /** Calls back for each room that the live stream shows, with the time of arrival. @returns how to stop */
  follow(seen: (room: LiveRoom, at: number) => void): () => void {
    const { hostname, port } = this.#url;
    const path = `/api/o/${this.organisation}/live`;
    let rest = "";
    const asked = request({ hostname, port, path, headers: this.#headers(), agent: this.#agent }, (response) => {
      response.setEncoding("utf8").on("data", (chunk: string) => {
        const at = Date.now();
        const blocks = (rest + chunk).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks.filter((one) => one.startsWith("event: rooms"))) {
          for (const room of JSON.parse(block.slice(block.indexOf("data: ") + 6)) as LiveRoom[]) seen(room, at);
        }
      });
    });
    asked.on("error", () => undefined);
    asked.end();
    return () => asked.destroy();
  }

  #headers() {
    return { cookie: `__Host-roomkeeper=${this.#cookie}`, "x-csrf": this.#csrf };
  }
}

export interface LiveRoom {
  id: string;
  connected: boolean;
  summary: { meeting: { title: string } | null; faults: { subject: string }[] } | null;
}

function codeOf(letters: string): string {
  const bits = [...letters].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const seed = Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(Date.now() / 30_000), 4);
  const hash = createHmac("sha1", seed).update(counter).digest();
  return String((hash.readUInt32BE((hash[19] ?? 0) & 15) & 0x7fffffff) % 1e6).padStart(6, "0");
}
