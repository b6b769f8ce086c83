import { useState } from "preact/hooks";
import type { AlertSeverity, ShownChannel } from "../../../protocol/hub/shown-alerts.ts";
import { useChange } from "../hub/use-hub.ts";
import { Choose, Field, Tick } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { api } from "../session.ts";
import { say } from "../words.ts";
import { readAddresses } from "./alerts-model.ts";
import { channelWords } from "./channel-words.ts";
import { alertWords } from "./words.ts";

const fresh = (channel: ShownChannel | null) => ({
  kind: channel?.kind ?? ("webhook" as ShownChannel["kind"]),
  name: channel?.name ?? "",
  url: channel?.url ?? "",
  password: "",
  from: channel?.from ?? "",
  to: channel?.to?.join(", ") ?? "",
  least: channel?.least ?? "notice",
  quiet: channel?.quiet != null,
  quietFrom: channel?.quiet?.from ?? "19:00",
  quietTo: channel?.quiet?.to ?? "07:00",
  zone: channel?.quiet?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  weekends: channel?.quiet?.weekends ?? true,
  except: channel?.quiet?.except ?? ("serious" as AlertSeverity | null),
  authority: channel?.authority ?? "",
});

type Written = ReturnType<typeof fresh>;

interface ChannelFormProps {
  /** Null: a new one. */
  channel: ShownChannel | null;
  /** @param secret of a new webhook, told once */
  onDone: (secret: string | null) => void;
}

/** A channel, new or changed. Kind and address of one that exists stay. */
export function ChannelForm({ channel, onDone }: ChannelFormProps) {
  const text = say(channelWords);
  const { busy, problem, send } = useChange();
  const [written, setWritten] = useState(() => fresh(channel));
  const write = (change: Partial<Written>) => setWritten({ ...written, ...change });
  const { name, url, kind, from, to } = written;
  const save = async () => {
    if (channel !== null) {
      const path = api(`/channels/${encodeURIComponent(channel.id)}`);
      const { name, options } = bodyOf(written);
      if ((await send("PATCH", path, { name, ...options })) !== null) onDone(null);
      return;
    }
    const { options, ...body } = bodyOf(written);
    const answer = await send<{ secret: string | null }>("POST", api("/channels"), { ...body, ...options });
    if (answer !== null) onDone(answer.value.secret);
  };
  return (
    <Form
      label={channel === null ? text.add : text.save}
      act="saveChannel"
      busy={busy}
      problem={problem}
      incomplete={name.trim() === "" || url.trim() === "" || (kind === "email" && (from === "" || to === ""))}
      onSend={() => void save()}
    >
      <Basics written={written} write={write} isNew={channel === null} />
      <details open={written.quiet}>
        <summary>{text.more}</summary>
        <Quiet written={written} write={write} />
      </details>
    </Form>
  );
}

interface PartProps {
  written: Written;
  write: (change: Partial<Written>) => void;
}

function Basics({ written, write, isNew }: PartProps & { isNew: boolean }) {
  const text = say(channelWords);
  const { orWorse } = say(alertWords);
  const { kind } = written;
  return (
    <div class="form-grid">
      {isNew && (
        <Choose
          label={text.kind}
          name="kind"
          value={kind}
          options={Object.entries(text.kinds)}
          onChange={(chosen) => write({ kind: chosen as Written["kind"] })}
        />
      )}
      <Field label={text.name} name="channelName" value={written.name} onChange={(name) => write({ name })} />
      {isNew && (
        <Field
          label={text.url}
          name="url"
          maxLength={2000}
          hint={text.urlHints[kind]}
          value={written.url}
          onChange={(url) => write({ url })}
        />
      )}
      {kind === "email" && isNew && (
        <Field
          label={text.password}
          name="channelPassword"
          type="password"
          autocomplete="new-password"
          optional
          hint={text.passwordHint}
          value={written.password}
          onChange={(password) => write({ password })}
        />
      )}
      {kind === "email" && (
        <>
          <Field label={text.from} name="from" type="email" value={written.from} onChange={(from) => write({ from })} />
          <Field label={text.to} name="to" hint={text.toHint} value={written.to} onChange={(to) => write({ to })} />
        </>
      )}
      <Choose
        label={text.least}
        name="least"
        value={written.least}
        options={(["notice", "warning", "serious"] as const).map((one) => [one, orWorse(one)])}
        onChange={(least) => write({ least: least as AlertSeverity })}
      />
    </div>
  );
}

function Quiet({ written, write }: PartProps) {
  const text = say(channelWords);
  const { severities } = say(alertWords);
  return (
    <div class="channel">
      <Tick label={text.quiet} name="quiet" checked={written.quiet} onChange={(quiet) => write({ quiet })} />
      {written.quiet && (
        <>
          <div class="form-grid">
            <Field
              label={text.quietFrom}
              name="quietFrom"
              type="time"
              value={written.quietFrom}
              onChange={(quietFrom) => write({ quietFrom })}
            />
            <Field
              label={text.quietTo}
              name="quietTo"
              type="time"
              value={written.quietTo}
              onChange={(quietTo) => write({ quietTo })}
            />
            <Field
              label={text.zone}
              name="zone"
              hint={text.zoneHint}
              value={written.zone}
              onChange={(zone) => write({ zone })}
            />
            <Choose
              label={text.except}
              name="except"
              value={written.except ?? ""}
              options={[["", text.exceptNone], ...Object.entries(severities)]}
              onChange={(chosen) => write({ except: chosen === "" ? null : (chosen as AlertSeverity) })}
            />
          </div>
          <Tick
            label={text.weekends}
            name="weekends"
            checked={written.weekends}
            onChange={(weekends) => write({ weekends })}
          />
        </>
      )}
      <Field
        label={text.authority}
        name="authority"
        lines={3}
        optional
        hint={text.authorityHint}
        value={written.authority}
        onChange={(authority) => write({ authority })}
      />
    </div>
  );
}

function bodyOf(written: Written) {
  const { kind, name, url, password, from, to, least, quiet, zone, weekends, except, authority } = written;
  const hours = { zone: zone.trim(), from: written.quietFrom, to: written.quietTo, weekends, except };
  const mail = kind === "email" ? { from: from.trim(), to: readAddresses(to) } : {};
  const secret = kind === "email" && password !== "" ? { password } : {};
  const trust = { authority: authority.trim() === "" ? null : authority };
  const options = { ...mail, least, quiet: quiet ? hours : null, ...trust };
  return { kind, name: name.trim(), url: url.trim(), ...secret, options };
}
