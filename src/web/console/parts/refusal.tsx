import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import type { Problem } from "../hub/ask.ts";
import { say } from "../words.ts";
import { partWords } from "./words.ts";

interface RefusalProps {
  /** Null: nothing is shown. */
  problem: Problem | null;
  again?: () => void;
}

/** Why something was not done, in a sentence; the hub's own words in small print. Screen readers say it at once. */
export function Refusal({ problem, again }: RefusalProps) {
  const text = say(partWords);
  if (problem === null) return null;
  // The hub was reached: what it could not reach is somebody else's.
  const elsewhere = problem.code === "hub.unreachable" && problem.status !== 0;
  return (
    <div class="refusal" role="alert">
      <Icon name="alert" size={20} />
      <div class="refusal-text">
        <p>{elsewhere ? text.elsewhere : (text.refusals[problem.code] ?? text.refused)}</p>
        {problem.detail !== "" && problem.status !== 0 && <p class="quiet">{problem.detail}</p>}
      </div>
      {again !== undefined && (
        <Button size="small" icon="repeat" act="again" onPress={again}>
          {text.again}
        </Button>
      )}
    </div>
  );
}
