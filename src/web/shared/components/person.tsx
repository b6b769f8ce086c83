import type { Participant } from "../../../domain/meeting.ts";
import { words } from "../language.ts";
import { Icon } from "./icon.tsx";
import { initialsOf } from "./initials.ts";
import "./person.css";

/** Somebody in the meeting: name, microphone and what they do, in icon and word. */
export function Person({ person }: { person: Participant }) {
  const { call } = words.value;
  const muted = person.microphone !== "on";
  const doing = [
    person.speaking ? call.speaking : null,
    person.sharing ? call.sharing : null,
    person.handRaised ? call.handRaised : null,
    muted ? (person.microphone === "none" ? call.noMicrophone : call.muted) : null,
  ].filter((word) => word !== null);
  return (
    <li class={person.speaking ? "person person-speaking" : "person"}>
      <span class="person-face" aria-hidden="true">
        {initialsOf(person.name)}
      </span>
      <span class="person-text">
        <span class="person-name at-most-2">{person.name}</span>
        {doing.length > 0 && <span class="person-doing">{words.value.common.list(doing)}</span>}
      </span>
      {person.handRaised && <Icon name="hand" size={26} />}
      {person.sharing && <Icon name="share" size={26} />}
      <Icon name={muted ? "microphoneOff" : "microphone"} size={26} />
    </li>
  );
}
