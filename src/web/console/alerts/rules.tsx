import { useState } from "preact/hooks";
import type { ShownRule } from "../../../protocol/hub/shown-alerts.ts";
import { Button } from "../../shared/components/button.tsx";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Confirmed } from "../parts/confirmed.tsx";
import { Empty } from "../parts/empty.tsx";
import { Choose, Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { OnlyFor } from "../parts/only-for.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { api, may } from "../session.ts";
import { faultWords, say } from "../words.ts";
import { duration } from "./alerts-model.ts";
import { Severity } from "./severity.tsx";
import { alertWords } from "./words.ts";

/** Rules on the state of rooms: what is found, and when it is told. */
export function Rules() {
  const text = say(alertWords);
  const [answer, again] = useHub<ShownRule[]>(api("/alert-rules"));
  return (
    <>
      <Loaded answer={answer} again={again}>
        {(rules) =>
          rules.length === 0 ? (
            <Empty icon="alert" title={text.noRules} hint={text.noRulesHint} />
          ) : (
            <div class="card table-scroll">
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">{text.rule}</th>
                    <th scope="col">{text.looksFor}</th>
                    <th scope="col">{text.severity}</th>
                    <th scope="col">{text.state}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {rules.map((rule) => (
                    <Row key={rule.id} rule={rule} again={again} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      {may("settings:write") ? <AddRule onDone={again} /> : <OnlyFor permission="settings:write" />}
    </>
  );
}

function Row({ rule, again }: { rule: ShownRule; again: () => void }) {
  const text = say(alertWords);
  const { busy, problem, send } = useChange();
  const { id, name, enabled, looksFor, fault, severity, forSeconds } = rule;
  const { count, unit } = duration(forSeconds);
  const path = api(`/alert-rules/${encodeURIComponent(id)}`);
  const toggle = async () => {
    if ((await send("PATCH", path, { enabled: !enabled })) !== null) again();
  };
  return (
    <tr>
      <td>
        <strong>{name}</strong>
      </td>
      <td>
        {text.looks[looksFor]}
        {fault !== "" && `: ${faultWords(fault)}`}{" "}
        <span class="quiet">{forSeconds === 0 ? text.atOnce : text.after(count, unit)}</span>
      </td>
      <td>
        <Severity severity={severity} />
      </td>
      <td>
        {enabled ? text.on : text.off}
        <Refusal problem={problem} />
      </td>
      <td class="table-act">
        {may("settings:write") && (
          <div class="acts">
            <Button size="small" act="toggleRule" busy={busy} onPress={() => void toggle()}>
              {enabled ? text.switchOff : text.switchOn}
            </Button>
            <Confirmed
              act="removeRule"
              label={text.remove}
              takesAway
              question={text.removeRule(name)}
              consequence={text.removeRuleConsequence}
              method="DELETE"
              path={path}
              onDone={again}
            />
          </div>
        )}
      </td>
    </tr>
  );
}

const fresh = { name: "", looksFor: "offline", fault: "", severity: "warning", forSeconds: "60" };

function AddRule({ onDone }: { onDone: () => void }) {
  const text = say(alertWords);
  const { busy, problem, send } = useChange();
  const [rule, setRule] = useState(fresh);
  const write = (field: keyof typeof fresh) => (value: string) => setRule({ ...rule, [field]: value });
  const seconds = Number(rule.forSeconds);
  const add = async () => {
    const { fault, name, looksFor, severity } = rule;
    const body = { name: name.trim(), looksFor, severity, forSeconds: seconds };
    const whole = looksFor === "fault" ? { ...body, fault: fault.trim() } : body;
    if ((await send("POST", api("/alert-rules"), whole)) === null) return;
    setRule(fresh);
    onDone();
  };
  return (
    <section class="card">
      <h2>{text.ruleAdd}</h2>
      <Form
        label={text.ruleAdd}
        act="addRule"
        icon="plus"
        busy={busy}
        problem={problem}
        incomplete={rule.name.trim() === "" || !Number.isInteger(seconds) || seconds < 0}
        onSend={() => void add()}
      >
        <RuleFields rule={rule} write={write} />
      </Form>
    </section>
  );
}

interface RuleFieldsProps {
  rule: typeof fresh;
  write: (field: keyof typeof fresh) => (value: string) => void;
}

function RuleFields({ rule, write }: RuleFieldsProps) {
  const text = say(alertWords);
  return (
    <div class="form-grid">
      <Field label={text.name} name="ruleName" maxLength={200} value={rule.name} onChange={write("name")} />
      <Choose
        label={text.looksFor}
        name="looksFor"
        value={rule.looksFor}
        options={Object.entries(text.looks)}
        onChange={write("looksFor")}
      />
      {rule.looksFor === "fault" && (
        <Field
          label={text.faultCode}
          name="fault"
          maxLength={100}
          hint={text.faultCodeHint}
          value={rule.fault}
          onChange={write("fault")}
        />
      )}
      <Choose
        label={text.severity}
        name="severity"
        value={rule.severity}
        options={Object.entries(text.severities)}
        onChange={write("severity")}
      />
      <Field
        label={text.lasts}
        name="forSeconds"
        digits
        hint={text.lastsHint}
        value={rule.forSeconds}
        onChange={write("forSeconds")}
      />
    </div>
  );
}
