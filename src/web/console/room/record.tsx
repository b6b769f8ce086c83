import { useHub } from "../hub/use-hub.ts";
import { go } from "../navigation.ts";
import { Ago } from "../parts/ago.tsx";
import { Confirmed } from "../parts/confirmed.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { api, at, may } from "../session.ts";
import { faultWords, say } from "../words.ts";
import { liveWords } from "./live-words.ts";
import { Spark } from "./spark.tsx";

const roomApi = (id: string, rest: string) => api(`/rooms/${encodeURIComponent(id)}${rest}`);

interface RoomEvent {
  id: string;
  at: number;
  what: string;
  subject: string;
  detail: string;
}

/** The room's history, newest first. */
export function Story({ id }: { id: string }) {
  const text = say(liveWords);
  const [answer, again] = useHub<RoomEvent[]>(roomApi(id, "/events?limit=40"));
  return (
    <section class="card room-wide">
      <h2>{text.story}</h2>
      <Loaded answer={answer} again={again}>
        {(events) => (
          <>
            {events.length === 0 && <p class="quiet">{text.noStory}</p>}
            <ul class="room-lines room-story">
              {events.map((event) => (
                <li key={event.id}>
                  <strong>{text.happenings[event.what] ?? event.what}</strong>
                  <span>{event.what.startsWith("room.fault") ? faultWords(event.subject) : event.subject}</span>
                  <span class="quiet">{event.detail}</span>
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
export function Settings({ id }: { id: string }) {
  const text = say(liveWords);
  const [answer, again] = useHub<RoomSettings>(may("settings:read") ? roomApi(id, "/settings") : null);
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
            <Origins origins={origins} />
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

function Origins({ origins }: { origins: RoomSettings["origins"] }) {
  const text = say(liveWords);
  const all = Object.entries(origins);
  if (all.length === 0) return null;
  return (
    <dl class="room-facts">
      {all.map(([path, origin]) => {
        const kind = typeof origin === "string" ? origin : origin.kind;
        return (
          <div key={path}>
            <dt class="code">{path}</dt>
            <dd>{text.origins[kind] ?? kind}</dd>
          </div>
        );
      })}
    </dl>
  );
}

interface HealthRow {
  start: number;
  values: Record<string, { min: number; max: number; mean: number }>;
}

/** What the room measured: a line a value, and numbers beside it. */
export function HealthHistory({ id }: { id: string }) {
  const text = say(liveWords);
  const [answer, again] = useHub<HealthRow[]>(roomApi(id, "/health"));
  return (
    <section class="card">
      <h2>{text.health}</h2>
      <Loaded answer={answer} again={again}>
        {(rows) => {
          const names = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))].sort();
          if (names.length === 0) return <p class="quiet">{text.noHealth}</p>;
          return (
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{text.measure}</th>
                  <td />
                  <th scope="col">{text.least}</th>
                  <th scope="col">{text.mean}</th>
                  <th scope="col">{text.most}</th>
                </tr>
              </thead>
              <tbody>
                {names.map((name) => (
                  <Spark key={name} name={name} values={rows.flatMap(({ values }) => values[name] ?? [])} />
                ))}
              </tbody>
            </table>
          );
        }}
      </Loaded>
    </section>
  );
}

/** What the room has sent on request. */
export function Bundles({ id }: { id: string }) {
  const text = say(liveWords);
  const [answer, again] = useHub<{ id: string; kind: string; bytes: number; at: number }[]>(
    may("rooms:act") ? roomApi(id, "/bundles") : null,
  );
  if (!may("rooms:act")) return null;
  return (
    <section class="card">
      <h2>{text.bundles}</h2>
      <Loaded answer={answer} again={again}>
        {(bundles) => (
          <>
            {bundles.length === 0 && <p class="quiet">{text.noBundles}</p>}
            <ul class="room-lines">
              {bundles.map((bundle) => (
                <li key={bundle.id}>
                  <LinkButton href={api(`/bundles/${encodeURIComponent(bundle.id)}`)} download>
                    {bundle.kind}
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

/** Cutting the room off, for those who may. */
export function Trust({ id, suspicion }: { id: string; suspicion: string | null }) {
  const text = say(liveWords);
  const leave = () => go(at("/rooms"));
  if (!may("trust:write") && suspicion === null) return null;
  return (
    <section class="card">
      <h2>{text.trust}</h2>
      {suspicion !== null && (
        <p class="grave-attention" role="alert">
          {text.suspicion} <span class="quiet">{suspicion}</span>
        </p>
      )}
      {may("trust:write") && (
        <div class="page-actions">
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
            path={roomApi(id, "")}
            onDone={leave}
          />
        </div>
      )}
    </section>
  );
}
