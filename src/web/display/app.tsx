import { Icon } from "../shared/components/icon.tsx";
import { Ring } from "../shared/components/ring.tsx";
import { linkPhase, room, stateVersion } from "../shared/connection/room.ts";
import { words } from "../shared/language.ts";
import { Call } from "./call/call.tsx";
import { watched } from "./call/watched.ts";
import { Idle } from "./idle/idle.tsx";
import "./app.css";

/** The display: what is seen from the other end of the room. */
export function App() {
  return (
    <div class="display" data-version={stateVersion.value} data-link={linkPhase.value}>
      <View />
      {linkPhase.value === "lost" && (
        <p class="display-lost" role="status">
          <Icon name="alert" size={36} />
          {words.value.display.lost}
        </p>
      )}
    </div>
  );
}

function View() {
  const state = room.value;
  const { common, display } = words.value;
  if (state === null) return <Waiting text={common.connecting} />;
  if (state.phase === "starting") return <Waiting text={common.starting} />;
  const meeting = watched.value;
  if (meeting !== null) return <Call state={state} meeting={meeting} />;
  const entering = state.meeting?.phase === "joining" || state.meeting?.phase === "lobby";
  return entering ? <Waiting text={display.waiting} /> : <Idle state={state} />;
}

function Waiting({ text }: { text: string }) {
  return (
    <main class="display-waiting">
      <Ring size={96} />
      <h1>{text}</h1>
    </main>
  );
}
