import { useState } from "preact/hooks";
import { PlaceFields } from "../fleet/place-fields.tsx";
import { useChange } from "../hub/use-hub.ts";
import { go, place } from "../navigation.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { PageHead } from "../parts/page-head.tsx";
import type { SectionProps } from "../section-props.ts";
import { api, at } from "../session.ts";
import { say } from "../words.ts";
import { claimWords } from "./words.ts";
import "./claim.css";

/** A room's computer becomes one of the organisation's, by the code that its panel shows. The code may come with the address. */
export default function Claim(_: SectionProps) {
  const text = say(claimWords);
  const { busy, problem, send } = useChange();
  const [code, setCode] = useState(place.value.hash);
  const [name, setName] = useState("");
  const [where, setWhere] = useState({ site: "", group: "" });
  const claim = async () => {
    const wanted = { code: code.trim(), name: name.trim(), site: where.site || null, group: where.group || null };
    const claimed = await send<{ room: string }>("POST", api("/claims"), wanted);
    if (claimed !== null) go(at(`/rooms/${encodeURIComponent(claimed.value.room)}`));
  };
  return (
    <>
      <PageHead title={text.title} />
      <div class="card claim">
        <p class="quiet">{text.intro}</p>
        <Form
          label={text.claim}
          act="claim"
          icon="plus"
          busy={busy}
          problem={problem}
          incomplete={code.trim() === "" || name.trim() === ""}
          onSend={() => void claim()}
        >
          <Field
            label={text.code}
            name="code"
            hint={text.codeHint}
            value={code}
            onChange={setCode}
            maxLength={40}
            first
          />
          <Field label={text.name} name="name" value={name} onChange={setName} maxLength={200} />
          <PlaceFields {...where} onChange={setWhere} />
        </Form>
      </div>
    </>
  );
}
