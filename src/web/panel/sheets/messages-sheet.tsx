import { useEffect, useRef } from "preact/hooks";
import { Sheet } from "../../shared/components/sheet.tsx";
import { room } from "../../shared/connection/room.ts";
import { language, words } from "../../shared/language.ts";
import { timeOf } from "../../shared/time.ts";
import { chat } from "../call/messages.ts";
import { sheet } from "./open-sheet.ts";

/** What others have written, the newest at the bottom. */
export function MessagesSheet() {
  const { ways } = words.value;
  const list = useRef<HTMLUListElement>(null);
  const messages = chat.messages.value;
  const zone = room.value?.room.zone ?? "UTC";
  useEffect(() => {
    chat.look();
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [messages]);
  return (
    <Sheet title={ways.messages} onClose={sheet.close} wide>
      {messages.length === 0 && <p>{ways.noMessages}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard */}
      <ul class="messages" ref={list} tabIndex={0} aria-live="polite">
        {messages.map(({ id, from, text, at }) => (
          <li key={`${at} ${id}`}>
            <p class="message-head">
              {from} <time class="tabular">{timeOf(at, zone, language.value)}</time>
            </p>
            <p class="message-text">{text}</p>
          </li>
        ))}
      </ul>
      <p class="sheet-hint">{ways.messagesHint}</p>
    </Sheet>
  );
}
