import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { Icon } from "../../shared/components/icon.tsx";
import { capabilityText } from "../fleet/trouble-text.ts";
import { fleetWords } from "../fleet/words.ts";
import { say } from "../words.ts";
import { roomWords } from "./words.ts";

/** What should be in the room, and what was found there. */
export function Devices({ room }: { room: ShownRoom }) {
  const text = say(roomWords);
  const { list } = say(fleetWords);
  const devices = room.connected ? (room.summary?.devices ?? []) : [];
  const nobodyKnows = !room.connected && room.summary !== null;
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.devices}</h2>
        {room.expected.length > 0 && <p class="quiet">{text.shouldHave(list(room.expected.map(capabilityText)))}</p>}
      </div>
      {devices.length === 0 && <p class="quiet">{nobodyKnows ? text.devicesAway : text.noDevices}</p>}
      <ul class="room-devices" hidden={devices.length === 0}>
        {devices.map(({ title, phase, capabilities }, index) => {
          const works = phase === "ready" || phase === "active";
          return (
            <li key={index}>
              <Icon name={works ? "check" : "alert"} size={16} />
              <b>{title}</b>
              <span class="quiet">{list(capabilities.map(capabilityText))}</span>
              <span class={works ? "quiet" : "grave-attention"}>{works ? text.works : text.broken}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
