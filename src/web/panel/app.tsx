import type { RoomState } from "../../domain/room-state.ts";
import { linkPhase, room, stateVersion } from "../shared/connection/room.ts";
import { words } from "../shared/language.ts";
import { AssistedView } from "./assisted/assisted-view.tsx";
import { Call } from "./call/call.tsx";
import { CallHeader } from "./call/call-header.tsx";
import { Header } from "./frame/header.tsx";
import { Waiting } from "./frame/waiting.tsx";
import { Home } from "./home/home.tsx";
import { Joining } from "./joining/joining.tsx";
import { NoticeSlot } from "./notices/notice-slot.tsx";
import { quiet } from "./quiet.ts";
import { Sheets } from "./sheets/sheets.tsx";
import "./app.css";

/** The whole panel: one view for each thing that the room can be doing. */
export function App() {
  return (
    <div class="page" data-version={stateVersion.value} data-link={linkPhase.value} data-quiet={quiet.value}>
      <Panel />
    </div>
  );
}

function Panel() {
  const state = room.value;
  const { common } = words.value;
  if (state === null) return <Waiting text={common.connecting} />;
  if (state.phase === "starting") return <Waiting text={common.starting} />;
  return (
    <div class="panel" data-view={viewOf(state)}>
      <View state={state} />
      <Sheets />
    </div>
  );
}

function viewOf({ meeting, assisted }: RoomState): "home" | "joining" | "call" | "assisted" {
  if (meeting === null) return assisted === null ? "home" : "assisted";
  return meeting.phase === "joining" || meeting.phase === "lobby" ? "joining" : "call";
}

function View({ state }: { state: RoomState }) {
  const { meeting, assisted } = state;
  if (meeting === null) {
    return (
      <>
        <Header state={state} />
        <NoticeSlot />
        {assisted === null ? <Home /> : <AssistedView meeting={assisted} />}
      </>
    );
  }
  if (viewOf(state) === "joining") {
    return (
      <>
        <Header state={state} />
        <NoticeSlot />
        <Joining meeting={meeting} />
      </>
    );
  }
  return (
    <>
      <CallHeader state={state} meeting={meeting} />
      <NoticeSlot />
      <Call state={state} meeting={meeting} />
    </>
  );
}
