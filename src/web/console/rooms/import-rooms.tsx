import { useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { fleetWords } from "../fleet/words.ts";
import { useChange } from "../hub/use-hub.ts";
import { Form } from "../parts/form.tsx";
import { api } from "../session.ts";
import { say } from "../words.ts";
import { roomsWords } from "./words.ts";

interface Plan {
  created: number;
  changed: number;
  unchanged: number;
  newSites: string[];
  newGroups: string[];
}

/** A sheet of rooms: what it would do is shown first. */
export function ImportRooms({ onClose }: { onClose: () => void }) {
  const text = say(roomsWords);
  const { busy, problem, send, forget } = useChange();
  const [csv, setCsv] = useState("");
  const [plan, setPlan] = useState<Plan | null>(null);
  const [done, setDone] = useState(false);
  const choose = async (file: File | undefined) => {
    setPlan(null);
    forget();
    if (file !== undefined) setCsv(await file.text());
  };
  const ask = async (preview: boolean) => {
    const answer = await send<Plan>("POST", api("/rooms/import"), { csv, preview });
    if (answer === null) return;
    setPlan(answer.value);
    setDone(!preview);
  };
  const empty = plan !== null && plan.created + plan.changed === 0;
  return (
    <Sheet title={text.importCsv} onClose={onClose}>
      <p class="quiet">{text.importHint}</p>
      {done ? (
        <>
          <p role="status">{text.imported}</p>
          {plan !== null && <PlanList plan={plan} />}
          <div class="form-foot">
            <Button kind="primary" act="done" onPress={onClose}>
              {text.done}
            </Button>
          </div>
        </>
      ) : (
        <Form
          label={plan === null || empty ? text.preview : text.importNow}
          act={plan === null || empty ? "preview" : "import"}
          busy={busy}
          problem={problem}
          incomplete={csv === ""}
          onSend={() => void ask(plan === null || empty)}
        >
          <label class="field">
            <span>{text.file}</span>
            <input
              type="file"
              name="csv"
              class="input"
              accept=".csv,text/csv"
              onChange={(event) => void choose(event.currentTarget.files?.[0])}
            />
          </label>
          {plan !== null && <PlanList plan={plan} />}
        </Form>
      )}
    </Sheet>
  );
}

function PlanList({ plan }: { plan: Plan }) {
  const text = say(roomsWords);
  const { list } = say(fleetWords);
  return (
    <section class="plan" aria-label={text.previewTitle} role="status">
      {plan.created + plan.changed === 0 && <p>{text.nothingToDo}</p>}
      <ul>
        {plan.created > 0 && <li>{text.created(plan.created)}</li>}
        {plan.changed > 0 && <li>{text.changed(plan.changed)}</li>}
        {plan.unchanged > 0 && <li>{text.unchanged(plan.unchanged)}</li>}
        {plan.newSites.length > 0 && <li>{text.newSites(list(plan.newSites))}</li>}
        {plan.newGroups.length > 0 && <li>{text.newGroups(list(plan.newGroups))}</li>}
      </ul>
    </section>
  );
}
