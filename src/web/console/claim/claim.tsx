import { useState } from "preact/hooks";
import type { RoomList } from "../../../protocol/hub/shown-room.ts";
import { PlaceFields } from "../fleet/place-fields.tsx";
import { useHub } from "../hub/use-hub.ts";
import { go, place } from "../navigation.ts";
import { Choose, Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { PageHead } from "../parts/page-head.tsx";
import type { SectionProps } from "../section-props.ts";
import { api, at, may } from "../session.ts";
import { say } from "../words.ts";
import { CodeFields } from "./code-fields.tsx";
import { useClaim } from "./use-claim.ts";
import { claimWords } from "./words.ts";
import "./claim.css";

/** A room's computer becomes one of the organisation's, by the code that its panel shows. The code may come with the address. */
export default function Claim(_: SectionProps) {
  const text = say(claimWords);
  const claiming = useClaim(place.value.hash);
  const [instead, setInstead] = useState(false);
  const [room, setRoom] = useState("");
  const [name, setName] = useState("");
  const [where, setWhere] = useState({ site: "", group: "" });
  const claim = async () => {
    const fresh = { name: name.trim(), site: where.site || null, group: where.group || null };
    const claimed = await claiming.claim(instead ? { room } : fresh);
    if (claimed !== null) go(at(`/rooms/${encodeURIComponent(claimed)}`));
  };
  return (
    <>
      <PageHead title={text.title} />
      <div class="card claim">
        <p class="quiet">{text.intro}</p>
        <Form
          label={instead ? text.replace : text.claim}
          act="claim"
          icon="plus"
          busy={claiming.busy}
          problem={claiming.problem}
          incomplete={claiming.incomplete || (instead ? room === "" : name.trim() === "")}
          onSend={() => void claim()}
        >
          <CodeFields claiming={claiming} />
          {may("trust:write") && <NewOrInstead instead={instead} onChange={setInstead} />}
          {instead ? (
            <ExistingRoom value={room} onChange={setRoom} />
          ) : (
            <>
              <Field label={text.name} name="name" value={name} onChange={setName} maxLength={200} />
              <PlaceFields {...where} onChange={setWhere} />
            </>
          )}
        </Form>
      </div>
    </>
  );
}

function NewOrInstead({ instead, onChange }: { instead: boolean; onChange: (instead: boolean) => void }) {
  const text = say(claimWords);
  const choices = [
    [false, "new", text.asNew],
    [true, "instead", text.asInstead],
  ] as const;
  return (
    <fieldset class="claim-choice">
      <legend>{text.as}</legend>
      {choices.map(([value, id, label]) => (
        <label key={id} class="tick">
          <input type="radio" name="as" value={id} checked={instead === value} onChange={() => onChange(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

const mostFound = 20;

/** Found by a part of its name; what follows is said with it. */
function ExistingRoom({ value, onChange }: { value: string; onChange: (room: string) => void }) {
  const text = say(claimWords);
  const [search, setSearch] = useState("");
  const wanted = search.trim();
  const query = `/rooms?limit=${mostFound}&search=${encodeURIComponent(wanted)}`;
  const [found] = useHub<RoomList>(wanted === "" ? null : api(query));
  const rooms = wanted === "" ? [] : (found.value?.rooms ?? []);
  const options = rooms.map(
    ({ id, name, siteName }) => [id, siteName === "" ? name : `${name} · ${siteName}`] as const,
  );
  const look = (typed: string) => {
    setSearch(typed);
    onChange("");
  };
  return (
    <>
      <Field label={text.findRoom} name="findRoom" type="search" value={search} onChange={look} maxLength={200} />
      <Choose
        label={text.room}
        name="room"
        value={value}
        options={[["", text.choose], ...options]}
        onChange={onChange}
        hint={text.replaceConsequence}
      />
    </>
  );
}
