import { useState } from "preact/hooks";
import { Sheet } from "../../shared/components/sheet.tsx";
import { PlaceFields } from "../fleet/place-fields.tsx";
import { useChange } from "../hub/use-hub.ts";
import { go } from "../navigation.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { api, at } from "../session.ts";
import { say } from "../words.ts";
import { roomsWords } from "./words.ts";

/** A room that is listed now and connected later. */
export function AddRoom({ onClose }: { onClose: () => void }) {
  const text = say(roomsWords);
  const { busy, problem, send } = useChange();
  const [name, setName] = useState("");
  const [place, setPlace] = useState({ site: "", group: "" });
  const add = async () => {
    const room = { name: name.trim(), site: place.site || null, group: place.group || null };
    const made = await send<{ rooms: string[] }>("POST", api("/rooms"), { rooms: [room] });
    const [id] = made?.value.rooms ?? [];
    if (id !== undefined) go(at(`/rooms/${encodeURIComponent(id)}`));
  };
  return (
    <Sheet title={text.add} onClose={onClose}>
      <p class="quiet">{text.addHint}</p>
      <Form
        label={text.add}
        act="addRoom"
        icon="plus"
        busy={busy}
        problem={problem}
        incomplete={name.trim() === ""}
        onSend={() => void add()}
        beside={
          <LinkButton href={at("/claim")} kind="plain" icon="keyboard">
            {text.claim}
          </LinkButton>
        }
      >
        <Field label={text.name} name="name" value={name} onChange={setName} maxLength={200} first />
        <PlaceFields {...place} onChange={setPlace} />
      </Form>
    </Sheet>
  );
}
