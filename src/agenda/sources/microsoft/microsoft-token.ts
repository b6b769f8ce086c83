import { X509Certificate } from "node:crypto";
import type { ClientCredentialRequest, INetworkModule, NetworkRequestOptions, NodeAuthOptions } from "@azure/msal-node";
import { messageOf } from "../../../domain/errors.ts";
import { redact } from "../../../platform/redact.ts";
import type { TokenSource } from "../bearer-client.ts";
import { exchange, textOfAnswer } from "../http.ts";
import { type SourceContext, SourceError } from "../source.ts";
import type { Cloud } from "./clouds.ts";

export interface MicrosoftAccount {
  tenantId: string;
  clientId: string;
  clientSecretFile?: string;
  /** PEM with the certificate and its private key. */
  certificateFile?: string;
}

type Application = InstanceType<typeof import("@azure/msal-node").ConfidentialClientApplication>;

/** Access tokens of an app registration, without any user (client credentials), by Microsoft's own library. */
export class MicrosoftTokens implements TokenSource {
  readonly #context: SourceContext;
  readonly #account: MicrosoftAccount;
  readonly #cloud: Cloud;
  #application: { secret: string; made: Application } | null = null;
  #skipCache = false;

  constructor(context: SourceContext, account: MicrosoftAccount, cloud: Cloud) {
    this.#context = context;
    this.#account = account;
    this.#cloud = cloud;
  }

  forget(): void {
    this.#skipCache = true;
  }

  async token(signal: AbortSignal): Promise<string> {
    const application = await this.#applicationFor(signal);
    const request: ClientCredentialRequest = {
      scopes: [`${this.#cloud.graph}/.default`],
      skipCache: this.#skipCache,
    };
    try {
      const result = await application.acquireTokenByClientCredential(request);
      if (result === null) throw new SourceError("calendar.unreadable", "Microsoft's token server gave no token");
      this.#skipCache = false;
      return result.accessToken;
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof SourceError ? error : refused(error);
    }
  }

  /** Made anew when the secret's file has changed. The library is loaded only by rooms that need it. */
  async #applicationFor(signal: AbortSignal): Promise<Application> {
    const { clientSecretFile, certificateFile, tenantId, clientId } = this.#account;
    const secret = await this.#context.readSecret(clientSecretFile ?? certificateFile ?? "");
    if (this.#application?.secret === secret) return this.#application.made;
    const { ConfidentialClientApplication } = await import("@azure/msal-node");
    const auth: NodeAuthOptions = {
      clientId,
      authority: `${this.#cloud.login}/${tenantId}`,
      knownAuthorities: [new URL(this.#cloud.login).host],
      ...(clientSecretFile === undefined ? { clientCertificate: certificateOf(secret) } : { clientSecret: secret }),
    };
    const made = new ConfidentialClientApplication({
      auth,
      system: { networkClient: networkOf(this.#context, signal) },
    });
    this.#application = { secret, made };
    return made;
  }
}

/** The library's network, through the room's own: bounded, and replaceable in tests. Its answers may be refusals. */
function networkOf(context: SourceContext, signal: AbortSignal): INetworkModule {
  const ask = async (method: string, url: string, options?: NetworkRequestOptions) => {
    const request = { url, method, headers: options?.headers ?? {}, signal, accept: [400, 401, 403] };
    const answer = await exchange(context, options?.body === undefined ? request : { ...request, body: options.body });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: JSON.parse(textOfAnswer(answer) || "{}"),
    };
  };
  return {
    sendGetRequestAsync: (url, options) => ask("GET", url, options),
    sendPostRequestAsync: (url, options) => ask("POST", url, options),
  };
}

function certificateOf(pem: string): NonNullable<NodeAuthOptions["clientCertificate"]> {
  const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/.exec(pem)?.[0];
  const certificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(pem)?.[0];
  if (privateKey === undefined || certificate === undefined) {
    throw new SourceError("calendar.refused", "certificateFile must hold a certificate and its private key, as PEM");
  }
  return { privateKey, thumbprintSha256: new X509Certificate(certificate).fingerprint256.replaceAll(":", "") };
}

function refused(error: unknown): SourceError {
  const message = redact(messageOf(error), 300);
  return new SourceError("calendar.refused", `Microsoft gives the room's app no token: ${message}`);
}
