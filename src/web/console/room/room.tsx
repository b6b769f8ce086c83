import { useCallback, useEffect, useState } from "preact/hooks";
import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { placeOf } from "../fleet/room-facts.ts";
import { Status } from "../fleet/status.tsx";
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
import { Devices } from "./devices.tsx";
import { Edit } from "./edit.tsx";
import { Facts } from "./facts.tsx";
import { HealthHistory } from "./health.tsx";
import { Look } from "./look.tsx";
import { Bundles, Settings, Story, Trust } from "./record.tsx";
import { roomApi } from "./room-api.ts";
import { roomWords } from "./words.ts";
import "./room.css";

/** What the hub knows of one room, as it changes. */
export default function Room({ rest: [id = ""] }: SectionProps) {
  const text = say(roomWords);
  const [loaded, again] = useHub<ShownRoom>(roomApi(id));
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
      {room === null ? loaded.kind === "loading" && <Waiting /> : <Known room={room} onReplaced={again} />}
    </>
  );
}

/** Beside its name: what the room is doing now, since when, and where it is. */
function Now({ room }: { room: ShownRoom }) {
  const meeting = room.connected ? room.summary?.meeting : null;
  return (
    <p class="room-now">
      <Status status={room.status} />
      {meeting != null && (
        <span>
          {meeting.title} {meeting.since !== "" && <Ago at={meeting.since} />}
        </span>
      )}
      {placeOf(room).length > 0 && <span class="quiet">{placeOf(room).join(" · ")}</span>}
    </p>
  );
}

function Known({ room, onReplaced }: { room: ShownRoom; onReplaced: () => void }) {
  // What a room was asked to do may have brought something: a bundle, an event.
  const [ended, setEnded] = useState(0);
  const onEnded = useCallback(() => setEnded((before) => before + 1), []);
  const { id, connected, summary, targetVersion, reportedVersion, reportedStatus } = room;
  const happened = JSON.stringify([ended, connected, summary?.faults.map(({ code }) => code)]);
  const configured = JSON.stringify([targetVersion, reportedVersion, reportedStatus]);
  return (
    <>
      <Now room={room} />
      <div class="room-page">
        <div class="room-column">
          <Chain room={room} />
          <Devices room={room} />
          <Actions id={id} connected={connected} onEnded={onEnded} />
          <Story id={id} of={happened} />
          <HealthHistory id={id} />
        </div>
        <div class="room-column">
          <Look id={id} connected={connected} />
          <Facts room={room} />
          <Settings id={id} of={configured} />
          <Bundles id={id} of={String(ended)} />
          <Trust id={id} name={room.name} suspicion={room.suspicion} onDone={onReplaced} />
        </div>
      </div>
    </>
  );
}
