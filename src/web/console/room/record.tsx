import type { Json } from "../../../protocol/hub/difference.ts";
import { Replace } from "../claim/replace.tsx";
import { useEvery } from "../hub/use-every.ts";
import { useAgainWhen, useHub } from "../hub/use-hub.ts";
import { go } from "../navigation.ts";
import { Ago } from "../parts/ago.tsx";
import { Confirmed } from "../parts/confirmed.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { OnlyFor } from "../parts/only-for.tsx";
import { api, at, may } from "../session.ts";
import { settingName, shownValue } from "../settings/shown-value.ts";
import { faultWords, say } from "../words.ts";
import { liveWords } from "./live-words.ts";
import { roomApi } from "./room-api.ts";

interface RoomEvent {
  id: string;
  at: number;
  what: string;
  subject: string;
  detail: string;
}

const storyEveryMs = 10_000;

/** The room's history, newest first. @param of what changes when something has happened */
export function Story({ id, of }: { id: string; of: string }) {
  const text = say(liveWords);
  const [answer, again] = useHub<RoomEvent[]>(roomApi(id, "/events?limit=40"));
  useAgainWhen(of, again);
  // The hub may write down what happened a moment after it shows it.
  useEvery(storyEveryMs, again);
  return (
    <section class="card">
      <h2>{text.story}</h2>
      <Loaded answer={answer} again={again}>
        {(events) => (
          <>
            {events.length === 0 && <p class="quiet">{text.noStory}</p>}
            {/* No list without anything in it: it would leave a gap. */}
            <ul class="room-lines room-story" hidden={events.length === 0}>
              {events.map((event) => (
                <li key={event.id}>
                  <strong>{text.happenings[event.what] ?? event.what}</strong>
                  <span>
                    {event.what.startsWith("room.fault") ? faultWords(event.subject) : event.subject}{" "}
                    <span class="quiet">{event.detail}</span>
                  </span>
                  <Ago at={event.at} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

interface RoomSettings {
  target: { version: number; document: object };
  origins: Record<string, { kind: string } | string>;
  reported: { status: string; reason: string; document: object } | null;
  drift: { path: string; value: unknown }[];
}

/** What the room should run, where each setting comes from, and how what it runs differs. */
export function Settings({ id, of }: { id: string; of: string }) {
  const text = say(liveWords);
  const [answer, again] = useHub<RoomSettings>(may("settings:read") ? roomApi(id, "/settings") : null);
  useAgainWhen(of, again);
  if (!may("settings:read")) return null;
  return (
    <section class="card">
      <h2>{text.settings}</h2>
      <Loaded answer={answer} again={again}>
        {({ drift, reported, origins, target }) => (
          <>
            {reported?.status === "rejected" && <p class="grave-attention">{text.rejected(reported.reason)}</p>}
            {drift.length === 0 ? (
              <p class="quiet">{text.asConfigured}</p>
            ) : (
              <Differences drift={drift} wanted={target.document} />
            )}
            <Origins origins={origins} document={target.document} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Differences({ drift, wanted }: { drift: RoomSettings["drift"]; wanted: object }) {
  const text = say(liveWords);
  return (
    <>
      <p>{text.differs}</p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{text.setting}</th>
            <th scope="col">{text.wanted}</th>
            <th scope="col">{text.runs}</th>
          </tr>
        </thead>
        <tbody>
          {drift.map(({ path, value }) => (
            <tr key={path}>
              <td class="code">{path}</td>
              <td class="code">{JSON.stringify(valueAt(wanted, path)) ?? "–"}</td>
              <td class="code">{JSON.stringify(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function valueAt(document: object, path: string): unknown {
  return path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
}

function Origins({ origins, document }: { origins: RoomSettings["origins"]; document: object }) {
  const text = say(liveWords);
  const all = Object.entries(origins);
  if (all.length === 0) return null;
  return (
    <dl class="room-facts">
      {all.map(([path, origin]) => {
        const kind = typeof origin === "string" ? origin : origin.kind;
        return (
          <div key={path}>
            <dt title={path}>{settingName(path)}</dt>
            <dd>
              {shownValue(path, valueAt(document, path) as Json)}{" "}
              <span class="quiet">
                {text.origin} {text.origins[kind] ?? kind}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What the room has sent on request. */
export function Bundles({ id, of }: { id: string; of: string }) {
  const text = say(liveWords);
  const [answer, again] = useHub<{ id: string; kind: string; bytes: number; at: number }[]>(
    may("rooms:act") ? roomApi(id, "/bundles") : null,
  );
  useAgainWhen(of, again);
  // Who may not act is told so where the actions are.
  if (!may("rooms:act")) return null;
  return (
    <section class="card">
      <h2>{text.bundles}</h2>
      <Loaded answer={answer} again={again}>
        {(bundles) => (
          <>
            {bundles.length === 0 && <p class="quiet">{text.noBundles}</p>}
            <ul class="room-lines room-bundles" hidden={bundles.length === 0}>
              {bundles.map((bundle) => (
                <li key={bundle.id}>
                  <LinkButton href={api(`/bundles/${encodeURIComponent(bundle.id)}`)} download>
                    {text.bundleKinds[bundle.kind] ?? bundle.kind}
                  </LinkButton>
                  <span class="quiet">{Math.ceil(bundle.bytes / 1024)} KiB</span>
                  <Ago at={bundle.at} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

interface TrustProps {
  id: string;
  name: string;
  suspicion: string | null;
  /** Another computer has taken the room's place. */
  onDone: () => void;
}

/** Cutting the room off, for those who may. */
export function Trust({ id, name, suspicion, onDone }: TrustProps) {
  const text = say(liveWords);
  const leave = () => go(at("/rooms"));
  return (
    <section class="card">
      <h2>{text.trust}</h2>
      {suspicion !== null && (
        <p class="grave-attention" role="alert">
          {text.suspicion} <span class="quiet">{suspicion}</span>
        </p>
      )}
      <OnlyFor permission="trust:write" />
      {may("trust:write") && (
        <div class="page-actions">
          <Replace id={id} name={name} onDone={onDone} />
          <Confirmed
            act="revoke"
            label={text.revoke}
            takesAway
            question={text.revoke}
            consequence={text.revokeConsequence}
            method="POST"
            path={roomApi(id, "/revoke")}
            body={{ reason: "revoked in the console" }}
            onDone={leave}
          />
          <Confirmed
            act="retire"
            label={text.retire}
            takesAway
            question={text.retire}
            consequence={text.retireConsequence}
            method="DELETE"
            path={roomApi(id)}
            onDone={leave}
          />
        </div>
      )}
    </section>
  );
}
