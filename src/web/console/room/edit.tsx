import { useState } from "preact/hooks";
import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { PlaceFields } from "../fleet/place-fields.tsx";
import { useChange } from "../hub/use-hub.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { may } from "../session.ts";
import { say } from "../words.ts";
import { roomApi } from "./room-api.ts";
import { roomWords } from "./words.ts";

interface EditProps {
  room: ShownRoom;
  onDone: () => void;
}

/** Changes what the hub calls a room, where it is, and what should be in it; for those who may. */
export function Edit({ room, onDone }: EditProps) {
  const text = say(roomWords);
  const [editing, setEditing] = useState(false);
  if (!may("rooms:write")) return null;
  const close = () => setEditing(false);
  return (
    <>
      <Button size="small" act="edit" onPress={() => setEditing(true)}>
        {text.edit}
      </Button>
      {editing && (
        <Sheet title={text.editTitle} onClose={close}>
          <Fields
            room={room}
            onDone={() => {
              close();
              onDone();
            }}
          />
        </Sheet>
      )}
    </>
  );
}

function Fields({ room, onDone }: EditProps) {
  const text = say(roomWords);
  const { busy, problem, send } = useChange();
  const [name, setName] = useState(room.name);
  const [place, setPlace] = useState({ site: room.site ?? "", group: room.group ?? "" });
  const [building, setBuilding] = useState(room.building);
  const [floor, setFloor] = useState(room.floor);
  const [tags, setTags] = useState(room.tags.join(", "));
  const [expected, setExpected] = useState(room.expected.join(", "));
  const save = async () => {
    const change = {
      ...{ name: name.trim(), site: place.site || null, group: place.group || null },
      ...{ building: building.trim(), floor: floor.trim(), tags: wordsOf(tags), expected: wordsOf(expected) },
    };
    if ((await send("PATCH", roomApi(room.id), change)) !== null) onDone();
  };
  return (
    <Form
      label={text.save}
      act="saveRoom"
      busy={busy}
      problem={problem}
      incomplete={name.trim() === ""}
      onSend={() => void save()}
    >
      <Field label={text.name} name="name" value={name} onChange={setName} maxLength={200} first />
      <PlaceFields {...place} onChange={setPlace} />
      <Field label={text.building} name="building" value={building} onChange={setBuilding} maxLength={200} />
      <Field label={text.floor} name="floor" value={floor} onChange={setFloor} maxLength={200} />
      <Field label={text.tags} name="tags" hint={text.commas} value={tags} onChange={setTags} maxLength={5000} />
      <Field
        label={text.expected}
        name="expected"
        hint={text.expectedHint}
        value={expected}
        onChange={setExpected}
        maxLength={5000}
      />
    </Form>
  );
}

const wordsOf = (text: string): string[] =>
  text
    .split(/[,，]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
