import type { RoomState } from "../../../domain/room-state.ts";
import { Icon } from "../../shared/components/icon.tsx";
import { words } from "../../shared/language.ts";
import { looking } from "./equipment-line.ts";
import { mirrorOf } from "./equipment-model.ts";

/** The room's own picture, mirrored, as people know themselves; or why there is none. */
export function Mirror({ state }: { state: RoomState }) {
  const { equipment } = words.value;
  const { levels, refused } = looking.value;
  const shows = mirrorOf(state, levels.picture, refused);
  return (
    <figure class="mirror" data-mirror={shows}>
      {shows === "picture" ? (
        <img class="mirror-picture" src={`/api/check/picture?n=${levels.picture}`} alt={equipment.mirror} />
      ) : (
        <p class="mirror-why">
          <Icon name={shows === "waiting" ? "wait" : "cameraOff"} size={36} />
          {equipment.noMirror[shows]}
        </p>
      )}
    </figure>
  );
}
