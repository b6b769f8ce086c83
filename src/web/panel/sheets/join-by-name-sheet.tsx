import { useId, useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { words } from "../../shared/language.ts";
import { openAssistedSheet } from "../assisted/subject.ts";
import { controlOf, wishes } from "../wishes/index.ts";
import { Keyboard, keyboardFits } from "./keyboard.tsx";
import { sheet } from "./open-sheet.ts";
import { Refusal } from "./refusal.tsx";
import { TypedField } from "./typed-field.tsx";
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
          <TypedField
            {...{ field, id, text, ownKeyboard }}
            onText={setText}
            mode="url"
            mostCharacters={2000}
            aria-describedby={`${id}-hint`}
          />
          <JoinTyped text={text.trim()} />
        </div>
        <p id={`${id}-hint`} class="sheet-hint">
          {sheets.joinByNameHint}
        </p>
      </form>
      <Refusal>
        <AssistedLink />
      </Refusal>
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

/** The link leads to another service: its page can be opened, or its code shown. */
function AssistedLink() {
  const refused = wishes.disappointment.value;
  if (refused?.problem?.code !== "meeting.assisted" || refused.intent.type !== "join") return null;
  const { intent } = refused;
  const link = "link" in intent ? intent.link : "room" in intent ? intent.room : null;
  if (link === null) return null;
  return (
    <Button icon="display" act="openHere" onPress={() => openAssistedSheet({ link })}>
      {words.value.assisted.openHere}
    </Button>
  );
}
