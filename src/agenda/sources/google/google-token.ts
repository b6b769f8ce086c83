import { createPrivateKey, sign } from "node:crypto";
import { messageOf } from "../../../domain/errors.ts";
import type { TokenSource } from "../bearer-client.ts";
import { exchange, jsonOf } from "../http.ts";
import { asObject, textIn } from "../json-object.ts";
import { type SourceContext, SourceError } from "../source.ts";

const scopes = {
  read: "https://www.googleapis.com/auth/calendar.readonly",
  write: "https://www.googleapis.com/auth/calendar.events",
};
const lifetimeSeconds = 3600;
/** Tokens are renewed this long before they end. */
const marginMs = 120_000;

export interface GoogleAccount {
  /** The service account's key file. */
  credentialsFile: string;
  impersonate?: string;
  /** The room may book and give back. */
  write?: boolean;
}

interface Key {
  email: string;
  keyId: string;
  privateKey: string;
  tokenAddress: string;
}

/** Access tokens of a Google service account, by a signed assertion (RFC 7523). */
export class GoogleTokens implements TokenSource {
  readonly #context: SourceContext;
  readonly #account: GoogleAccount;
  #known: { token: string; untilMs: number } | null = null;

  constructor(context: SourceContext, account: GoogleAccount) {
    this.#context = context;
    this.#account = account;
  }

  forget(): void {
    this.#known = null;
  }

  async token(signal: AbortSignal): Promise<string> {
    const nowMs = this.#context.clock.now();
    if (this.#known !== null && nowMs < this.#known.untilMs) return this.#known.token;
    const key = await this.#key();
    const body = new URLSearchParams({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion: this.#assertion(key, Math.floor(nowMs / 1000)),
    });
    const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
    const answer = asObject(
      jsonOf(
        await exchange(this.#context, {
          url: key.tokenAddress,
          method: "POST",
          headers,
          body: body.toString(),
          signal,
        }),
      ),
    );
    const token = textIn(answer, "access_token");
    if (token === "") throw new SourceError("calendar.unreadable", "Google's token server answered without a token");
    const seconds = typeof answer.expires_in === "number" ? answer.expires_in : lifetimeSeconds;
    this.#known = { token, untilMs: nowMs + seconds * 1000 - marginMs };
    return token;
  }

  #assertion(key: Key, nowSeconds: number): string {
    const { impersonate } = this.#account;
    const claims = {
      iss: key.email,
      scope: this.#account.write === true ? scopes.write : scopes.read,
      aud: key.tokenAddress,
      iat: nowSeconds,
      exp: nowSeconds + lifetimeSeconds,
      ...(impersonate === undefined ? {} : { sub: impersonate }),
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${part({ alg: "RS256", typ: "JWT", kid: key.keyId })}.${part(claims)}`;
    try {
      return `${text}.${sign("RSA-SHA256", Buffer.from(text), createPrivateKey(key.privateKey)).toString("base64url")}`;
    } catch (error) {
      throw this.#unusable(`its private_key cannot be used: ${messageOf(error)}`);
    }
  }

  async #key(): Promise<Key> {
    const text = await this.#context.readSecret(this.#account.credentialsFile);
    let file: ReturnType<typeof asObject>;
    try {
      file = asObject(JSON.parse(text));
    } catch {
      throw this.#unusable("it is not JSON");
    }
    const key = {
      email: textIn(file, "client_email"),
      keyId: textIn(file, "private_key_id"),
      privateKey: textIn(file, "private_key"),
      tokenAddress: textIn(file, "token_uri") || "https://oauth2.googleapis.com/token",
    };
    if (key.email === "" || key.privateKey === "") {
      throw this.#unusable("client_email or private_key is missing; make a JSON key of the service account");
    }
    return key;
  }

  #unusable(why: string): SourceError {
    return new SourceError(
      "calendar.refused",
      `${this.#account.credentialsFile} is no key of a service account: ${why}`,
    );
  }
}
