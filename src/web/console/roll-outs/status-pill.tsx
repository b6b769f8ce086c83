import type { RollOutStatus } from "../../../protocol/hub/shown-settings.ts";
import type { IconName } from "../../shared/components/icon.tsx";
import { Pill, type Tone } from "../../shared/components/pill.tsx";
import { say } from "../words.ts";
import { rollOutWords } from "./words.ts";

const looks: Record<RollOutStatus, [IconName, Tone]> = {
  running: ["repeat", "accent"],
  paused: ["wait", "attention"],
  done: ["check", "calm"],
  "rolled-back": ["minus", "attention"],
  cancelled: ["close", "calm"],
};

export function StatusPill({ status }: { status: RollOutStatus }) {
  const [icon, tone] = looks[status];
  return (
    <Pill icon={icon} tone={tone}>
      {say(rollOutWords).statuses[status]}
    </Pill>
  );
}
