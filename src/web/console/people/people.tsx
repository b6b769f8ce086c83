import { PageHead } from "../parts/page-head.tsx";
import { Tabs } from "../parts/tabs.tsx";
import type { SectionProps } from "../section-props.ts";
import { at, may } from "../session.ts";
import { say } from "../words.ts";
import { Grants } from "./grants.tsx";
import { Keys } from "./keys.tsx";
import { Livekit } from "./livekit.tsx";
import { Members } from "./members.tsx";
import { Provider } from "./provider.tsx";
import { peopleWords } from "./words.ts";
import "./people.css";

const needs = {
  people: "people:read",
  partners: "people:read",
  keys: "keys:write",
  provider: "people:write",
  livekit: "trust:write",
} as const;

/** Who and what may do something here: people, partners, keys, the identity provider, the LiveKit server. */
export default function People({ rest: [tab = "people"] }: SectionProps) {
  const text = say(peopleWords);
  const ids = (Object.keys(needs) as (keyof typeof needs)[]).filter((id) => may(needs[id]));
  const current = ids.find((id) => id === tab) ?? "people";
  const address = (id: string) => at(id === "people" ? "/people" : `/people/${id}`);
  return (
    <div class="people">
      <PageHead title={text.title} />
      <Tabs label={text.title} current={current} tabs={ids.map((id) => [id, address(id), text.tabs[id]])} />
      {current === "people" && <Members />}
      {current === "partners" && <Grants />}
      {current === "keys" && <Keys />}
      {current === "provider" && <Provider />}
      {current === "livekit" && <Livekit />}
    </div>
  );
}
