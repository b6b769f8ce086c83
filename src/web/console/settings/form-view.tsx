import type { Json, JsonObject } from "../../../protocol/hub/difference.ts";
import type { ShownTemplate } from "../../../protocol/hub/shown-settings.ts";
import { say } from "../words.ts";
import { fieldWords } from "./field-words.ts";
import { SettingRow } from "./setting-row.tsx";
import { inheritedAt, overriding, type ScopePlace, type SettingField, valueAt, withValue } from "./settings-model.ts";

interface FormViewProps {
  fields: SettingField[];
  document: JsonObject;
  /** From which the scope inherits. */
  layers: ShownTemplate[];
  templates: ShownTemplate[];
  place: ScopePlace;
  refused: { path: string; why: string } | null;
  onEdit: (next: JsonObject) => void;
}

/** Every known setting with its value here, and where it comes from otherwise. */
export function FormView({ fields, document, layers, templates, place, refused, onEdit }: FormViewProps) {
  const text = say(fieldWords);
  const groups = Map.groupBy(fields, ({ path }) => path.split(".")[0] ?? "");
  return (
    <>
      {[...groups].map(([group, own]) => (
        <fieldset key={group} class="setting-group">
          <legend>{text.groups[group] ?? group}</legend>
          {own.map((field) => (
            <SettingRow
              key={field.path}
              field={field}
              own={valueAt(document, field.path)}
              inherited={inheritedAt(layers, field.path)}
              overridden={overriding(templates, place, field.path)}
              refused={refused !== null && covers(field.path, refused.path) ? refused.why : null}
              onSet={(value: Json | undefined) => onEdit(withValue(document, field.path, value))}
            />
          ))}
        </fieldset>
      ))}
    </>
  );
}

const covers = (field: string, path: string) => path === field || path.startsWith(`${field}.`);
