import { useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { words } from "../../shared/language.ts";
import { Keyboard, keyboardFits } from "../sheets/keyboard.tsx";
import { sheet } from "../sheets/open-sheet.ts";
import { TypedField } from "../sheets/typed-field.tsx";
import { point } from "./pad.tsx";

/** Text that is typed on the display in one go: a name, a passcode. */
export function TypingSheet() {
  const { assisted } = words.value;
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const ownKeyboard = keyboardFits();
  const type = () => {
    if (text === "") return;
    point({ action: "type", text });
    sheet.close();
  };
  return (
    <Sheet title={assisted.text} onClose={sheet.close} wide={ownKeyboard}>
      <form
        class="join-row"
        onSubmit={(event) => {
          event.preventDefault();
          type();
        }}
      >
        <TypedField
          {...{ field, text, ownKeyboard }}
          onText={setText}
          mode="text"
          mostCharacters={500}
          aria-label={assisted.text}
        />
        <Button kind="primary" icon="keyboard" act="typeIt" disabled={text === ""} onPress={type}>
          {assisted.typeIt}
        </Button>
      </form>
      {ownKeyboard && <Keyboard field={field} onText={setText} />}
    </Sheet>
  );
}
