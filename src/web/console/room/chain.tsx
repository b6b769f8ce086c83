import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { Icon, type IconName } from "../../shared/components/icon.tsx";
import { faultWords, say } from "../words.ts";
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

/** From the hub to the meeting: each link with its state, and the first broken one said in a sentence. */
export function Chain({ room }: { room: ShownRoom }) {
  const text = say(chainWords);
  const chain = chainOf(room);
  const broken = firstBroken(chain);
  return (
    <section class="card room-wide">
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
      <p class={broken === null ? "quiet" : "grave-danger chain-sentence"}>{sentenceOf(broken, room)}</p>
    </section>
  );
}

function sentenceOf(broken: ChainLink | null, room: ShownRoom): string {
  const text = say(chainWords);
  if (broken === null) return room.connected ? text.chainWhole : text.chainUnknown;
  if (broken.part === "hub") return text.chainOffline;
  const why = broken.fault === null ? text.breaks[broken.part] : faultWords(broken.fault);
  return text.chainBroken(text.links[broken.part], why);
}
