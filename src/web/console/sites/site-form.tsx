import { useState } from "preact/hooks";
import type { ShownSite } from "../../../protocol/hub/shown-places.ts";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { useChange } from "../hub/use-hub.ts";
import { Choose, Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { api } from "../session.ts";
import { say } from "../words.ts";
import { degreesOf, pairOf } from "./places-model.ts";
import { Removal } from "./removal.tsx";
import { removalWords } from "./removal-words.ts";
import { sitesWords } from "./words.ts";

interface SiteFormProps {
  /** Null: a new one. */
  site: ShownSite | null;
  sites: readonly ShownSite[];
  onClose: () => void;
  onSaved: () => void;
}

interface Written {
  name: string;
  address: string;
  zone: string;
  latitude: string;
  longitude: string;
}

interface FieldsProps {
  written: Written;
  set: (change: Partial<Written>) => void;
}

const writtenOf = (degrees: number | null | undefined) => (degrees == null ? "" : String(degrees));

/** Name, address, zone and coordinates of a site. */
export function SiteForm({ site, sites, onClose, onSaved }: SiteFormProps) {
  const text = say(sitesWords);
  const [removing, setRemoving] = useState(false);
  const [written, setWritten] = useState<Written>({
    name: site?.name ?? "",
    address: site?.address ?? "",
    zone: site?.zone ?? "",
    latitude: writtenOf(site?.latitude),
    longitude: writtenOf(site?.longitude),
  });
  const set = (change: Partial<Written>) => setWritten((before) => ({ ...before, ...change }));
  const { busy, problem, send } = useChange();
  const [latitude, longitude] = [degreesOf(written.latitude, 90), degreesOf(written.longitude, 180)];
  const isOneOnly = (latitude === null) !== (longitude === null);
  const name = written.name.trim();
  const save = async () => {
    const body = { ...written, name, address: written.address.trim(), latitude, longitude };
    const path = site?.id == null ? api("/sites") : api(`/sites/${encodeURIComponent(site.id)}`);
    if ((await send(site === null ? "POST" : "PUT", path, body)) !== null) onSaved();
  };
  if (removing && site?.id != null) {
    const { id, name: now } = site;
    const others = sites.flatMap((one) => (one.id === null || one.id === id ? [] : [{ id: one.id, name: one.name }]));
    return <Removal kind="site" place={{ id, name: now }} {...{ others, onClose }} onDone={onSaved} />;
  }
  return (
    <Sheet title={site === null ? text.addSite : text.editSite(site.name)} onClose={onClose}>
      <Form
        label={site === null ? text.addSite : text.save}
        act="saveSite"
        busy={busy}
        problem={problem}
        incomplete={name === "" || isOneOnly || Number.isNaN(latitude) || Number.isNaN(longitude)}
        onSend={() => void save()}
        beside={
          site !== null && (
            <Button kind="plain" act="remove" onPress={() => setRemoving(true)}>
              {say(removalWords).ask}
            </Button>
          )
        }
      >
        <PlaceFields written={written} set={set} />
        <CoordinateFields {...{ written, set, latitude, longitude }} />
      </Form>
    </Sheet>
  );
}

function PlaceFields({ written, set }: FieldsProps) {
  const text = say(sitesWords);
  return (
    <>
      <Field
        first
        label={text.name}
        name="siteName"
        hint={text.nameHint}
        maxLength={200}
        value={written.name}
        onChange={(value) => set({ name: value })}
      />
      <Field
        optional
        label={text.address}
        name="address"
        value={written.address}
        onChange={(address) => set({ address })}
      />
      <Choose
        optional
        label={text.zone}
        name="zone"
        hint={text.zoneHint}
        value={written.zone}
        options={zonesWith(written.zone, text.noZone)}
        onChange={(zone) => set({ zone })}
      />
    </>
  );
}

/** In degrees; null: nothing is written, NaN: it is none. */
interface Degrees {
  latitude: number | null;
  longitude: number | null;
}

function CoordinateFields({ written, set, latitude, longitude }: FieldsProps & Degrees) {
  const text = say(sitesWords);
  const isOneOnly = (latitude === null) !== (longitude === null);
  const error = (value: number | null, most: number) =>
    Number.isNaN(value) ? text.notDegrees(most) : isOneOnly && value === null ? text.both : null;
  return (
    <>
      <div class="form-grid sites-pair">
        <Field
          optional
          label={text.latitude}
          name="latitude"
          error={error(latitude, 90)}
          value={written.latitude}
          onChange={(value) => set(pairOf(value) ?? { latitude: value })}
        />
        <Field
          optional
          label={text.longitude}
          name="longitude"
          error={error(longitude, 180)}
          value={written.longitude}
          onChange={(value) => set(pairOf(value) ?? { longitude: value })}
        />
      </div>
      <p class="quiet sites-hint">{text.coordinatesHint}</p>
    </>
  );
}

/** Zones that the browser knows, and the one that is set. */
function zonesWith(zone: string, none: string): [string, string][] {
  const known = Intl.supportedValuesOf("timeZone");
  const all = zone === "" || known.includes(zone) ? known : [zone, ...known];
  return [["", none], ...all.map((one): [string, string] => [one, one.replaceAll("_", " ")])];
}
