import type { ComponentChildren } from "preact";
import { Button } from "../../shared/components/button.tsx";
import type { IconName } from "../../shared/components/icon.tsx";
import type { Problem } from "../hub/ask.ts";
import { Refusal } from "./refusal.tsx";

interface FormProps {
  /** What it does, on its button. */
  label: string;
  act: string;
  icon?: IconName;
  busy: boolean;
  problem: Problem | null;
  /** Nothing useful can be sent yet. */
  incomplete?: boolean;
  onSend: () => void;
  children: ComponentChildren;
  /** Beside the button, such as Cancel. */
  beside?: ComponentChildren;
}

/** Fields, one button that sends them, and why they were refused. */
export function Form(props: FormProps) {
  const { busy, incomplete = false, onSend, icon } = props;
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !incomplete) onSend();
      }}
    >
      {props.children}
      <Refusal problem={props.problem} />
      <div class="form-foot">
        <Button
          kind="primary"
          act={props.act}
          busy={busy}
          disabled={incomplete}
          submit
          {...(icon === undefined ? {} : { icon })}
        >
          {props.label}
        </Button>
        {props.beside}
      </div>
    </form>
  );
}
