import { useHub } from "../hub/use-hub.ts";
import { Choose } from "../parts/field.tsx";
import { api } from "../session.ts";
import { say } from "../words.ts";
import { fleetWords } from "./words.ts";

interface Named {
  id: string;
  name: string;
}

interface PlaceFieldsProps {
  /** Empty: none. */
  site: string;
  group: string;
  onChange: (place: { site: string; group: string }) => void;
}

/** Site and group of a room, from those that the organisation has. */
export function PlaceFields({ site, group, onChange }: PlaceFieldsProps) {
  const text = say(fleetWords);
  const [sites] = useHub<Named[]>(api("/sites"));
  const [groups] = useHub<Named[]>(api("/groups"));
  const options = (all: Named[] | null, none: string) =>
    [["", none], ...(all ?? []).map(({ id, name }) => [id, name] as const)] as const;
  return (
    <div class="field-row">
      <Choose
        label={text.site}
        name="site"
        value={site}
        options={options(sites.value, text.noSite)}
        onChange={(chosen) => onChange({ site: chosen, group })}
      />
      <Choose
        label={text.group}
        name="group"
        value={group}
        options={options(groups.value, text.noGroup)}
        onChange={(chosen) => onChange({ site, group: chosen })}
      />
    </div>
  );
}
