import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../language.ts";
import { Button } from "./button.tsx";
import "./sheet.css";

interface SheetProps {
  title: string;
  onClose: () => void;
  wide?: boolean;
  children: ComponentChildren;
}

/** The second level: a dialog over the page. The browser keeps focus inside; Escape and a tap outside close it. */
export function Sheet({ title, onClose, wide = false, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // In the same turn as the touch: the next key or tap is the sheet's, not the page's under it.
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  // Closed before it leaves the page: only so the browser gives the focus back to where it was.
  const close = () => {
    dialog.current?.close();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the backdrop is a shortcut for touch; Escape and Close are there too
    <dialog
      ref={dialog}
      class={wide ? "sheet sheet-wide" : "sheet"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="sheet-inside">
        <header class="sheet-head">
          <h2 id={id}>{title}</h2>
          <Button icon="close" act="close" onPress={close}>
            {words.value.common.close}
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
