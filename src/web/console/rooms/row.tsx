import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { Icon } from "../../shared/components/icon.tsx";
import { devicesOf, placeOf, sinceOf, troublesOf } from "../fleet/room-facts.ts";
import { Status } from "../fleet/status.tsx";
import { troubleText } from "../fleet/trouble-text.ts";
import { fleetWords } from "../fleet/words.ts";
import { Ago } from "../parts/ago.tsx";
import { at } from "../session.ts";
import { say } from "../words.ts";
import { roomsWords } from "./words.ts";

/** One room in the list; a row that has not come yet keeps its place. */
export function Row({ room }: { room: ShownRoom | undefined }) {
  if (room === undefined)
    return (
      <td class="cell cell-state" colSpan={8} aria-busy="true">
        <span class="row-waits" />
      </td>
    );
  const troubles = troublesOf(room);
  const since = sinceOf(room, troubles);
  const place = placeOf(room).join(" · ");
  return (
    <>
      <td class="cell cell-state">
        <Status status={room.status} />
      </td>
      <td class="cell cell-name">
        <a class="row-link" href={at(`/rooms/${encodeURIComponent(room.id)}`)} data-room={room.id} title={room.name}>
          {room.name}
        </a>
      </td>
      <td class="cell cell-wrong">
        <Wrong troubles={troubles} />
      </td>
      <td class="cell cell-since">{since !== null && <Ago at={since} short />}</td>
      <td class="cell cell-meeting">
        <MeetingNow room={room} />
      </td>
      <td class="cell cell-devices">
        <Devices room={room} />
      </td>
      <td class="cell cell-version">{room.software}</td>
      <td class="cell cell-place" title={place}>
        {place}
      </td>
    </>
  );
}

function Wrong({ troubles }: { troubles: ReturnType<typeof troublesOf> }) {
  const [first, ...others] = troubles;
  if (first === undefined) return null;
  const all = troubles.map(({ what }) => troubleText(what));
  return (
    <span class={`trouble-line grave-${first.grave}`} title={say(fleetWords).list(all)}>
      <Icon name={first.grave === "calm" ? "info" : "alert"} size={16} />
      <span>{all[0]}</span>
      {others.length > 0 && <b class="row-more">{say(roomsWords).more(others.length)}</b>}
    </span>
  );
}

function MeetingNow({ room }: { room: ShownRoom }) {
  const meeting = room.connected ? room.summary?.meeting : null;
  if (meeting == null) return null;
  const joining = meeting.phase !== "connected" && meeting.phase !== "reconnecting";
  const title = meeting.title === "" ? say(fleetWords).statuses.meeting : meeting.title;
  return <span title={title}>{joining ? say(roomsWords).inJoining : title}</span>;
}

function Devices({ room }: { room: ShownRoom }) {
  const devices = devicesOf(room);
  if (devices === null) return null;
  const { working, all } = devices;
  return (
    <span class={working < all ? "grave-attention" : ""} title={say(roomsWords).devices(working, all)}>
      {working === all ? all : `${working}/${all}`}
    </span>
  );
}
