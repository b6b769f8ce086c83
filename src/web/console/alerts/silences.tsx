import type { ShownSilence } from "../../../protocol/hub/shown-alerts.ts";
import { useHub } from "../hub/use-hub.ts";
import { Ago } from "../parts/ago.tsx";
import { Confirmed } from "../parts/confirmed.tsx";
import { Empty } from "../parts/empty.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { api, at, may } from "../session.ts";
import { say } from "../words.ts";
import { causeWords } from "./cause-words.ts";
import { alertWords } from "./words.ts";

/** What nothing is said of now. */
export function Silences() {
  const text = say(alertWords);
  const [answer, again] = useHub<ShownSilence[]>(api("/silences"));
  return (
    <Loaded answer={answer} again={again}>
      {(silences) =>
        silences.length === 0 ? (
          <Empty icon="speakerOff" title={text.noSilences} hint={text.noSilencesHint} />
        ) : (
          <div class="card table-scroll">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{text.what}</th>
                  <th scope="col">{text.where}</th>
                  <th scope="col">{text.ends}</th>
                  <th scope="col">{text.reason}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {silences.map((silence) => (
                  <Row key={silence.id} silence={silence} again={again} />
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </Loaded>
  );
}

function Row({ silence, again }: { silence: ShownSilence; again: () => void }) {
  const text = say(alertWords);
  const { id, room, roomName, cause, until, reason, byName } = silence;
  return (
    <tr>
      <td>
        <strong>{causeWords({ cause, title: cause })}</strong>
      </td>
      <td>{room === null ? text.everywhere : <a href={at(`/rooms/${encodeURIComponent(room)}`)}>{roomName}</a>}</td>
      <td>
        <Ago at={until} />
      </td>
      <td>
        {reason}
        <p class="quiet">
          {text.by} {byName}
        </p>
      </td>
      <td class="table-act">
        {may("alerts:write") && (
          <Confirmed
            act="endSilence"
            label={text.end}
            question={text.endQuestion}
            consequence={text.endConsequence}
            method="DELETE"
            path={api(`/silences/${encodeURIComponent(id)}`)}
            onDone={again}
          />
        )}
      </td>
    </tr>
  );
}
