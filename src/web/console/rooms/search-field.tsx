import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { say } from "../words.ts";
import { roomsWords } from "./words.ts";

interface SearchFieldProps {
  value: string;
  onChange: (value: string) => void;
}

/** The search, with its words on request. `/` leads into it from anywhere on the page. */
export function SearchField({ value, onChange }: SearchFieldProps) {
  const text = say(roomsWords);
  const field = useRef<HTMLInputElement>(null);
  const [helps, setHelps] = useState(false);
  useSlash(field);
  const add = (word: string) => {
    onChange([value.trim(), word].filter(Boolean).join(" "));
    field.current?.focus();
  };
  return (
    <search class="rooms-search">
      <div class="search-line">
        <label class="search-field">
          <Icon name="search" size={18} />
          <span class="unseen">{text.search}</span>
          <input
            ref={field}
            class="input"
            type="search"
            name="search"
            value={value}
            maxLength={500}
            placeholder={text.searchHint}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => onChange(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "ArrowDown" && intoList(event)}
          />
          <span class="search-key" aria-hidden="true">
            /
          </span>
        </label>
        <Button kind="plain" icon="info" act="searchHelp" onPress={() => setHelps(!helps)}>
          {text.help}
        </Button>
      </div>
      {helps && <Help onWord={add} />}
    </search>
  );
}

function Help({ onWord }: { onWord: (word: string) => void }) {
  const text = say(roomsWords);
  return (
    <div class="search-help">
      <p class="quiet">{text.helpIntro}</p>
      <ul>
        {text.helpWords.map(([word, meaning]) => (
          <li key={word}>
            <button type="button" class="search-word code" onClick={() => onWord(word)}>
              {word}
            </button>
            <span class="quiet">{meaning}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `/` leads into a field from anywhere on the page where nothing is being typed. */
function useSlash(field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const enter = (event: KeyboardEvent) => {
      const typing = (event.target as Element).matches?.("input, textarea, select, dialog *");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener("keydown", enter);
    return () => removeEventListener("keydown", enter);
  }, [field]);
}

/** From the search into its first result. */
function intoList(event: KeyboardEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>(".rows-row a")?.focus();
}
