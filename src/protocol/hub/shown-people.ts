/** One of a person's own passkeys. Times are milliseconds since 1970 UTC. */
export interface OwnPasskey {
  id: string;
  name: string;
  at: number;
  usedAt: number | null;
}

/** The LiveKit server for which the hub makes tokens. Its secret is never shown. */
export interface ShownLivekit {
  url: string;
  apiKey: string;
}

export interface ShownPerson {
  id: string;
  email: string;
  name: string;
  role: string;
}

/** What a partner may see. */
export interface ShownGrant {
  id: string;
  person: string;
  kind: string;
  scope: string;
  scopeName: string;
  at: number;
}

/** An API key without its secret. */
export interface ShownKey {
  id: string;
  name: string;
  scopes: string[];
  by: string;
  /** Who made it, by name. */
  byName: string;
  at: number;
  expiresAt: number | null;
  revokedAt: number | null;
}

/** The organisation's identity provider (null: none), and the address to register there. */
export interface ShownProvider {
  provider: {
    issuer: string;
    clientId: string;
    hasSecret: boolean;
    domains: string[];
    /** Role of people whom nobody invited; null: they are not let in. */
    newcomers: string | null;
    trustUnverified: boolean;
  } | null;
  redirectUri: string;
}
