import { useMemo } from "preact/hooks";
import type { PreviewedRoom, ShownPreview } from "../../../protocol/hub/shown-settings.ts";
import { Button } from "../../shared/components/button.tsx";
import { VirtualRows } from "../parts/virtual-rows.tsx";
import { at, may } from "../session.ts";
import { say } from "../words.ts";
import type { Change } from "./settings-model.ts";
import { settingName, shownValue } from "./shown-value.ts";
import { StartForm } from "./start-form.tsx";
import { settingsWords } from "./words.ts";

interface PreviewProps {
  name: string;
  change: Change;
  shown: ShownPreview;
  onBack: () => void;
  onStarted: (rollOut: string) => void;
}

/** What a change would do: which values, from what to what, in which rooms and when; then its start. */
export function Preview({ name, change, shown, onBack, onStarted }: PreviewProps) {
  const text = say(settingsWords);
  const { named, changes } = shown;
  const values = new Set(changes.map(({ path }) => path)).size;
  const count = (fits: (room: PreviewedRoom) => boolean) => named.filter(fits).length;
  return (
    <section class="editor">
      <header class="editor-head">
        <h2>{text.previewTitle(name)}</h2>
        <Button size="small" act="back" onPress={onBack}>
          {text.back}
        </Button>
      </header>
      {named.length === 0 ? (
        <div class="note">
          <p class="preview-sum">{text.noRooms}</p>
          <p>{text.noRoomsHint}</p>
        </div>
      ) : (
        <>
          <p class="preview-sum">{text.summary(named.length, values)}</p>
          <Values shown={shown} />
          <p class="quiet">
            {text.timing(
              count((room) => room.waits),
              count((room) => !room.connected),
            )}
          </p>
          <Rooms rooms={named} />
        </>
      )}
      {may("settings:write") ? (
        <StartForm change={change} name={text.defaultName(name, values)} onStarted={onStarted} />
      ) : (
        <p class="note">{text.readOnly}</p>
      )}
    </section>
  );
}

function Values({ shown }: { shown: ShownPreview }) {
  const text = say(settingsWords);
  return (
    <div class="table-scroll card">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{text.setting}</th>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
            <th scope="col">{text.when}</th>
            <th scope="col" class="number">
              {text.inRooms}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.changes.map(({ path, before, value, rooms, live }) => (
            <tr key={`${path} ${JSON.stringify([before, value])}`}>
              <td>{settingName(path)}</td>
              <td class="quiet">{shownValue(path, before)}</td>
              <td>
                <strong>{shownValue(path, value)}</strong>
              </td>
              <td>{live ? text.live : text.betweenMeetings}</td>
              <td class="number tabular">{text.roomCount(rooms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const rowHeight = 36;
const mostInSight = 8;

const byName = new Intl.Collator(undefined, { numeric: true });

function Rooms({ rooms: all }: { rooms: PreviewedRoom[] }) {
  const text = say(settingsWords);
  const rooms = useMemo(() => all.toSorted((a, b) => byName.compare(a.name, b.name)), [all]);
  return (
    <div class="preview-rooms" style={{ height: `${Math.min(rooms.length, mostInSight) * rowHeight + 38}px` }}>
      <VirtualRows
        count={rooms.length}
        rowHeight={rowHeight}
        label={text.rooms}
        columns={[
          { id: "room", title: text.room },
          { id: "site", title: text.site },
          { id: "when", title: text.when },
        ]}
        row={(index) => {
          const room = rooms[index];
          if (room === undefined) return null;
          const when = room.waits ? text.afterMeeting : room.connected ? text.atOnce : text.whenBack;
          return (
            <>
              <td class="cell">
                <a href={at(`/rooms/${encodeURIComponent(room.id)}`)}>{room.name}</a>
              </td>
              <td class="cell">{room.siteName}</td>
              <td class="cell">{when}</td>
            </>
          );
        }}
      />
    </div>
  );
}
