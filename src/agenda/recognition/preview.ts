import { serviceIds, serviceName } from "./catalog.ts";
import { recognise } from "./recognise.ts";
import { type SettingsProblem, settingsProblems } from "./rules.ts";
import type { BookingText, Recognition, RecognitionSettings } from "./types.ts";

/** What a change of hosts and rules would do to one booking. Passcodes and links stay out: this is shown in the console. */
export interface PreviewLine {
  /** Position in the given list. */
  index: number;
  title: string;
  change: "same" | "found" | "lost" | "other-meeting" | "other-link";
  before: PreviewMeeting | null;
  after: PreviewMeeting | null;
}

export interface PreviewMeeting {
  service: string;
  serviceName: string;
  meetingId: string | null;
  native: boolean;
}

export interface RulesPreview {
  lines: PreviewLine[];
  /** What in the new hosts and rules cannot work. */
  problems: SettingsProblem[];
}

/** Shows what new hosts and rules would do to the given bookings (today's, say), beside what the old ones do. */
export function previewRules(
  bookings: readonly BookingText[],
  before: RecognitionSettings,
  after: RecognitionSettings,
): RulesPreview {
  const lines = bookings.map((booking, index) => {
    const old = recognise(booking, before);
    const changed = recognise(booking, after);
    const title = typeof booking?.title === "string" ? booking.title.slice(0, 200) : "";
    return { index, title, change: changeOf(old, changed), before: shown(old), after: shown(changed) };
  });
  return { lines, problems: recognitionProblems(after) };
}

/** The faults of the administrator's hosts and rules, with their place. */
export function recognitionProblems(settings: RecognitionSettings): SettingsProblem[] {
  return settingsProblems(settings, serviceIds);
}

function changeOf({ best: old }: Recognition, { best: changed }: Recognition): PreviewLine["change"] {
  if (old === null || changed === null) return old === changed ? "same" : old === null ? "found" : "lost";
  if (old.service !== changed.service || old.meetingId !== changed.meetingId) return "other-meeting";
  return old.url === changed.url && old.passcode === changed.passcode ? "same" : "other-link";
}

function shown({ best }: Recognition): PreviewMeeting | null {
  if (best === null) return null;
  const { service, meetingId, native } = best;
  return { service, serviceName: serviceName(service), meetingId, native };
}
