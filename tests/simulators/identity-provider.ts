import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

interface KnownPerson {
  email: string;
  email_verified: boolean;
  name: string;
}

/** A certified OpenID Connect provider on this machine, with its own login and consent pages; any password will do. */
export class IdentityProvider {
  readonly #server: Server;
  readonly issuer: string;
  /** By login name. */
  readonly people: Record<string, KnownPerson>;

  private constructor(server: Server, issuer: string, people: Record<string, KnownPerson>) {
    this.#server = server;
    this.issuer = issuer;
    this.people = people;
  }

  static async start(people: Record<string, KnownPerson>, redirectUri: string): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(issuer, {
      clients: [{ client_id: "hub", client_secret: "a secret of the test", redirect_uris: [redirectUri] }],
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
      cookies: { keys: ["of the test"] },
    });
    server.on("request", provider.callback());
    return new IdentityProvider(server, issuer, people);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** What a browser does for somebody who signs in there. @returns where the provider sends the browser in the end */
  async signIn(url: string, login: string): Promise<string> {
    const cookies = new Map<string, string>();
    let next: { url: string; form?: Record<string, string> } = { url };
    for (let steps = 0; steps < 12; steps++) {
      const answer = await visit(next, cookies);
      const location = answer.headers.get("location");
      if (location === null) {
        const action = /action="([^"]+)"/.exec(await answer.text())?.[1] as string;
        const prompt = cookies.has("shown login") ? "consent" : "login";
        cookies.set("shown login", "");
        next = { url: new URL(action, this.issuer).href, form: { prompt, login, password: "any" } };
        continue;
      }
      const target = new URL(location, next.url).href;
      if (!target.startsWith(this.issuer)) return target;
      next = { url: target };
    }
    throw new Error("the provider goes round in circles");
  }
}

async function visit(what: { url: string; form?: Record<string, string> }, cookies: Map<string, string>) {
  const cookie = [...cookies].map(([name, value]) => `${name.replace(" ", "-")}=${value}`).join("; ");
  const answer = await fetch(what.url, {
    redirect: "manual",
    headers: { cookie },
    ...(what.form === undefined ? {} : { method: "POST", body: new URLSearchParams(what.form) }),
  });
  for (const one of answer.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
    cookies.set(name, value);
  }
  return answer;
}
