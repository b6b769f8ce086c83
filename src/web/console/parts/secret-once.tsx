import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { say } from "../words.ts";
import { partWords } from "./words.ts";
import "./secret-once.css";

interface SecretOnceProps {
  title: string;
  /** Where it belongs. */
  hint: string;
  secret: string;
  /** It is put away, and never comes back. */
  onDone: () => void;
}

/** A secret that the hub tells once. It stays until somebody says that they have it; a tap beside it does not lose it. */
export function SecretOnce({ title, hint, secret, onDone }: SecretOnceProps) {
  const text = say(partWords);
  const here = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => here.current?.focus(), []);
  const copy = () => {
    // A browser may forbid it: then the text is there to be marked by hand.
    void navigator.clipboard?.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <section class="secret-once" ref={here} tabIndex={-1} aria-label={title}>
      <h2>{title}</h2>
      <p>
        {hint} {text.shownOnce}
      </p>
      <output class="secret-text">{secret}</output>
      <div class="form-foot">
        <Button kind="primary" act="copySecret" onPress={copy} {...(copied ? { icon: "check" } : {})}>
          {copied ? text.copied : text.copy}
        </Button>
        <Button act="secretDone" onPress={onDone}>
          {text.haveIt}
        </Button>
      </div>
    </section>
  );
}
