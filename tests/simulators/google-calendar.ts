import { generateKeyPairSync, verify } from "node:crypto";
import { BadRequest, reply, ServiceStandIn, type Trouble } from "./service-stand-in.ts";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const tokenAddress = "https://oauth2.googleapis.com/token";

type GoogleEvent = Record<string, unknown> & { id: string };

const googleError = (status: number, reason: string, message: string): Trouble => ({
  status,
  body: { error: { code: status, message, errors: [{ domain: "global", reason, message }] } },
});

export const quotaExceeded = googleError(403, "rateLimitExceeded", "Rate Limit Exceeded");

/** The parts of the Google Calendar API (v3) and of its token server that a room uses. */
export class GoogleCalendarStandIn extends ServiceStandIn {
  readonly calendarId = "oak@resource.calendar.google.com";
  /** The service account's key file. */
  readonly credentials = JSON.stringify({
    type: "service_account",
    client_email: "rooms@project.iam.gserviceaccount.com",
    private_key_id: "key-1",
    private_key: keys.privateKey.export({ type: "pkcs8", format: "pem" }),
    token_uri: tokenAddress,
  });
  impersonated: string | null = null;
  /** What the account asked for last. */
  scope = "";
  #events: GoogleEvent[] = [];
  #changes: string[] = [];
  #firstToken = 0;
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    super();
    this.#nowMs = nowMs;
  }

  /** Replaces the calendar's occurrences. */
  set(...events: GoogleEvent[]): void {
    this.#changes.push(...events.map(({ id }) => id));
    this.#events = events;
  }

  forgetSyncTokens(): void {
    this.#firstToken = this.#changes.length + 1;
    this.#changes.push("");
  }

  protected override async answer(request: Request): Promise<Response> {
    if (request.url === tokenAddress) return this.#token(new URLSearchParams(await request.text()));
    const url = this.data(request, { error: { code: 401, status: "UNAUTHENTICATED" } });
    const path = `/calendar/v3/calendars/${encodeURIComponent(this.calendarId)}/events`;
    if (request.method !== "GET" && url.host === "www.googleapis.com" && url.pathname.startsWith(path)) {
      return await this.#write(request, url.pathname.slice(path.length + 1));
    }
    if (url.host !== "www.googleapis.com" || url.pathname !== path) {
      throw new BadRequest(googleError(404, "notFound", "Not Found"));
    }
    this.onlyKnown(
      url,
      ["singleEvents", "timeMin", "timeMax", "maxResults", "maxAttendees", "pageToken", "syncToken", "fields"],
      (name) => googleError(400, "badRequest", `Unknown name "${name}"`),
    );
    return url.searchParams.has("timeMin") ? this.#window(url) : this.#sync(url);
  }

  /** Inserting and deleting; a deleted occurrence is gone from the room's calendar. */
  async #write(request: Request, id: string): Promise<Response> {
    if (this.scope !== "https://www.googleapis.com/auth/calendar.events") {
      throw new BadRequest(
        googleError(403, "insufficientPermissions", "Request had insufficient authentication scopes."),
      );
    }
    if (request.method === "POST" && id === "") {
      const event = (await request.json()) as Record<string, unknown>;
      const made = { ...event, id: `made${this.#changes.length}`, iCalUID: `made${this.#changes.length}@google.com` };
      this.set(...this.#events, { status: "confirmed", etag: '"1"', ...made });
      return reply({ status: 200, body: made });
    }
    const known = this.#events.find((event) => event.id === id);
    if (request.method !== "DELETE" || known === undefined)
      throw new BadRequest(googleError(404, "notFound", "Not Found"));
    const condition = request.headers.get("if-match");
    if (condition !== null && condition !== "*" && condition !== known.etag) {
      throw new BadRequest(googleError(412, "conditionNotMet", "Precondition Failed"));
    }
    this.#changes.push(id);
    this.#events = this.#events.filter((event) => event !== known);
    return new Response(null, { status: 204 });
  }

  #token(form: URLSearchParams): Response {
    const invalid = (why: string) =>
      new BadRequest({ status: 400, body: { error: "invalid_grant", error_description: why } });
    if (form.get("grant_type") !== "urn:ietf:params:oauth:grant-type:jwt-bearer") throw invalid("unsupported grant");
    const [header = "", payload = "", signature = ""] = (form.get("assertion") ?? "").split(".");
    const signed = Buffer.from(`${header}.${payload}`);
    if (!verify("RSA-SHA256", signed, keys.publicKey, Buffer.from(signature, "base64url"))) {
      throw invalid("Invalid JWT Signature.");
    }
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
    const now = this.#nowMs() / 1000;
    const { iat, exp, aud, iss, scope, sub } = claims as { iat: number; exp: number } & Record<string, string>;
    if (aud !== tokenAddress || iss !== "rooms@project.iam.gserviceaccount.com") throw invalid("Invalid audience");
    if (exp - iat > 3600 || Math.abs(iat - now) > 300 || exp < now) {
      throw invalid("Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.");
    }
    if (!/^https:\/\/www\.googleapis\.com\/auth\/calendar\.(readonly|events)$/.test(scope ?? "")) {
      throw invalid("Invalid scope");
    }
    this.scope = scope ?? "";
    this.impersonated = sub ?? null;
    return reply({ status: 200, body: { access_token: this.giveToken(), expires_in: 3599, token_type: "Bearer" } });
  }

  /** Listing by time: expanded, in pages. */
  #window(url: URL): Response {
    const query = url.searchParams;
    if (query.has("syncToken")) {
      throw new BadRequest(googleError(400, "badRequest", "Sync token cannot be used with timeMin or timeMax"));
    }
    for (const name of ["timeMin", "timeMax"]) {
      const value = query.get(name) ?? "";
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) {
        throw new BadRequest(googleError(400, "badRequest", `Invalid value for ${name}`));
      }
    }
    if (query.get("singleEvents") !== "true") throw new BadRequest(googleError(400, "badRequest", "series expected"));
    return this.#page(url, this.#events, {});
  }

  /** Following changes: everything first, then what changed, each round ending with a token. */
  #sync(url: URL): Response {
    const token = url.searchParams.get("syncToken");
    const nextSyncToken = `sync-${this.#changes.length}`;
    if (token === null) return this.#page(url, this.#events, { nextSyncToken });
    const since = Number(/^sync-(\d+)$/.exec(token)?.[1] ?? -1);
    if (since < this.#firstToken)
      throw new BadRequest(googleError(410, "fullSyncRequired", "Sync token is no longer valid"));
    const changed = [...new Set(this.#changes.slice(since))].map((id) => ({ id }));
    return this.#page(url, changed, { nextSyncToken });
  }

  #page(url: URL, all: GoogleEvent[], last: object): Response {
    const maxResults = Number(url.searchParams.get("maxResults") ?? 250);
    if (!(maxResults >= 1 && maxResults <= 2500)) throw new BadRequest(googleError(400, "badRequest", "maxResults"));
    const start = Number(url.searchParams.get("pageToken")?.replace("page-", "") ?? 0);
    const end = start + Math.min(maxResults, this.pageSize);
    const items = url.searchParams.has("fields") ? all.map(({ id }) => ({ id })) : all;
    const more = end < all.length ? { nextPageToken: `page-${end}` } : last;
    return reply({ status: 200, body: { kind: "calendar#events", items: items.slice(start, end), ...more } });
  }
}
