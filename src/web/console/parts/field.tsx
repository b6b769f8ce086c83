import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { useEffect, useId } from "preact/hooks";
import { say } from "../words.ts";
import { partWords } from "./words.ts";

interface FieldProps {
  label: string;
  /** In the document and for tests, whatever the language. */
  name: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** Why the value cannot be used. */
  error?: string | null;
  optional?: boolean;
  disabled?: boolean;
}

interface TextFieldProps extends FieldProps {
  type?: "text" | "email" | "password" | "url" | "search" | "number" | "date" | "time" | "datetime-local";
  autocomplete?: string;
  placeholder?: string;
  /** So many lines to write in. */
  lines?: number;
  maxLength?: number;
  /** Only digits: phones show the keys for them. */
  digits?: boolean;
  /** The writing begins here when the page opens. */
  first?: boolean;
}

/** One line of text or several, with its label, what to write, and what is wrong with it. */
export function Field(props: TextFieldProps) {
  const { name, value, onChange, type = "text", lines, maxLength = 500, disabled = false } = props;
  const id = useId();
  const first = props.first === true;
  // The attribute alone counts in a document that is new, or in a dialog that opens.
  useEffect(() => {
    if (first) document.getElementById(id)?.focus();
  }, [first, id]);
  const inputMode = props.digits === true ? "numeric" : "text";
  const onInput = (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
    onChange(event.currentTarget.value);
  const common = {
    id,
    name,
    value,
    maxLength,
    disabled,
    placeholder: props.placeholder ?? "",
    autocomplete: (props.autocomplete ?? "off") as "off",
    "aria-describedby": `${id}-hint`,
    "aria-invalid": props.error != null,
    class: "input",
  };
  return (
    <Labelled {...props} id={id}>
      {lines === undefined ? (
        // The types of Preact know each kind of input by itself, not one of several.
        <input {...({ ...common, type, autofocus: first, inputMode, onInput } as InputHTMLAttributes)} />
      ) : (
        <textarea
          {...common}
          rows={lines}
          spellcheck={false}
          maxLength={maxLength === 500 ? 100_000 : maxLength}
          onInput={onInput}
        />
      )}
    </Labelled>
  );
}

/** One of a few, by the system's own list. @param options value and what is shown */
export function Choose(props: FieldProps & { options: readonly (readonly [string, string])[] }) {
  const { name, value, options, onChange, disabled = false } = props;
  const id = useId();
  return (
    <Labelled {...props} id={id}>
      <select
        id={id}
        name={name}
        class="input"
        disabled={disabled}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([one, shown]) => (
          <option key={one} value={one} selected={one === value}>
            {shown}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Yes or no. */
export function Tick({
  label,
  name,
  checked,
  onChange,
  disabled = false,
}: {
  label: string;
  name: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        name={name}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

function Labelled(props: FieldProps & { id: string; children: ComponentChildren }) {
  const { id, label, hint = "", error = null, optional = false, children } = props;
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="quiet">({say(partWords).optional})</span>}
      </label>
      {children}
      <p class={error === null ? "field-hint quiet" : "field-hint field-error"} id={`${id}-hint`}>
        {error ?? hint}
      </p>
    </div>
  );
}
