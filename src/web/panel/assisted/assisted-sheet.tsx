import type { AssistedOffer, Invitation } from "../../../domain/assisted.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { Qr } from "../../shared/components/qr.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { room } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { serviceName } from "../home/entry-words.ts";
import { sheet } from "../sheets/open-sheet.ts";
import { Refusal } from "../sheets/refusal.tsx";
import { controlOf } from "../wishes/index.ts";
import { useInvitation } from "./invitation.ts";
import { type Subject, subject } from "./subject.ts";
import "./assisted-sheet.css";

/** What will not work, then the way in: here on the display, or on people's own devices. */
export function AssistedSheet() {
  const about = subject.value;
  return about === null ? null : <About about={about} />;
}

function About({ about }: { about: Subject }) {
  const { assisted } = words.value;
  const invitation = useInvitation(about);
  const state = room.value;
  const entry = "bookingId" in about ? state?.agenda.find(({ id }) => id === about.bookingId) : undefined;
  const known = typeof invitation === "object" ? invitation : null;
  const service = serviceName(entry?.service ?? known?.service ?? state?.assisted?.service ?? "");
  const offer = entry?.assisted ?? known?.offer ?? null;
  // In the window already: only what another device needs is left to say.
  const inside = state?.assisted != null;
  return (
    <Sheet title={inside ? assisted.ownDevice : assisted.title(service)} onClose={sheet.close} wide={!inside}>
      <div class="assisted-sheet">
        {!inside && offer !== null && <Here about={about} offer={offer} service={service} />}
        <OwnDevice invitation={invitation} heading={!inside} />
      </div>
    </Sheet>
  );
}

function Here({ about, offer, service }: { about: Subject; offer: AssistedOffer; service: string }) {
  const { assisted, call } = words.value;
  const control = controlOf({ type: "openAssisted", ...about });
  const { window, browser, forgets } = offer;
  const facts = [forgets ? assisted.forgets : assisted.keeps, ...(browser === null ? [] : [assisted.browser(browser)])];
  if (window !== "ready") {
    return (
      <p class="assisted-closed">
        <Icon name="info" />
        <span>{assisted.closed[window]}</span>
      </p>
    );
  }
  return (
    <section class="assisted-here">
      <p>{assisted.intro(service)}</p>
      <Points title={assisted.limitsTitle} points={offer.limits.map((limit) => assisted.limits[limit])} />
      <Points title={assisted.needsTitle} points={offer.needs.map((need) => assisted.needs[need])} />
      <p class="sheet-hint">{facts.join(" ")}</p>
      <Button kind="primary" size="large" icon="display" act="openAssisted" step={call.starting} {...control}>
        {assisted.open}
      </Button>
      <Refusal />
    </section>
  );
}

function Points({ title, points }: { title: string; points: string[] }) {
  if (points.length === 0) return null;
  return (
    <div>
      <h3 class="assisted-head">{title}</h3>
      <ul class="assisted-points">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  );
}

function OwnDevice({ invitation, heading }: { invitation: Invitation | "fetching" | "failed"; heading: boolean }) {
  const { assisted } = words.value;
  return (
    <section class="assisted-own">
      {heading && <h3 class="assisted-head">{assisted.ownDevice}</h3>}
      {invitation === "fetching" ? (
        <p class="sheet-hint">{assisted.fetching}</p>
      ) : invitation === "failed" ? (
        <p class="sheet-hint">{assisted.noLink}</p>
      ) : (
        <Codes invitation={invitation} />
      )}
    </section>
  );
}

function Codes({ invitation: { url, meetingId, passcode } }: { invitation: Invitation }) {
  const { assisted } = words.value;
  return (
    <>
      {url !== null && <Qr text={url} label={assisted.scan} />}
      {url !== null && <p class="sheet-hint">{assisted.scan}</p>}
      <dl class="assisted-codes">
        {meetingId !== null && <Code name={assisted.number} value={meetingId} />}
        {passcode !== null && <Code name={assisted.passcode} value={passcode} />}
      </dl>
    </>
  );
}

function Code({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="tabular">{value}</dd>
    </div>
  );
}
