import { useState } from "preact/hooks";
import type { ShownAlert, ShownSilence } from "../../../protocol/hub/shown-alerts.ts";
import { Button } from "../../shared/components/button.tsx";
import { useHub } from "../hub/use-hub.ts";
import { useStream } from "../hub/use-stream.ts";
import { Ago } from "../parts/ago.tsx";
import { Empty } from "../parts/empty.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { api, at, may } from "../session.ts";
import { say } from "../words.ts";
import { silenceOver, sortAlerts } from "./alerts-model.ts";
import { causeWords } from "./cause-words.ts";
import { Severity } from "./severity.tsx";
import { SilenceSheet } from "./silence-sheet.tsx";
import { alertWords } from "./words.ts";

/** Alerts that stand, the gravest first, each with its rooms. */
export function Standing() {
  const text = say(alertWords);
  const [answer, again] = useHub<ShownAlert[]>(api("/alerts?only=standing"));
  const [silences, againSilences] = useHub<ShownSilence[]>(api("/silences"));
  const [asking, setAsking] = useState<ShownAlert | null>(null);
  useStream(api("/alerts/live"), { alerts: again, open: again });
  return (
    <>
      <Loaded answer={answer} again={again}>
        {(alerts) => {
          const { standing } = sortAlerts(alerts);
          if (standing.length === 0) return <Empty icon="check" title={text.calm} hint={text.calmHint} />;
          return (
            <ul class="alert-list">
              {standing.map((alert) => (
                <StandingAlert
                  key={alert.id}
                  alert={alert}
                  silence={silenceOver(alert, silences.value ?? [])}
                  onSilence={() => setAsking(alert)}
                />
              ))}
            </ul>
          );
        }}
      </Loaded>
      {asking !== null && (
        <SilenceSheet
          alert={asking}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            againSilences();
          }}
        />
      )}
    </>
  );
}

interface StandingAlertProps {
  alert: ShownAlert;
  silence: ShownSilence | null;
  onSilence: () => void;
}

function StandingAlert({ alert, silence, onSilence }: StandingAlertProps) {
  const text = say(alertWords);
  return (
    <li class={`card alert alert-${alert.severity}`} data-cause={alert.cause}>
      <div class="alert-head">
        <Severity severity={alert.severity} />
        <h2>{causeWords(alert)}</h2>
        {silence === null ? (
          may("alerts:write") && (
            <Button size="small" icon="speakerOff" act="silence" onPress={onSilence}>
              {text.silence}
            </Button>
          )
        ) : (
          <p class="quiet">
            {text.silenced} <Ago at={silence.until} />
          </p>
        )}
      </div>
      <p class="quiet">
        {text.rooms(alert.rooms.length)} · {text.since} <Ago at={alert.openedAt} />
      </p>
      <Rooms alert={alert} most={12} />
    </li>
  );
}

function Rooms({ alert: { rooms, roomNames }, most }: { alert: ShownAlert; most: number }) {
  const text = say(alertWords);
  const shown = roomNames.slice(0, most);
  return (
    <ul class="alert-rooms">
      {shown.map((name, index) => (
        <li key={rooms[index]}>
          <a href={at(`/rooms/${encodeURIComponent(rooms[index] ?? "")}`)}>{name}</a>
        </li>
      ))}
      {rooms.length > shown.length && <li class="quiet">{text.more(rooms.length - shown.length)}</li>}
    </ul>
  );
}

/** Alerts that are over, newest first. */
export function History() {
  const text = say(alertWords);
  const [answer, again] = useHub<ShownAlert[]>(api("/alerts?only=over"));
  return (
    <Loaded answer={answer} again={again}>
      {(alerts) => {
        const { over } = sortAlerts(alerts);
        if (over.length === 0) return <Empty icon="clock" title={text.noHistory} hint={text.noHistoryHint} />;
        return (
          <div class="card table-scroll">
            <table class="table alert-history">
              <thead>
                <tr>
                  <th scope="col">{text.what}</th>
                  <th scope="col">{text.severity}</th>
                  <th scope="col">{text.lasted}</th>
                  <th scope="col">{text.ended}</th>
                </tr>
              </thead>
              <tbody>
                {over.map((alert) => (
                  <tr key={alert.id}>
                    <td>
                      <strong>{causeWords(alert)}</strong>
                      <Rooms alert={alert} most={4} />
                    </td>
                    <td>
                      <Severity severity={alert.severity} />
                    </td>
                    <td>
                      <Ago at={alert.openedAt} />
                    </td>
                    <td>{alert.closedAt !== null && <Ago at={alert.closedAt} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      }}
    </Loaded>
  );
}
