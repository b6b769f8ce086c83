import { useEffect, useState } from "preact/hooks";
import type { JsonObject } from "../../../protocol/hub/difference.ts";
import { Field } from "../parts/field.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { say } from "../words.ts";
import { same } from "./settings-model.ts";
import { settingsWords } from "./words.ts";

interface TextViewProps {
  document: JsonObject;
  /** As it was typed, while it cannot be read. */
  typed: string | null;
  /** @param raw what was typed, when it cannot be read; then the document is the last that could */
  onEdit: (next: JsonObject, raw?: string | null) => void;
}

type Yaml = typeof import("yaml");

/** All settings of the scope as text. What is typed stays as it is typed; what it says goes into the draft when it can be read. */
export function TextView({ document, typed, onEdit }: TextViewProps) {
  const text = say(settingsWords);
  const [yaml, setYaml] = useState<Yaml | null>(null);
  const [written, setWritten] = useState(typed);
  useEffect(() => {
    let left = false;
    void import("yaml").then((loaded) => !left && setYaml(loaded));
    return () => {
      left = true;
    };
  }, []);
  if (yaml === null) return <Waiting />;
  // Edits from elsewhere (the form, discarding) replace the text; one's own typing does not jump.
  const read = written === null ? null : readSettings(yaml, written);
  const current = read !== null && (read.kind === "bad" ? typed === written : same(read.settings, document));
  const value = current && written !== null ? written : (typed ?? writeSettings(yaml, document));
  const now = readSettings(yaml, value);
  const write = (next: string) => {
    setWritten(next);
    const made = readSettings(yaml, next);
    if (made.kind === "good") onEdit(made.settings);
    else onEdit(document, next);
  };
  return (
    <Field
      label={text.textLabel}
      name="settingsText"
      lines={22}
      value={value}
      hint={text.textHint}
      error={now.kind === "bad" ? text.textBad(now.line, now.why ?? text.notObject) : null}
      onChange={write}
    />
  );
}

const writeSettings = (yaml: Yaml, document: JsonObject): string =>
  Object.keys(document).length === 0 ? "" : yaml.stringify(document);

type Read = { kind: "good"; settings: JsonObject } | { kind: "bad"; line: number | null; why: string | null };

function readSettings(yaml: Yaml, written: string): Read {
  const parsed = yaml.parseDocument(written);
  const [error] = parsed.errors;
  if (error !== undefined)
    return { kind: "bad", line: error.linePos?.[0].line ?? null, why: error.message.split("\n")[0] ?? "" };
  const settings = (parsed.toJS({ maxAliasCount: 0 }) ?? {}) as unknown;
  if (typeof settings !== "object" || Array.isArray(settings)) return { kind: "bad", line: null, why: null };
  return { kind: "good", settings: settings as JsonObject };
}
