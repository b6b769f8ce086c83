import type { Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import type { IconName } from "../../shared/components/icon.tsx";
import { Tile, type TileTone } from "../../shared/components/tile.tsx";
import { words } from "../../shared/language.ts";
import { sheet } from "../sheets/open-sheet.ts";
import { controlOf } from "../wishes/index.ts";
import { type ShareState, shareStateOf } from "./source-model.ts";

/** Starts and stops sharing; with several sources it asks which. */
export function ShareTile({ meeting, sources }: { meeting: Meeting; sources: RoomState["shareSources"] }) {
  const { call } = words.value;
  const state = shareStateOf(meeting.share, sources, meeting.withheld.includes("share"));
  const started = meeting.share !== null;
  const control = controlOf(started ? { type: "stopShare" } : { type: "startShare" });
  const choose = !started && sources.length > 1;
  return (
    <Tile
      {...looks[state]}
      label={labelOf(state, meeting)}
      step={started ? call.switchingOff : call.starting}
      act={started ? "stopShare" : "share"}
      {...control}
      busy={control.busy || state === "waiting"}
      onPress={choose ? () => sheet.open("share") : control.onPress}
    />
  );
}

const looks: Record<ShareState, { icon: IconName; tone: TileTone }> = {
  none: { icon: "share", tone: "calm" },
  offered: { icon: "share", tone: "calm" },
  waiting: { icon: "stop", tone: "attention" },
  sharing: { icon: "stop", tone: "live" },
  blank: { icon: "stop", tone: "attention" },
  failed: { icon: "stop", tone: "attention" },
  withheld: { icon: "stop", tone: "attention" },
};

function labelOf(state: ShareState, meeting: Meeting): string {
  const { call, ways } = words.value;
  switch (state) {
    case "withheld":
      return ways.shareWithheld;
    case "none":
      return call.nothingToShare;
    case "offered":
      return call.share;
    case "waiting":
      return call.shareWaiting;
    case "blank":
      return call.shareBlank;
    case "sharing":
      return call.stopShare;
    case "failed":
      return meeting.share === null ? call.share : call.shareFailed;
  }
}
