import { Field } from "../parts/field.tsx";
import { say } from "../words.ts";
import { signInWords } from "./words.ts";

/** The six digits of an authenticator app; people type them with a space in the middle. */
export function CodeField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = say(signInWords);
  return (
    <Field
      label={text.code}
      name="code"
      hint={text.codeHint}
      autocomplete="one-time-code"
      digits
      value={value}
      onChange={onChange}
    />
  );
}

export const digitsOf = (code: string): string => code.replaceAll(/\s/g, "");
