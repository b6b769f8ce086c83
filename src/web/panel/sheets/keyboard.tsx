import type { ComponentChildren, RefObject } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/components/icon.tsx";
import { words } from "../../shared/language.ts";
import "./keyboard.css";

const layouts = {
  letters: ["1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm./:"],
  capitals: ["1234567890", "QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM./:"],
  symbols: ["1234567890", "_@#%&=+?!~", "'\"()[]{}<>", "*$^|;,\\./:"],
};

/** A wall panel in kiosk mode has no keyboard of its own; a phone has. */
export function keyboardFits(): boolean {
  return matchMedia("(min-width: 901px)").matches;
}

interface KeyboardProps {
  field: RefObject<HTMLInputElement | null>;
  onText: (text: string) => void;
}

/** Latin letters, digits and what links need; types at the field's caret. */
export function Keyboard({ field, onText }: KeyboardProps) {
  const { sheets } = words.value;
  const [layout, setLayout] = useState<keyof typeof layouts>("letters");
  const toCapitals = layout === "capitals" ? "letters" : "capitals";
  const toSymbols = layout === "symbols" ? "letters" : "symbols";
  const type = (text: string) => edit(field.current, text, onText);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce itself at each key
    <div class="keyboard" role="group" aria-label={sheets.keyboard} onPointerDown={keepFocus}>
      {layouts[layout].flatMap((row) =>
        [...row].map((key) => (
          <Key key={key} onPress={() => type(key)}>
            {key}
          </Key>
        )),
      )}
      <Key span={2} onPress={() => setLayout(toCapitals)}>
        {sheets[toCapitals]}
      </Key>
      <Key span={2} onPress={() => setLayout(toSymbols)}>
        {sheets[toSymbols]}
      </Key>
      <Key span={3} onPress={() => type(" ")}>
        {sheets.space}
      </Key>
      <Key span={3} onPress={() => type("")}>
        <Icon name="erase" />
        {sheets.erase}
      </Key>
    </div>
  );
}

function Key({ span, onPress, children }: { span?: number; onPress: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class={span === undefined ? "key" : `key key-${span}`} onClick={onPress}>
      {children}
    </button>
  );
}

/** The caret stays in the field while keys are tapped. */
function keepFocus(event: PointerEvent): void {
  event.preventDefault();
}

/** Types `text` over the selection; an empty text erases it, or the character before the caret. */
function edit(field: HTMLInputElement | null, text: string, onText: (text: string) => void): void {
  if (field === null) return;
  const end = field.selectionEnd ?? field.value.length;
  const selected = field.selectionStart ?? end;
  const start = text === "" && selected === end ? Math.max(0, end - 1) : selected;
  field.setRangeText(text, start, end, "end");
  onText(field.value);
}
