import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { Icon } from "../../shared/components/icon.tsx";
import { placeOf, troublesOf } from "../fleet/room-facts.ts";
import { Status } from "../fleet/status.tsx";
import { capabilityText, troubleText } from "../fleet/trouble-text.ts";
import { fleetWords } from "../fleet/words.ts";
import { useHub } from "../hub/use-hub.ts";
import { useStream } from "../hub/use-stream.ts";
import { Ago } from "../parts/ago.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { Waiting } from "../parts/waiting.tsx";
import type { SectionProps } from "../section-props.ts";
import { api, at } from "../session.ts";
import { say } from "../words.ts";
import { Actions } from "./actions.tsx";
import { Chain } from "./chain.tsx";
import { Edit } from "./edit.tsx";
import { Look } from "./look.tsx";
import { Bundles, HealthHistory, Settings, Story, Trust } from "./record.tsx";
import { roomWords } from "./words.ts";
import "./room.css";

/** What the hub knows of one room, as it changes. */
export default function Room({ rest: [id = ""] }: SectionProps) {
  const text = say(roomWords);
  const [loaded, again] = useHub<ShownRoom>(api(`/rooms/${encodeURIComponent(id)}`));
  useStream(api(`/live?room=${encodeURIComponent(id)}`), { rooms: again, reload: again, open: again });
  const room = loaded.value;
  useEffect(() => {
    if (room !== null) document.title = `${room.name} · Roomkeeper`;
  }, [room]);
  return (
    <>
      <PageHead title={room?.name ?? ""}>
        {room !== null && <Edit room={room} onDone={again} />}
        <LinkButton href={at("/rooms")} kind="plain" icon="devices">
          {text.back}
        </LinkButton>
      </PageHead>
      {loaded.kind === "failed" && <Refusal problem={loaded.problem} again={again} />}
      {room === null ? loaded.kind === "loading" && <Waiting /> : <Known room={room} />}
    </>
  );
}

function Known({ room }: { room: ShownRoom }) {
  const text = say(roomWords);
  const troubles = troublesOf(room);
  const meeting = room.connected ? room.summary?.meeting : null;
  return (
    <div class="room-cards">
      <Chain room={room} />
      <section class="card">
        <h2>{text.nowTitle}</h2>
        <Status status={room.status} />
        {meeting != null && <p>{meeting.title}</p>}
        <h2>{text.wrong}</h2>
        {troubles.length === 0 && <p class="quiet">{text.nothingWrong}</p>}
        <ul class="room-troubles">
          {troubles.map(({ grave, what, since }) => (
            <li key={JSON.stringify(what)} class={`trouble-line grave-${grave}`}>
              <Icon name={grave === "calm" ? "info" : "alert"} size={16} />
              <span>{troubleText(what)}</span>
              {since !== null && <Ago at={since} />}
            </li>
          ))}
        </ul>
      </section>
      <Facts room={room} />
      <Look id={room.id} connected={room.connected} />
      <Devices room={room} />
      <Actions id={room.id} />
      <Settings id={room.id} />
      <HealthHistory id={room.id} />
      <Story id={room.id} />
      <Bundles id={room.id} />
      <Trust id={room.id} suspicion={room.suspicion} />
    </div>
  );
}

function Facts({ room }: { room: ShownRoom }) {
  const text = say(roomWords);
  const { list } = say(fleetWords);
  const { calendar } = room.summary ?? {};
  const read = calendar?.configured === false ? text.noCalendar : calendar?.readAt && <Ago at={calendar.readAt} />;
  const facts: [string, ComponentChildren][] = [
    [text.place, placeOf(room).join(" · ")],
    [text.group, room.groupName],
    [text.tags, list(room.tags)],
    [text.expected, list(room.expected.map(capabilityText))],
    [text.version, room.software],
    [text.address, room.address],
    [text.calendar, read],
    [text.seen, room.seenAt !== null && <Ago at={room.seenAt} />],
  ];
  return (
    <section class="card">
      <h2>{text.facts}</h2>
      <dl class="room-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || text.unknown}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Devices({ room }: { room: ShownRoom }) {
  const text = say(roomWords);
  const { list } = say(fleetWords);
  const devices = room.connected ? (room.summary?.devices ?? []) : [];
  return (
    <section class="card room-devices">
      <h2>{text.devices}</h2>
      {devices.length === 0 && <p class="quiet">{text.noDevices}</p>}
      <ul>
        {devices.map(({ title, phase, capabilities }, index) => {
          const works = phase === "ready" || phase === "active";
          return (
            <li key={index} class="room-device">
              <span class={`trouble-line ${works ? "" : "grave-attention"}`}>
                <Icon name={works ? "check" : "alert"} size={16} />
                <span>{title}</span>
              </span>
              <span class="quiet">{list(capabilities.map(capabilityText))}</span>
              <span class={works ? "quiet" : "grave-attention"}>{works ? text.works : text.broken}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
