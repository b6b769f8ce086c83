/**
 * The hub's tables as Kysely sees them. Times are milliseconds since 1970 UTC; JSON is text; secrets are encrypted (see
 * secrets.ts) or hashed. Each row of a customer carries its organisation: every query names it.
 */
export interface Tables {
  organisations: { id: string; name: string; created_at: number };
  sites: Owned & {
    id: string;
    name: string;
    address: string;
    zone: string;
    latitude: number | null;
    longitude: number | null;
  };
  room_groups: Owned & { id: string; site: string | null; name: string };
  rooms: RoomRow;
  claims: ClaimRow;
  certificates: Owned & {
    serial: string;
    room: string;
    not_after: number;
    issued_at: number;
    revoked_at: number | null;
    revoked_for: string | null;
  };
  room_links: {
    room: string;
    connection: number;
    boot: string;
    machine: string;
    address: string;
    software: string;
    seen_at: number;
    quarantined_for: string | null;
  };
  room_summaries: { room: string; summary: string; at: number };
  events: Owned & {
    room: string;
    id: string;
    at: number;
    received_at: number;
    what: string;
    subject: string;
    detail: string;
  };
  reports: { room: string; version: number; status: string; reason: string; document: string; at: number };
  templates: TemplateRow;
  template_versions: Omit<TemplateRow, "id">;
  targets: Owned & { room: string; version: number; document: string; set_at: number; cause: string };
  rollouts: Owned & {
    id: string;
    name: string;
    status: string;
    plan: string;
    created_at: number;
    created_by: string;
    updated_at: number;
  };
  actions: ActionRow;
  audit: AuditRow;
  people: PersonRow;
  memberships: Owned & { person: string; role: string };
  sign_ins: SignInRow;
  passkeys: PasskeyRow;
  challenges: { hash: string; purpose: string; data: string; expires_at: number };
  identity_providers: ProviderRow;
  provider_domains: Owned & { domain: string };
  identities: Owned & { issuer: string; subject: string; person: string };
  invitations: InvitationRow;
  api_keys: ApiKeyRow;
  partner_grants: Owned & {
    id: string;
    person: string;
    scope_kind: string;
    scope: string;
    created_at: number;
    revoked_at: number | null;
  };
  alert_rules: Owned & { id: string; name: string; definition: string; enabled: number };
  alerts: AlertRow;
  silences: Owned & {
    id: string;
    room: string | null;
    fault: string;
    until: number;
    reason: string;
    created_by: string;
  };
  channels: ChannelRow;
  deliveries: DeliveryRow;
  /** Hours (`h`) and days (`d`), UTC; see estate/health.ts. */
  room_health: Owned & { room: string; period: "h" | "d"; start: number; document: string };
  bundles: BundleRow;
  /** Base64, numbered from 0. */
  bundle_parts: { action: string; number: number; data: string };
  livekit_servers: Owned & { url: string; api_key: string; api_secret: string };
  leases: { name: string; holder: string; until: number };
  secrets: { name: string; value: string };
}

interface Owned {
  organisation: string;
}

export interface RoomRow extends Owned {
  id: string;
  site: string | null;
  room_group: string | null;
  name: string;
  building: string;
  floor: string;
  /** JSON list of texts. */
  tags: string;
  /** JSON list of what should be there: capability names. */
  expected: string;
  created_at: number;
  retired_at: number | null;
}

export interface ClaimRow {
  id: string;
  /** The part of the code that finds the claim; the rest is only compared. */
  locator: string;
  /** Sealed: ten characters are too few for a hash. */
  code: string;
  poll_hash: string;
  csr: string;
  fingerprint: string;
  software: string;
  address: string;
  tries: number;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  room: string | null;
  certificate: string | null;
  /** Serial number of the revoked certificate with which the computer asked. */
  former: string | null;
}

interface TemplateRow extends Owned {
  id: string;
  scope_kind: string;
  scope: string;
  version: number;
  document: string;
  changed_at: number;
  changed_by: string;
}

export interface ActionRow extends Owned {
  id: string;
  room: string;
  verb: string;
  arguments: string;
  created_by: string;
  created_at: number;
  expires_at: number;
  /** waiting, sent, or one of the ends of the protocol. */
  status: string;
  detail: string;
  ended_at: number | null;
}

export interface AuditRow extends Owned {
  number: number;
  at: number;
  actor: string;
  what: string;
  subject: string;
  detail: string;
  previous: string;
  hash: string;
}

export interface PersonRow {
  id: string;
  email: string;
  name: string;
  password: string | null;
  totp: string | null;
  /** The last TOTP step that was used; a code works once. */
  totp_step: number;
  failures: number;
  locked_until: number;
  created_at: number;
  disabled_at: number | null;
}

export interface ChannelRow extends Owned {
  id: string;
  kind: string;
  name: string;
  /** The address. */
  settings: string;
  secret: string | null;
  /** JSON, see alerts/channel.ts. */
  options: string;
  /** Why the last delivery failed; null when it did not. */
  problem: string | null;
}

/** What is still to be told to a channel. */
interface DeliveryRow extends Owned {
  id: string;
  channel: string;
  alert: string;
  kind: string;
  /** JSON. */
  message: string;
  created_at: number;
  due_at: number;
  tries: number;
}

interface BundleRow extends Owned {
  /** The action that asked for it. */
  action: string;
  room: string;
  kind: string;
  bytes: number;
  sha256: string;
  parts: number;
  created_at: number;
  complete: number;
}

interface SignInRow {
  hash: string;
  person: string;
  csrf: string;
  created_at: number;
  expires_at: number;
  /** Who was vouched for by an organisation's identity provider is signed in there only. */
  organisation: string | null;
}

interface InvitationRow extends Owned {
  hash: string;
  /** Empty: the person names their own. */
  email: string;
  role: string;
  expires_at: number;
  used_at: number | null;
  /** Whose account it opens anew; null: it makes one. */
  person: string | null;
}

interface PasskeyRow {
  /** The credential's id, base64url. */
  id: string;
  person: string;
  name: string;
  /** Host name for which it was made. */
  relying_party: string;
  /** COSE key, base64url. */
  public_key: string;
  counter: number;
  /** JSON list. */
  transports: string;
  created_at: number;
  used_at: number | null;
}

export interface ProviderRow extends Owned {
  issuer: string;
  client_id: string;
  /** Sealed; null for a public client. */
  client_secret: string | null;
  /** Role of people whom the provider knows and nobody invited; null: they are not let in. */
  newcomers: string | null;
  /** 1: addresses are believed that the provider does not call verified. */
  trust_unverified: number;
}

export interface ApiKeyRow extends Owned {
  id: string;
  name: string;
  hash: string;
  scopes: string;
  created_by: string;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
}

export interface AlertRow extends Owned {
  id: string;
  rule: string;
  /** What groups findings into one alert. */
  cause: string;
  severity: string;
  title: string;
  rooms: string;
  opened_at: number;
  changed_at: number;
  closed_at: number | null;
}
