import type { ComponentChildren } from "preact";
import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { fleetWords } from "../fleet/words.ts";
import { Ago } from "../parts/ago.tsx";
import { OnlyFor } from "../parts/only-for.tsx";
import { say } from "../words.ts";
import { roomWords } from "./words.ts";

/** Where the room is, to what it belongs, what it runs. */
export function Facts({ room }: { room: ShownRoom }) {
  const text = say(roomWords);
  const { list } = say(fleetWords);
  const { calendar } = room.summary ?? {};
  const read = calendar?.configured === false ? text.noCalendar : calendar?.readAt && <Ago at={calendar.readAt} />;
  const facts: [string, ComponentChildren][] = [
    [text.group, room.groupName],
    [text.tags, list(room.tags)],
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
      <OnlyFor permission="rooms:write" />
    </section>
  );
}
