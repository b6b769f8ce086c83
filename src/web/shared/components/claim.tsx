import type { Enrolment } from "../../../domain/room-state.ts";
import { words } from "../language.ts";
import { Qr } from "./qr.tsx";
import "./claim.css";

/** How this room is claimed in its hub's console: a code to type, or to scan. */
export function Claim({ enrolment }: { enrolment: Enrolment }) {
  const { ways } = words.value;
  const { code, url, fingerprint, again } = enrolment;
  const title = again === undefined ? ways.claimTitle : ways.claimAgain[again];
  return (
    <section class="claim" aria-label={title} data-claim={code}>
      <div class="claim-words">
        <h2 class="claim-title">{title}</h2>
        <p class="claim-code tabular">
          <span class="unseen">{ways.claimCode}: </span>
          {code}
        </p>
        <p class="claim-hint">{ways.claimHint(new URL(url).host)}</p>
        <p class="claim-hint">{ways.claimCheck(fingerprint)}</p>
      </div>
      <Qr text={url} label={title} />
    </section>
  );
}
