import type { RoomStatus } from "../../../protocol/hub/shown-room.ts";
import { Icon, type IconName } from "../../shared/components/icon.tsx";
import { say } from "../words.ts";
import { fleetWords } from "./words.ts";
import "./fleet.css";

/** A shape of its own for each state, so that nobody has to tell colours apart. */
const statusIcons: Record<RoomStatus, IconName> = {
  meeting: "people",
  idle: "check",
  offline: "close",
  never: "wait",
};

/** What a room is doing: icon, word and colour. */
export function Status({ status }: { status: RoomStatus }) {
  return (
    <span class={`status status-${status}`}>
      <Icon name={statusIcons[status]} size={16} />
      <span>{say(fleetWords).statuses[status]}</span>
    </span>
  );
}
