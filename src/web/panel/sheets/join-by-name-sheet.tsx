import { useId, useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { Trouble } from "../../shared/components/trouble.tsx";
import { words } from "../../shared/language.ts";
import { notices } from "../notices/current.ts";
import { controlOf } from "../wishes/index.ts";
import { Keyboard, keyboardFits } from "./keyboard.tsx";
import { sheet } from "./open-sheet.ts";
import { wishFor } from "./typed-wish.ts";

export function JoinByNameSheet() {
  const { sheets } = words.value;
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const ownKeyboard = keyboardFits();
  return (
    <Sheet title={sheets.joinByNameTitle} onClose={sheet.close} wide={ownKeyboard}>
      <form
        class="join-form"
        onSubmit={(event) => {
          event.preventDefault();
          const wish = text.trim();
          if (wish !== "") controlOf(wishFor(wish)).onPress();
        }}
      >
        <label class="join-label" for={id}>
          {sheets.joinByNameLabel}
        </label>
        <div class="join-row">
          <input
            ref={field}
            id={id}
            class="join-field"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            inputMode={ownKeyboard ? "none" : "url"}
            maxLength={2000}
            autofocus
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            aria-describedby={`${id}-hint`}
          />
          <JoinTyped text={text.trim()} />
        </div>
        <p id={`${id}-hint`} class="sheet-hint">
          {sheets.joinByNameHint}
        </p>
      </form>
      <Refusal />
      {ownKeyboard && <Keyboard field={field} onText={setText} />}
    </Sheet>
  );
}

function JoinTyped({ text }: { text: string }) {
  const { common, call } = words.value;
  const control = controlOf(wishFor(text === "" ? "-" : text));
  return (
    <Button
      kind="primary"
      icon="join"
      act="joinTyped"
      step={call.starting}
      {...control}
      disabled={control.disabled || text === ""}
    >
      {common.join}
    </Button>
  );
}

/** The sheet covers the notices: a refusal of this very wish is said here too. */
function Refusal() {
  const refused = notices.value.find(({ key }) => key === "disappointment");
  if (refused === undefined) return null;
  return (
    <div role="alert">
      <Trouble tone={refused.tone} text={refused.text} details={refused.details} />
    </div>
  );
}
