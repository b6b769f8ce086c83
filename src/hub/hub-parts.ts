import type { X509Certificate } from "node:crypto";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { FleetView } from "./estate/fleet-view.ts";
import type { FanOut } from "./fan-out/fan-out.ts";
import type { OutwardGuard } from "./outward/guarded-request.ts";
import type { GroupCommit } from "./store/group-commit.ts";
import type { Vault } from "./store/secrets.ts";
import type { Store } from "./store/store.ts";
import type { Authority } from "./trust/authority.ts";
import type { certificateFinder } from "./trust/certificates.ts";
import type { Claims } from "./trust/claims.ts";

/** What the parts of a hub share. */
export interface HubParts {
  /** Of this process. */
  hub: string;
  store: Store;
  commits: GroupCommit;
  vault: Vault;
  authority: Authority;
  authorityCertificate: X509Certificate;
  claims: Claims;
  /** Given-out certificates, by serial number. */
  certificates: ReturnType<typeof certificateFinder>;
  /** Host names and addresses of this hub, the usual one first. */
  names: readonly string[];
  /** Where addresses that people type into the hub may lead. */
  guard: OutwardGuard;
  view: FleetView;
  fanOut: FanOut;
  clock: Clock;
  log: Log;
}
