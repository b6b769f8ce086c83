import { useState } from "preact/hooks";
import { useChange } from "../hub/use-hub.ts";
import { Choose, Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { api } from "../session.ts";
import { say } from "../words.ts";
import { type Change, readWaves } from "./settings-model.ts";
import { settingsWords } from "./words.ts";

/** As the hub has it when nothing is said. */
const usual = { waves: "5, 25, 100", soak: "10", patience: "60", share: "5", stopped: "pause" };

interface StartFormProps {
  change: Change;
  /** That is offered for the roll-out. */
  name: string;
  onStarted: (rollOut: string) => void;
}

/** Name and rules of a roll-out, and its start. */
export function StartForm({ change, name: offered, onStarted }: StartFormProps) {
  const text = say(settingsWords);
  const [name, setName] = useState(offered);
  const [rules, setRules] = useState(usual);
  const { busy, problem, send } = useChange();
  const waves = readWaves(rules.waves);
  const numbers = [rules.soak, rules.patience, rules.share].map(Number);
  const whole = numbers.every((one) => Number.isInteger(one) && one >= 0);
  const start = async () => {
    const [soakMinutes, patienceMinutes, maxFailedPercent] = numbers;
    const given = {
      wavesPercent: waves,
      soakMinutes,
      patienceMinutes,
      maxFailedPercent,
      onTooManyFailures: rules.stopped,
    };
    const answer = await send<{ id: string }>("POST", api("/rollouts"), { name: name.trim(), ...change, rules: given });
    if (answer !== null) onStarted(answer.value.id);
  };
  const write = (field: keyof typeof usual) => (value: string) => setRules({ ...rules, [field]: value });
  return (
    <section class="card">
      <h2>{text.startTitle}</h2>
      <Form
        label={text.start}
        act="startRollOut"
        busy={busy}
        problem={problem}
        incomplete={name.trim() === "" || waves === null || !whole}
        onSend={() => void start()}
      >
        <Field label={text.name} name="rollOutName" maxLength={200} value={name} onChange={setName} />
        <Rules rules={rules} write={write} />
      </Form>
    </section>
  );
}

interface RulesProps {
  rules: typeof usual;
  write: (field: keyof typeof usual) => (value: string) => void;
}

function Rules({ rules, write }: RulesProps) {
  const text = say(settingsWords);
  return (
    <details>
      <summary>{text.how}</summary>
      <div class="form-grid">
        <Field
          label={text.waves}
          name="waves"
          value={rules.waves}
          hint={text.wavesHint}
          error={readWaves(rules.waves) === null ? text.wavesBad : null}
          onChange={write("waves")}
        />
        <Field label={text.soak} name="soak" digits value={rules.soak} onChange={write("soak")} />
        <Field
          label={text.patience}
          name="patience"
          digits
          value={rules.patience}
          hint={text.patienceHint}
          onChange={write("patience")}
        />
        <Field label={text.share} name="share" digits value={rules.share} onChange={write("share")} />
        <Choose
          label={text.stopped}
          name="stopped"
          value={rules.stopped}
          options={Object.entries(text.outcomes)}
          onChange={write("stopped")}
        />
      </div>
    </details>
  );
}
