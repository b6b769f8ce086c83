import { useRef, useState } from "preact/hooks";
import type { ShownRemoval } from "../../../protocol/hub/shown-places.ts";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Choose } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { api } from "../session.ts";
import { settingName, shownValue } from "../settings/shown-value.ts";
import { say } from "../words.ts";
import { removalWords } from "./removal-words.ts";

interface RemovalProps {
  kind: "site" | "group";
  place: { id: string; name: string };
  /** Where its rooms may go. */
  others: readonly { id: string; name: string }[];
  onClose: () => void;
  onDone: () => void;
}

/** A site or group goes: first it is said what follows for its rooms, wherever they are to go. */
export function Removal({ kind, place, others, onClose, onDone }: RemovalProps) {
  const text = say(removalWords);
  const [to, setTo] = useState("");
  const path = api(`/${kind}s/${encodeURIComponent(place.id)}`);
  const [answer, again] = useHub<ShownRemoval>(`${path}/removal${to === "" ? "" : `?to=${encodeURIComponent(to)}`}`);
  const { busy, problem, send } = useChange();
  // Known while it is asked again for another place: the choice must stay under the fingers of who makes it.
  const rooms = useRef(0);
  if (answer.value !== null) rooms.current = answer.value.rooms;
  const shown = answer.kind === "ready" ? answer.value : null;
  const remove = async () => {
    const body = { to: to === "" ? null : to, rooms: shown?.rooms ?? 0 };
    if ((await send("DELETE", path, body)) !== null) onDone();
  };
  return (
    <Sheet title={text.title[kind](place.name)} onClose={onClose}>
      <Form
        label={text.remove[kind]}
        act="remove-yes"
        busy={busy}
        problem={problem}
        incomplete={shown === null || shown.obstacles.length > 0}
        onSend={() => void remove()}
        beside={
          problem !== null && (
            <Button kind="plain" act="look" onPress={again}>
              {text.lookAgain}
            </Button>
          )
        }
      >
        {rooms.current > 0 && (
          <Choose
            label={text.to}
            name="to"
            value={to}
            options={[["", text.nowhere[kind]], ...others.map(({ id, name }): [string, string] => [id, name])]}
            onChange={setTo}
          />
        )}
        <Loaded answer={answer} again={again}>
          {(effects) => <Effects kind={kind} effects={effects} to={others.find(({ id }) => id === to)?.name ?? null} />}
        </Loaded>
      </Form>
    </Sheet>
  );
}

interface EffectsProps {
  kind: "site" | "group";
  effects: ShownRemoval;
  /** Null: to none. */
  to: string | null;
}

const mostShown = 8;

function Effects({ kind, effects, to }: EffectsProps) {
  const text = say(removalWords);
  const { rooms, named, changed, changes, groups, hasSettings, obstacles } = effects;
  const some = named.slice(0, mostShown).map(({ name }) => name);
  return (
    <div class="removal" data-rooms={rooms} aria-live="polite">
      {obstacles.map((obstacle) => (
        <p key={obstacle} class="note grave-attention">
          {text.obstacles[obstacle]}
        </p>
      ))}
      <p>{rooms === 0 ? text.empty : to === null ? text.lose[kind](rooms) : text.move(rooms, to)}</p>
      {rooms > 0 && <p class="quiet">{text.names(some, rooms - some.length)}</p>}
      {groups.length > 0 && <p>{text.groups(groups.map(({ name }) => name))}</p>}
      {hasSettings && <p>{text.ownSettings}</p>}
      {rooms > 0 && <p>{changed === 0 ? text.noChanges : text.changes(changed)}</p>}
      <ul>
        {changes.map(({ path, before, value, rooms: count }) => (
          <li key={JSON.stringify([path, before, value])}>
            {settingName(path)}: <span class="quiet">{shownValue(path, before)}</span> →{" "}
            <strong>{shownValue(path, value)}</strong> ({text.rooms(count)})
          </li>
        ))}
      </ul>
    </div>
  );
}
