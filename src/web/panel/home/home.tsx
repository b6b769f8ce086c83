import { Button } from "../../shared/components/button.tsx";
import { Claim } from "../../shared/components/claim.tsx";
import { room } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { minuteMs } from "../../shared/room-clock.ts";
import { LanguageButton } from "../frame/language-button.tsx";
import { sheet } from "../sheets/open-sheet.ts";
import { Agenda } from "./agenda.tsx";
import { HeroCard } from "./hero-card.tsx";
import { homeViewOf } from "./hero-model.ts";
import "./home.css";

/** The room is not in a meeting: what is next, and how to start. */
export function Home() {
  const state = room.value;
  if (state === null) return null;
  const { hero, agenda } = homeViewOf(state, minuteMs.value);
  return (
    <>
      <main class="home">
        <HeroCard hero={hero} state={state} />
        <div class="home-side">
          {state.enrolment !== undefined && <Claim enrolment={state.enrolment} />}
          <Agenda entries={agenda} state={state} />
        </div>
      </main>
      <HomeBar joinByName={state.offers.joinByName} />
    </>
  );
}

function HomeBar({ joinByName }: { joinByName: boolean }) {
  const { home } = words.value;
  return (
    <nav class="home-bar">
      {joinByName && (
        <Button icon="keyboard" act="joinByName" onPress={() => sheet.open("joinByName")}>
          {home.joinByName}
        </Button>
      )}
      <Button icon="devices" act="devices" onPress={() => sheet.open("devices")}>
        {home.devices}
      </Button>
      <Button icon="info" act="status" onPress={() => sheet.open("status")}>
        {home.status}
      </Button>
      <LanguageButton />
    </nav>
  );
}
