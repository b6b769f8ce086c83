import { useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import type { IconName } from "../../shared/components/icon.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import type { Method } from "../hub/ask.ts";
import { useChange } from "../hub/use-hub.ts";
import { say } from "../words.ts";
import { Refusal } from "./refusal.tsx";
import { partWords } from "./words.ts";

interface ConfirmedProps<T> {
  /** What it does, whatever the language; the button of the question is `ACT-yes`. */
  act: string;
  label: string;
  icon?: IconName;
  /** What is asked, and what follows from a yes. */
  question: string;
  consequence: string;
  /** It takes something away: the yes is red. */
  takesAway?: boolean;
  method: Method;
  path: string;
  body?: unknown;
  onDone: (value: T) => void;
}

/** A change that is asked about first. Refusals are shown where the question is. */
export function Confirmed<T>(props: ConfirmedProps<T>) {
  const { act, label, icon, question, consequence, takesAway = false, method, path, body, onDone } = props;
  const { busy, problem, send, forget } = useChange();
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    forget();
  };
  const yes = async () => {
    const done = await send<T>(method, path, body);
    if (done === null) return;
    setAsking(false);
    onDone(done.value);
  };
  return (
    <>
      <Button size="small" act={act} {...(icon === undefined ? {} : { icon })} onPress={() => setAsking(true)}>
        {label}
      </Button>
      {asking && (
        <Sheet title={question} onClose={close}>
          <p>{consequence}</p>
          <Refusal problem={problem} />
          <div class="form-foot">
            <Button
              kind={takesAway ? "danger" : "primary"}
              act={`${act}-yes`}
              busy={busy}
              {...(icon === undefined ? {} : { icon })}
              onPress={() => void yes()}
            >
              {label}
            </Button>
            <Button kind="plain" act="cancel" onPress={close}>
              {say(partWords).cancel}
            </Button>
          </div>
        </Sheet>
      )}
    </>
  );
}
