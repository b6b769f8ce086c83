import { useId } from "preact/hooks";
import type { Json } from "../../../protocol/hub/difference.ts";
import type { ShownTemplate } from "../../../protocol/hub/shown-settings.ts";
import { say } from "../words.ts";
import { fieldWords } from "./field-words.ts";
import { type Inherited, numberTrouble, type SettingField } from "./settings-model.ts";
import { shownValue } from "./shown-value.ts";
import { settingsWords } from "./words.ts";

interface SettingRowProps {
  field: SettingField;
  /** What is set here; undefined: nothing, null: what is inherited is taken away. */
  own: Json | undefined;
  inherited: Inherited | null;
  /** More particular scopes that set it themselves. */
  overridden: ShownTemplate[];
  /** What the hub said against it. */
  refused: string | null;
  onSet: (value: Json | undefined) => void;
}

/** One setting: name, value here, and in words where its value comes from. */
export function SettingRow(props: SettingRowProps) {
  const { field, own, refused } = props;
  const id = useId();
  const [name, hint] = say(fieldWords).fields[field.path] ?? [field.path, ""];
  const trouble = refused ?? troubleOf(field, own);
  return (
    <div class={own === undefined ? "setting" : "setting setting-own"} data-setting={field.path}>
      <div class="setting-name">
        <label for={id}>{name}</label>
        {hint !== "" && <p class="quiet">{hint}</p>}
      </div>
      <div class="setting-value">
        <Control {...props} id={id} invalid={trouble !== null} />
        {trouble !== null && (
          <p class="field-error" id={`${id}-trouble`} role="alert">
            {trouble}
          </p>
        )}
      </div>
      <Origin {...props} />
    </div>
  );
}

function troubleOf(field: SettingField, own: Json | undefined): string | null {
  const text = say(settingsWords);
  const trouble = numberTrouble(field, own);
  if (trouble === null) return null;
  return trouble === "whole" ? text.wholeNumber : text.range(field.minimum, field.maximum);
}

const inherit = "inherit";
const ownDefault = "default";

function Control({ field, own, inherited, onSet, id, invalid }: SettingRowProps & { id: string; invalid: boolean }) {
  const text = say(settingsWords);
  const common = { id, name: field.path, class: "input", "aria-invalid": invalid, "aria-describedby": `${id}-trouble` };
  if (field.kind === "boolean" || field.kind === "choice") {
    const options = field.kind === "boolean" ? ["true", "false"] : field.options;
    const value = own === undefined ? inherit : own === null ? ownDefault : String(own);
    const read = (chosen: string) => (field.kind === "boolean" ? chosen === "true" : chosen);
    return (
      <select
        {...common}
        value={value}
        onChange={({ currentTarget: { value: chosen } }) =>
          onSet(chosen === inherit ? undefined : chosen === ownDefault ? null : read(chosen))
        }
      >
        <option value={inherit}>
          {inherited === null ? text.ownDefault : text.inherit(shownValue(field.path, inherited.value))}
        </option>
        {(inherited !== null || own === null) && <option value={ownDefault}>{text.ownDefault}</option>}
        {options.map((one) => (
          <option key={one} value={one}>
            {shownValue(field.path, read(one))}
          </option>
        ))}
      </select>
    );
  }
  if (field.kind === "other")
    return (
      <a id={id} class="setting-text" href="?as=text">
        {own === undefined || own === null ? text.asText : text.values(Object.keys(own).length)}
      </a>
    );
  return (
    <input
      {...common}
      type="text"
      inputMode={field.kind === "integer" ? "numeric" : "text"}
      autocomplete="off"
      maxLength={500}
      value={own === undefined || own === null ? "" : String(own)}
      placeholder={inherited === null ? text.ownDefault : shownValue(field.path, inherited.value)}
      onInput={({ currentTarget: { value } }) => onSet(readInput(field, value))}
    />
  );
}

function readInput(field: SettingField, typed: string): Json | undefined {
  const value = typed.trim();
  if (value === "") return undefined;
  return field.kind === "integer" && /^-?\d{1,15}$/.test(value) ? Number(value) : typed;
}

/** Where the value of rooms in this scope comes from. */
function Origin({ field, own, inherited, overridden }: SettingRowProps) {
  const text = say(settingsWords);
  const names = overridden.map(({ name }) => name);
  return (
    <div class="setting-origin">
      {own === undefined ? (
        <p class="quiet">
          {inherited === null
            ? text.ownDefault
            : text.from(shownValue(field.path, inherited.value), inherited.from.name)}
        </p>
      ) : (
        <p>
          <strong>{own === null ? text.takenAway : text.setHere}</strong>
          {inherited !== null && (
            <span class="quiet"> {text.insteadOf(shownValue(field.path, inherited.value), inherited.from.name)}</span>
          )}
        </p>
      )}
      {names.length > 0 && (
        <p class="setting-overridden">{text.overriddenIn(names.slice(0, 3).join(", "), names.length - 3)}</p>
      )}
    </div>
  );
}
