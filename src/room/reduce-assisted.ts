import type { WindowEnd } from "../assisted-window/ports.ts";
import type { EndedMeeting } from "../domain/meeting.ts";
import type { RoomModel } from "./model.ts";
import type { AssistedObservation } from "./observation.ts";
import { lower, raise } from "./raised.ts";

/** What was seen of windows for meetings of other services. */
export function reduceAssisted(model: RoomModel, seen: AssistedObservation, nowIso: string): RoomModel {
  if (seen.type === "windowReadiness") return { ...model, windowReadiness: seen.readiness };
  if (seen.type === "assistedBegan") {
    const begun = { ...model, assisted: seen.meeting, lastMeeting: null, autoJoin: null };
    return lower(begun, "meeting.failed", "");
  }
  const { assisted } = model;
  if (assisted === null) return model;
  switch (seen.type) {
    case "assistedOpened":
      return { ...model, assisted: { ...assisted, phase: "open", openedAt: nowIso } };
    case "assistedClosing":
      return { ...model, assisted: { ...assisted, phase: "closing" } };
    case "assistedEnded": {
      const ended = endedOf(seen.end, assisted.title, assisted.openedAt !== null, nowIso);
      const after = { ...model, assisted: null, lastMeeting: ended };
      if (ended.reason !== "failed") return after;
      return raise(after, { code: "meeting.failed", subject: "", detail: `${ended.reason}: ${ended.detail}` });
    }
  }
}

function endedOf({ how, detail }: WindowEnd, title: string, opened: boolean, at: string): EndedMeeting {
  if (how === "closed") return { title, reason: opened ? "left" : "cancelled", code: null, detail, at };
  return { title, reason: how === "lost" ? "window-lost" : "failed", code: "assisted.window", detail, at };
}
