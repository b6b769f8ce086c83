/** What calendar services have in common when they are stood in for: strict about requests, and troubles on demand. */
export interface Trouble {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export class BadRequest extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(`HTTP ${trouble.status}`);
    this.trouble = trouble;
  }
}

/** Answers `fetch` in this process, as the service's documentation says; refuses what it does not allow. */
export abstract class ServiceStandIn {
  /** Answers of the next data requests, instead of what is asked. */
  readonly troubles: Trouble[] = [];
  readonly asked: URL[] = [];
  tokensGiven = 0;
  /** Tokens that are taken. */
  readonly goodTokens = new Set<string>();
  /** Entries on a page. */
  pageSize = 2;

  readonly fetch = (async (address: string, init: RequestInit = {}) => {
    const request = new Request(address, init);
    try {
      return await this.answer(request);
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      return reply(error.trouble);
    }
  }) as typeof globalThis.fetch;

  protected abstract answer(request: Request): Response | Promise<Response>;

  protected giveToken(): string {
    const token = `token-${++this.tokensGiven}`;
    this.goodTokens.add(token);
    return token;
  }

  protected data(request: Request, unauthorized: unknown): URL {
    const url = new URL(request.url);
    this.asked.push(url);
    const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
    if (!this.goodTokens.has(token)) throw new BadRequest({ status: 401, body: unauthorized });
    const trouble = this.troubles.shift();
    if (trouble !== undefined) throw new BadRequest(trouble);
    return url;
  }

  protected onlyKnown(url: URL, allowed: string[], refuse: (name: string) => Trouble): void {
    for (const name of url.searchParams.keys()) if (!allowed.includes(name)) throw new BadRequest(refuse(name));
  }
}

export function reply({ status, body, headers }: Trouble): Response {
  const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
  return new Response(text, { status, headers: { "content-type": "application/json", ...headers } });
}
