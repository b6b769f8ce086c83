import { Ring, useWaitStage } from "../../shared/components/ring.tsx";
import { say } from "../words.ts";
import { partWords } from "./words.ts";

/** Something is loading: nothing is drawn in the first tenth of a second. */
export function Waiting() {
  const stage = useWaitStage(true);
  return (
    <div class="waiting" aria-busy="true">
      {stage !== "none" && <Ring size={32} />}
      {stage === "words" && <p class="quiet">{say(partWords).loading}</p>}
    </div>
  );
}
