import { createHash, verify, type X509Certificate } from "node:crypto";
import { BadRequest, reply, ServiceStandIn, type Trouble } from "./service-stand-in.ts";

type GraphEvent = Record<string, unknown> & { id: string };

const graphError = (status: number, code: string, message: string, headers: Record<string, string> = {}): Trouble => ({
  status,
  body: { error: { code, message } },
  headers,
});

export const throttled = graphError(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", {
  "retry-after": "90",
});

const properties = new Set(
  "id,iCalUId,type,subject,start,end,originalStart,isAllDay,isCancelled,isDraft,sensitivity,showAs,organizer,attendees,responseStatus,location,locations,body,bodyPreview,onlineMeeting,onlineMeetingUrl,onlineMeetingProvider,isOnlineMeeting,seriesMasterId,webLink,changeKey,categories,importance,recurrence".split(
    ",",
  ),
);

/** The parts of Microsoft Graph (v1.0) and of the identity platform that a room uses. */
export class MicrosoftGraphStandIn extends ServiceStandIn {
  readonly tenantId = "8c3c81bc-0000-4000-8000-2d9be1c5d4b7";
  readonly clientId = "b2f5e1c0-0000-4000-8000-6f1f5d1f9a11";
  readonly clientSecret = "app-secret";
  readonly mailbox = "oak@example.com";
  /** The app has Calendars.ReadWrite. */
  mayWrite = true;
  /** Events that the room has declined. */
  readonly declined: string[] = [];
  /** Where an app proves itself with a certificate instead. */
  certificate: X509Certificate | null = null;
  #events: GraphEvent[] = [];
  #version = 0;
  #changedAt = new Map<string, number>();
  #oldest = 0;
  readonly #deleted = new Set<string>();

  /** Replaces the calendar's occurrences; what is gone leaves no trace, as with an occurrence deleted from a series. */
  set(...events: GraphEvent[]): void {
    this.#version++;
    for (const { id } of events) this.#changedAt.set(id, this.#version);
    this.#events = events;
  }

  forgetDeltas(): void {
    this.#oldest = this.#version + 1;
    this.#version++;
  }

  protected override answer(request: Request): Response | Promise<Response> {
    const { host, pathname } = new URL(request.url);
    if (host === "login.microsoftonline.com") return this.#login(request, pathname);
    const url = this.data(request, {
      error: { code: "InvalidAuthenticationToken", message: "Access token has expired." },
    });
    const view = `/v1.0/users/${encodeURIComponent(this.mailbox)}/calendarView`;
    if (host !== "graph.microsoft.com" || !pathname.startsWith("/v1.0/users/")) {
      throw new BadRequest(graphError(404, "ResourceNotFound", "Resource could not be discovered."));
    }
    if (!/outlook\.timezone="UTC"/.test(request.headers.get("prefer") ?? "")) {
      throw new BadRequest(graphError(400, "ErrorInvalidRequest", "times would come in the mailbox's zone"));
    }
    if (request.method !== "GET") return this.#write(request, pathname);
    if (pathname === view) return this.#view(url);
    if (pathname === `${view}/delta`) return this.#delta(url);
    throw new BadRequest(graphError(404, "ErrorInvalidUser", "The requested user is invalid."));
  }

  async #write(request: Request, pathname: string): Promise<Response> {
    if (!this.mayWrite) throw new BadRequest(graphError(403, "ErrorAccessDenied", "Access is denied."));
    const events = `/v1.0/users/${encodeURIComponent(this.mailbox)}/events`;
    if (request.method === "POST" && pathname === events) return this.#create((await request.json()) as GraphEvent);
    const [id = "", action] = pathname.slice(events.length + 1).split("/");
    const known = this.#events.find((event) => event.id === decodeURIComponent(id));
    if (known === undefined)
      throw new BadRequest(graphError(404, "ErrorItemNotFound", "The specified object was not found."));
    const own = (known.responseStatus as { response?: string } | undefined)?.response === "organizer";
    if (request.method === "POST" && action === "decline") {
      if (own)
        throw new BadRequest(
          graphError(
            400,
            "ErrorInvalidRequest",
            "You can't respond to this meeting because you're the meeting organizer.",
          ),
        );
      await request.json();
    } else if (request.method !== "DELETE" || action !== undefined) {
      throw new BadRequest(graphError(405, "UnsupportedOperation", "not supported"));
    }
    this.declined.push(...(action === undefined ? [] : [known.id]));
    this.set(...this.#events.filter((event) => event !== known));
    this.#changedAt.set(known.id, this.#version);
    this.#deleted.add(known.id);
    return new Response(null, { status: action === undefined ? 204 : 202 });
  }

  #create(event: GraphEvent): Response {
    const id = `made-${String(event.transactionId)}`;
    const known = this.#events.find((one) => one.id === id);
    const made = {
      type: "singleInstance",
      showAs: "busy",
      responseStatus: { response: "organizer" },
      ...event,
      id,
      iCalUId: id,
    };
    if (known === undefined) this.set(...this.#events, made);
    return reply({ status: 201, body: known ?? made });
  }

  async #login(request: Request, pathname: string): Promise<Response> {
    const base = `https://login.microsoftonline.com/${this.tenantId}`;
    if (pathname === `/${this.tenantId}/v2.0/.well-known/openid-configuration`) {
      const body = {
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        issuer: `${base}/v2.0`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      };
      return reply({ status: 200, body });
    }
    const invalid = (error: string, why: string) =>
      new BadRequest({ status: 401, body: { error, error_description: why, error_codes: [7000215] } });
    if (pathname !== `/${this.tenantId}/oauth2/v2.0/token`)
      throw invalid("invalid_tenant", "AADSTS90002: Tenant not found");
    const form = new URLSearchParams(await request.text());
    if (form.get("grant_type") !== "client_credentials") throw invalid("unsupported_grant_type", "AADSTS70003");
    if (form.get("client_id") !== this.clientId)
      throw invalid("unauthorized_client", "AADSTS700016: no such application");
    if (!(form.get("scope") ?? "").split(" ").includes("https://graph.microsoft.com/.default")) {
      throw invalid("invalid_scope", "AADSTS70011");
    }
    if (!this.#proven(form, `${base}/oauth2/v2.0/token`)) {
      throw invalid("invalid_client", "AADSTS7000215: Invalid client secret provided.");
    }
    return reply({ status: 200, body: { token_type: "Bearer", expires_in: 3599, access_token: this.giveToken() } });
  }

  #proven(form: URLSearchParams, audience: string): boolean {
    if (this.certificate === null) return form.get("client_secret") === this.clientSecret;
    const [header = "", payload = "", signature = ""] = (form.get("client_assertion") ?? "").split(".");
    const { alg, "x5t#S256": thumbprint } = JSON.parse(Buffer.from(header, "base64url").toString()) as Record<
      string,
      string
    >;
    const { aud, iss } = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, string>;
    const expected = createHash("sha256").update(this.certificate.raw).digest("base64url");
    const key = { key: this.certificate.publicKey, padding: 6, saltLength: 32 };
    const good = verify("RSA-SHA256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"));
    return good && alg === "PS256" && thumbprint === expected && iss === this.clientId && aud === audience;
  }

  #window(url: URL): void {
    for (const name of ["startDateTime", "endDateTime"]) {
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(url.searchParams.get(name) ?? "")) {
        throw new BadRequest(graphError(400, "ErrorInvalidParameter", `This request requires a time window: ${name}`));
      }
    }
  }

  #view(url: URL): Response {
    const known = ["startDateTime", "endDateTime", "$select", "$top", "$skip"];
    this.onlyKnown(url, known, (name) => graphError(400, "BadRequest", `unknown ${name}`));
    this.#window(url);
    const select = (url.searchParams.get("$select") ?? "").split(",").filter((name) => name !== "");
    for (const name of select) {
      if (!properties.has(name)) {
        throw new BadRequest(graphError(400, "RequestBroker--ParseUri", `Could not find a property named '${name}'.`));
      }
    }
    const chosen = this.#events.map((event) =>
      Object.fromEntries(Object.entries(event).filter(([name]) => select.length === 0 || select.includes(name))),
    );
    const skip = Number(url.searchParams.get("$skip") ?? 0);
    const value = chosen.slice(skip, skip + this.pageSize);
    const next = new URL(url);
    next.searchParams.set("$skip", String(skip + this.pageSize));
    const more = skip + this.pageSize < chosen.length ? { "@odata.nextLink": next.href } : {};
    return reply({ status: 200, body: { value, ...more } });
  }

  /** Follows changes. Occurrences come with their times only; the state of a round is in its links. */
  #delta(url: URL): Response {
    this.onlyKnown(url, ["startDateTime", "endDateTime", "$skiptoken", "$deltatoken"], (name) =>
      graphError(
        400,
        "ErrorInvalidUrlQuery",
        `The following parameters are not supported with change tracking: ${name}`,
      ),
    );
    const token = url.searchParams.get("$deltatoken") ?? url.searchParams.get("$skiptoken");
    if (token === null) this.#window(url);
    const [since = 0, skip = 0] = (token ?? "0:0").split(":").map(Number);
    if (token !== null && since < this.#oldest) {
      throw new BadRequest(graphError(410, "SyncStateNotFound", "The sync state generation is not found"));
    }
    const isNew = (id: string) => (this.#changedAt.get(id) ?? 0) > since;
    const gone = [...this.#deleted].filter(isNew).map((id) => ({ id, "@removed": { reason: "deleted" } }));
    const there = this.#events.filter(({ id }) => isNew(id));
    const changed = [...there.map(({ id, start, end, type }) => ({ id, start, end, type })), ...gone];
    const link = (name: string, state: string) => `https://graph.microsoft.com${url.pathname}?${name}=${state}`;
    const more =
      skip + this.pageSize < changed.length
        ? { "@odata.nextLink": link("$skiptoken", `${since}:${skip + this.pageSize}`) }
        : { "@odata.deltaLink": link("$deltatoken", `${this.#version}:0`) };
    return reply({ status: 200, body: { value: changed.slice(skip, skip + this.pageSize), ...more } });
  }
}
