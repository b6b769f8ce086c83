import { useState } from "preact/hooks";
import type { ShownChannel } from "../../../protocol/hub/shown-alerts.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Confirmed } from "../parts/confirmed.tsx";
import { Empty } from "../parts/empty.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { OnlyFor } from "../parts/only-for.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { SecretOnce } from "../parts/secret-once.tsx";
import { api, may } from "../session.ts";
import { say } from "../words.ts";
import { ChannelForm } from "./channel-form.tsx";
import { channelWords } from "./channel-words.ts";
import { alertWords } from "./words.ts";

/** Who is told of alerts, and whether it works. */
export function Channels() {
  const text = say(channelWords);
  const [answer, again] = useHub<ShownChannel[]>(api("/channels"));
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const added = (made: string | null) => {
    setAdding(false);
    setSecret(made);
    again();
  };
  const add = may("settings:write") ? (
    <Button kind="primary" icon="plus" act="addChannel" onPress={() => setAdding(true)}>
      {text.addTitle}
    </Button>
  ) : (
    <OnlyFor permission="settings:write" />
  );
  return (
    <>
      {secret !== null && (
        <SecretOnce title={text.secretTitle} hint={text.secretHint} secret={secret} onDone={() => setSecret(null)} />
      )}
      <Loaded answer={answer} again={again}>
        {(channels) =>
          channels.length === 0 ? (
            <Empty icon="message" title={text.none} hint={text.noneHint}>
              {add}
            </Empty>
          ) : (
            <>
              {channels.map((channel) => (
                <Channel key={channel.id} channel={channel} again={again} />
              ))}
              <div>{add}</div>
            </>
          )
        }
      </Loaded>
      {adding && (
        <Sheet title={text.addTitle} onClose={() => setAdding(false)}>
          <ChannelForm channel={null} onDone={added} />
        </Sheet>
      )}
    </>
  );
}

function Channel({ channel, again }: { channel: ShownChannel; again: () => void }) {
  const text = say(channelWords);
  const [changing, setChanging] = useState(false);
  const { id, kind, name, problem } = channel;
  const path = api(`/channels/${encodeURIComponent(id)}`);
  return (
    <section class="card" data-channel={name}>
      <div class="card-head">
        <h2>{name}</h2>
        <span class="quiet">{text.kinds[kind]}</span>
      </div>
      <Facts channel={channel} />
      {problem === null ? (
        <p class="channel-good">
          <Icon name="check" size={18} />
          {text.good}
        </p>
      ) : (
        <div class="refusal">
          <Icon name="alert" size={20} />
          <div class="refusal-text">
            <p>{text.problem}</p>
            <p class="quiet">{problem}</p>
          </div>
        </div>
      )}
      {may("settings:write") && (
        <div class="form-foot">
          <Test path={path} again={again} />
          <Button size="small" act="changeChannel" onPress={() => setChanging(true)}>
            {text.change}
          </Button>
          <Confirmed
            act="removeChannel"
            label={text.remove}
            takesAway
            question={text.removeQuestion(name)}
            consequence={text.removeConsequence}
            method="DELETE"
            path={path}
            onDone={again}
          />
        </div>
      )}
      {changing && (
        <Sheet title={name} onClose={() => setChanging(false)}>
          <ChannelForm
            channel={channel}
            onDone={() => {
              setChanging(false);
              again();
            }}
          />
        </Sheet>
      )}
    </section>
  );
}

function Facts({ channel }: { channel: ShownChannel }) {
  const text = say(channelWords);
  const { orWorse } = say(alertWords);
  const { url, to, least = "notice", quiet } = channel;
  return (
    <dl class="channel-facts">
      <dt>{text.url}</dt>
      <dd>{url}</dd>
      {to !== undefined && (
        <>
          <dt>{text.to}</dt>
          <dd>{to.join(", ")}</dd>
        </>
      )}
      <dt>{text.least}</dt>
      <dd>{orWorse(least)}</dd>
      <dt>{text.quiet}</dt>
      <dd>
        {quiet == null
          ? text.noQuiet
          : `${text.quietOf(quiet.from, quiet.to, quiet.zone)} ${quiet.weekends ? text.andWeekends : ""}`}
      </dd>
    </dl>
  );
}

/** Sends a message of no consequence and says what really came of it. */
function Test({ path, again }: { path: string; again: () => void }) {
  const text = say(channelWords);
  const { busy, problem, send } = useChange();
  const [delivered, setDelivered] = useState(false);
  const test = async () => {
    setDelivered(false);
    setDelivered((await send("POST", `${path}/try`)) !== null);
    again();
  };
  return (
    <>
      <Button size="small" icon="message" act="testChannel" busy={busy} onPress={() => void test()}>
        {text.test}
      </Button>
      <output class="channel-good">{delivered ? text.delivered : ""}</output>
      <Refusal problem={problem} />
    </>
  );
}
