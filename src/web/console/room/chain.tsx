import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { Icon, type IconName } from "../../shared/components/icon.tsx";
import { type RoomTrouble, troublesOf, type Wrong } from "../fleet/room-facts.ts";
import { troubleText } from "../fleet/trouble-text.ts";
import { Ago } from "../parts/ago.tsx";
import { say } from "../words.ts";
import { type ChainLink, type ChainPart, chainOf, firstBroken } from "./chain-model.ts";
import { chainWords } from "./chain-words.ts";

const icons: Record<ChainPart, IconName> = {
  hub: "signal",
  computer: "devices",
  calendar: "calendar",
  camera: "camera",
  microphone: "microphone",
  speaker: "speaker",
  display: "display",
  meetingServer: "people",
};

const stateIcons: Record<ChainLink["state"], IconName> = {
  works: "check",
  broken: "alert",
  unused: "minus",
  unknown: "wait",
};

/** From the hub to the meeting: each link with its state, the first broken one named, and all that is wrong with its time. */
export function Chain({ room }: { room: ShownRoom }) {
  const text = say(chainWords);
  const chain = chainOf(room);
  const broken = firstBroken(chain);
  const troubles = troublesOf(room);
  return (
    <section class="card">
      <h2>{text.chain}</h2>
      <ol class="chain">
        {chain.map(({ part, state }) => (
          <li key={part} class={`chain-link chain-${state}`} data-link={part} data-state={state}>
            <Icon name={icons[part]} size={20} />
            <b>{text.links[part]}</b>
            <span class="chain-state">
              <Icon name={stateIcons[state]} size={14} />
              {text.states[state]}
            </span>
          </li>
        ))}
      </ol>
      <p class={broken === null ? "quiet" : "grave-danger chain-sentence"}>{sentenceOf(broken, room, troubles)}</p>
      {troubles.length > 0 && <Troubles troubles={troubles} />}
    </section>
  );
}

function Troubles({ troubles }: { troubles: readonly RoomTrouble[] }) {
  return (
    <ul class="room-troubles">
      {troubles.map(({ grave, what, since }) => (
        <li key={JSON.stringify(what)} class={`trouble-line grave-${grave}`}>
          <Icon name={grave === "calm" ? "info" : "alert"} size={16} />
          <span>{troubleText(what)}</span>
          {since !== null && <Ago at={since} />}
        </li>
      ))}
    </ul>
  );
}

/** Says where to begin; why is in the list below, unless nothing there says it. */
function sentenceOf(broken: ChainLink | null, room: ShownRoom, troubles: readonly RoomTrouble[]): string {
  const text = say(chainWords);
  if (broken === null) return room.connected ? text.chainWhole : text.chainUnknown;
  if (broken.part === "hub") return text.chainOffline;
  const said = broken.fault !== null || troubles.some(({ what }) => isMissing(what, broken.part));
  return text.chainBroken(text.links[broken.part], said ? "" : text.breaks[broken.part]);
}

const isMissing = (what: Wrong, part: string) => what.kind === "missing" && what.capabilities.includes(part);
