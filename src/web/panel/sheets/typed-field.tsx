import type { RefObject } from "preact";

interface TypedFieldProps {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  /** The panel's own keyboard is shown: the system's stays away. */
  ownKeyboard: boolean;
  mode: "text" | "url";
  mostCharacters: number;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
}

/** A line that people type on the panel, taken as it is: nothing completes or corrects it. */
export function TypedField(props: TypedFieldProps) {
  const { field, text, onText, ownKeyboard, mode, mostCharacters, ...named } = props;
  return (
    <input
      {...named}
      ref={field}
      class="join-field"
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
      inputMode={ownKeyboard ? "none" : mode}
      maxLength={mostCharacters}
      autofocus
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
    />
  );
}
