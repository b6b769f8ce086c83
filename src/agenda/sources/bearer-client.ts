import { exchange, type HttpAnswer, jsonOf } from "./http.ts";
import { asObject, type JsonObject } from "./json-object.ts";
import { type SourceContext, SourceError } from "./source.ts";

/** Where access tokens come from; each knows how long its own is good. */
export interface TokenSource {
  token(signal: AbortSignal): Promise<string>;
  /** The server no longer takes the last one. */
  forget(): void;
}

/** Reads JSON in the name of a service account. A token that the server refuses is renewed once. */
export class BearerClient {
  readonly #context: SourceContext;
  readonly #tokens: TokenSource;
  skewMs: number | null = null;

  constructor(context: SourceContext, tokens: TokenSource) {
    this.#context = context;
    this.#tokens = tokens;
  }

  /** @param accept statuses besides 2xx that are answers; their body is not read */
  async get(
    url: string,
    headers: Record<string, string>,
    signal: AbortSignal,
    accept: readonly number[] = [],
  ): Promise<{ status: number; body: JsonObject }> {
    const answer = await this.#withToken(signal, (authorization) =>
      exchange(this.#context, {
        url,
        headers: { accept: "application/json", authorization, ...headers },
        signal,
        accept,
      }),
    );
    this.skewMs = answer.skewMs ?? this.skewMs;
    return { status: answer.status, body: accept.includes(answer.status) ? {} : asObject(jsonOf(answer)) };
  }

  /** @param body sent as JSON; none for DELETE and the like */
  async send(
    method: "POST" | "DELETE",
    url: string,
    { body, headers = {} }: { body?: object; headers?: Record<string, string> },
    signal: AbortSignal,
  ): Promise<void> {
    const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    await this.#withToken(signal, (authorization) =>
      exchange(this.#context, {
        url,
        method,
        headers: { accept: "application/json", authorization, ...json, ...headers },
        signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  }

  async #withToken(signal: AbortSignal, ask: (authorization: string) => Promise<HttpAnswer>): Promise<HttpAnswer> {
    try {
      return await ask(`Bearer ${await this.#tokens.token(signal)}`);
    } catch (error) {
      if (!(error instanceof SourceError) || error.status !== 401) throw error;
      this.#tokens.forget();
      return await ask(`Bearer ${await this.#tokens.token(signal)}`);
    }
  }
}
