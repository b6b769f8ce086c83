import type { AlertSeverity } from "../../../protocol/hub/shown-alerts.ts";
import type { IconName } from "../../shared/components/icon.tsx";
import { Pill, type Tone } from "../../shared/components/pill.tsx";
import { say } from "../words.ts";
import { alertWords } from "./words.ts";

const looks: Record<AlertSeverity, [IconName, Tone]> = {
  serious: ["alert", "danger"],
  warning: ["alert", "attention"],
  notice: ["info", "calm"],
};

export function Severity({ severity }: { severity: AlertSeverity }) {
  const [icon, tone] = looks[severity];
  return (
    <Pill icon={icon} tone={tone}>
      {say(alertWords).severities[severity]}
    </Pill>
  );
}
