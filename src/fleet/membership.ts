import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { renewCertificate } from "./enrolment.ts";
import type { HubAddress } from "./hub-address.ts";
import { type Identity, type IdentityFolder, renewalTime } from "./identity.ts";
import { proveRevoked } from "./revocation.ts";

export interface MembershipParts {
  address: HubAddress;
  identity: Identity;
  identities: IdentityFolder;
  /** Shows claim codes until the room is claimed anew: beside the link, which may come back and end it. */
  claimBeside: (former: Identity, signal: AbortSignal) => Promise<Identity>;
  clock: Clock;
  log: Log;
}

const renewalCheckMs = 3_600_000;

/**
 * What becomes of a room's identity while it is a member: renewed in time; ended when it is proven that it was revoked; beside a new
 * claim code when the hub does not know it. Whoever cannot prove anything changes nothing.
 */
export class Membership {
  readonly #parts: MembershipParts;
  readonly #over = Promise.withResolvers<Identity>();
  #identity: Identity;
  #asking = false;
  #ended = false;
  #beside: AbortController | null = null;
  #stopRenewing = () => {};

  constructor(parts: MembershipParts) {
    this.#parts = parts;
    this.#identity = parts.identity;
  }

  get identity(): Identity {
    return this.#identity;
  }

  /** Resolves with what comes after it: another identity, or this one, revoked. */
  get over(): Promise<Identity> {
    return this.#over.promise;
  }

  start(): void {
    const { clock, log } = this.#parts;
    const check = () =>
      void this.#renew().catch((error: unknown) =>
        log.warn("the room's certificate was not renewed", { cause: messageOf(error) }),
      );
    check();
    this.#stopRenewing = clock.every(renewalCheckMs, check);
  }

  /** A dial that is under way may still be turned away: that means nothing any more. */
  stop(): void {
    this.#ended = true;
    this.#stopRenewing();
    this.#beside?.abort();
  }

  /** The hub lets the room in: what was said of it before is not so. */
  welcomed(): void {
    this.#beside?.abort();
    this.#beside = null;
  }

  /** @param code in which the hub said why; without proof it is only a reason to ask for one */
  turnedAway(code: string): void {
    if (this.#ended) return;
    if (code === "hub.revoked") void this.#askForProof();
    if (code === "hub.unknown-room") this.#offerBeside();
  }

  async #renew(): Promise<void> {
    const { address, identities, clock } = this.#parts;
    if (clock.now() < renewalTime(this.#identity.certificate)) return;
    this.#identity = await renewCertificate(address, this.#identity, identities);
  }

  async #askForProof(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const { address, identities, log } = this.#parts;
    try {
      await proveRevoked(address, this.#identity);
      if (this.#ended) return;
      const revoked = { ...this.#identity, revoked: true };
      await identities.write(revoked);
      log.warn("this room's key was revoked; it can be claimed again", { room: revoked.room });
      this.#over.resolve(revoked);
    } catch (error) {
      log.warn("the room keeps its key", { cause: messageOf(error) });
    } finally {
      this.#asking = false;
    }
  }

  #offerBeside(): void {
    if (this.#beside !== null) return;
    const { claimBeside, log } = this.#parts;
    // Who signed the certificate was not kept by earlier versions: no other one could be believed.
    if (this.#identity.issuer === "")
      return log.warn("the hub does not know this room; to claim it again, remove its identity.json");
    const beside = new AbortController();
    this.#beside = beside;
    log.warn("the hub does not know this room; it keeps its key and can be claimed again beside");
    claimBeside(this.#identity, beside.signal).then(this.#over.resolve, (error: unknown) => {
      if (beside.signal.aborted) return;
      log.error("the room cannot be claimed again", { cause: messageOf(error) });
      // The next time that the hub turns the room away it is offered anew.
      this.#beside = null;
    });
  }
}
