import { OnlyFor } from "../parts/only-for.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { Tabs } from "../parts/tabs.tsx";
import type { SectionProps } from "../section-props.ts";
import { at, organisation } from "../session.ts";
import { say } from "../words.ts";
import { Channels } from "./channels.tsx";
import { Rules } from "./rules.tsx";
import { Silences } from "./silences.tsx";
import { History, Standing } from "./standing.tsx";
import { alertWords } from "./words.ts";
import "./alerts.css";

/** What is wrong now and was before, what is silenced, by which rules, and who is told. */
export default function Alerts({ rest: [tab = "now"] }: SectionProps) {
  const text = say(alertWords);
  const partner = organisation.value?.role === "partner";
  const tabs = (["now", "history", "silences", "rules", "channels"] as const).filter(
    // Partners do not see who is told.
    (id) => id !== "channels" || !partner,
  );
  const current = tabs.find((id) => id === tab) ?? "now";
  const address = (id: string) => at(id === "now" ? "/alerts" : `/alerts/${id}`);
  return (
    <div class="alerts">
      <PageHead title={text.title} />
      <Tabs label={text.title} current={current} tabs={tabs.map((id) => [id, address(id), text.tabs[id]])} />
      {(current === "now" || current === "silences") && <OnlyFor permission="alerts:write" />}
      {current === "now" && <Standing />}
      {current === "history" && <History />}
      {current === "silences" && <Silences />}
      {current === "rules" && <Rules />}
      {current === "channels" && <Channels />}
    </div>
  );
}
