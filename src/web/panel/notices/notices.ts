import type { Fault, FaultSeverity } from "../../../domain/fault.ts";
import type { EndedMeeting, EndReason, Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import type { Catalogue, PageTrouble, RoomErrorCode, ThreeParts } from "../../shared/catalogue/shape.ts";
import type { Tone } from "../../shared/components/pill.tsx";
import type { Disappointment } from "../wishes/wishes.ts";
import { deviceTrouble } from "./device-trouble.ts";

/** Something to say about the room, most pressing first. */
export interface Notice {
  key: string;
  tone: Tone;
  text: ThreeParts;
  /** Since when, ISO; null when the moment does not matter. */
  since: string | null;
  /** For IT. */
  details: string | null;
  /** Somebody may put it away. */
  dismissable: boolean;
}

export interface NoticeSources {
  state: RoomState;
  words: Catalogue;
  /** ISO, when the line to the daemon broke. */
  lostSince: string | null;
  disappointment: Disappointment | null;
  /** `at` of the ended meeting that somebody put away. */
  dismissedEnd: string | null;
  nowMs: number;
}

/** What there is to say, in the order in which it matters. */
export function noticesOf(sources: NoticeSources): Notice[] {
  const { state, words } = sources;
  const faults = state.faults.filter(({ code }) => code !== "bench.in-use" && code !== "meeting.failed");
  const of = (severity: FaultSeverity) =>
    faults.filter((fault) => fault.severity === severity).map((fault) => noticeOfFault(fault, state, words));
  return [
    ...lostNotice(sources),
    ...disappointmentNotice(sources),
    ...meetingNotices(state, words),
    ...shareLostNotice(sources),
    ...shareRefusedNotices(state, words),
    ...of("serious"),
    ...endNotice(sources),
    ...of("warning"),
    ...of("notice"),
  ];
}

const plain = { since: null, details: null, dismissable: false };

function lostNotice({ lostSince, words }: NoticeSources): Notice[] {
  if (lostSince === null) return [];
  return [{ ...plain, key: "lost", tone: "danger", text: words.pages.lost, since: lostSince }];
}

function disappointmentNotice({ disappointment, words }: NoticeSources): Notice[] {
  if (disappointment === null) return [];
  const { intent, kind, problem, atMs } = disappointment;
  const since = new Date(atMs).toISOString();
  const base = { ...plain, key: "disappointment", tone: "attention" as const, since, dismissable: true };
  if (kind !== "refused" || problem === null)
    return [{ ...base, text: words.pages[kind === "refused" ? "unanswered" : kind] }];
  const text = problem.code === "intent.impossible" ? words.impossible[intent.type] : errorText(problem.code, words);
  return [{ ...base, text, details: `${problem.code}: ${problem.detail}` }];
}

/** A code of a newer daemon than this page has the general sentence. */
function errorText(code: string, words: Catalogue): ThreeParts {
  return Object.hasOwn(words.errors, code) ? words.errors[code as RoomErrorCode] : words.errors.programming;
}

function meetingNotices(state: RoomState, words: Catalogue): Notice[] {
  const { meeting } = state;
  if (meeting === null) return [];
  if (meeting.phase === "reconnecting") {
    return [{ ...plain, key: "reconnecting", tone: "danger", text: words.pages.reconnecting }];
  }
  if (meeting.phase === "leaving") return [{ ...plain, key: "leaving", tone: "calm", text: words.pages.leaving }];
  const notices: Notice[] = [];
  if (meeting.mutedByOther && !meeting.microphone.on) {
    notices.push({ ...plain, key: "mutedByOther", tone: "attention", text: words.pages.mutedByOther });
  }
  for (const trouble of troublesOf(meeting)) {
    const details = trouble === "inTheClear" ? meeting.inTheClear.join(", ") : null;
    notices.push({ ...plain, key: trouble, tone: "attention", text: words.pages[trouble], details });
  }
  if (meeting.talkingWhileMuted && !meeting.microphone.wanted) {
    notices.push({ ...plain, key: "talkingWhileMuted", tone: "attention", text: words.pages.talkingWhileMuted });
  }
  if (meeting.phase === "connected" && (meeting.quality === "poor" || meeting.quality === "lost")) {
    notices.push({ ...plain, key: "poor", tone: "attention", text: words.pages.poor });
  }
  return notices;
}

/** Whoever pulled it knows at once; the others have read it soon. */
const shareLostMs = 60_000;

function shareLostNotice({ state, words, nowMs }: NoticeSources): Notice[] {
  const lost = state.meeting?.shareLost;
  if (lost === undefined || nowMs - Date.parse(lost.at) > shareLostMs) return [];
  const text = words.equipment.shareLost(lost.title);
  return [{ ...plain, key: "shareLost", tone: "attention", text, since: lost.at }];
}

/** Whoever plugs something in wants to know why it is not shared; without a meeting nothing is. */
function shareRefusedNotices({ meeting, shareRefusals = [] }: RoomState, words: Catalogue): Notice[] {
  if (meeting === null) return [];
  return shareRefusals.map(({ title, why }) => {
    const text = words.equipment.shareRefused(title)[why];
    return { ...plain, key: `shareRefused ${title}`, tone: "attention", text };
  });
}

/** What others have changed for this room. */
function troublesOf(meeting: Meeting): PageTrouble[] {
  const { withheld, cameraStoppedByOther, camera, displayWaits, bookingChange } = meeting;
  const troubles: PageTrouble[] = [];
  if (withheld.includes("microphone")) troubles.push("microphoneWithheld");
  if (withheld.includes("camera")) troubles.push("cameraWithheld");
  if (cameraStoppedByOther && !camera.on) troubles.push("cameraStopped");
  if (bookingChange !== null) troubles.push(bookingChange === "cancelled" ? "bookingCancelled" : "bookingMoved");
  if (meeting.inTheClear.length > 0) troubles.push("inTheClear");
  if (displayWaits) troubles.push("displayWaits");
  return troubles;
}

/** Ends that somebody in the room made need a word only briefly; all others stay until put away. */
const briefEnds: readonly EndReason[] = ["left", "cancelled"];
const briefMs = 20_000;
const longMs = 15 * 60_000;

function endNotice({ state, words, dismissedEnd, nowMs }: NoticeSources): Notice[] {
  const ended = state.lastMeeting;
  if (ended === null || state.meeting !== null || state.assisted !== null || ended.at === dismissedEnd) return [];
  const brief = briefEnds.includes(ended.reason);
  if (nowMs - Date.parse(ended.at) > (brief ? briefMs : longMs)) return [];
  return [
    {
      key: "ended",
      tone: brief || ended.reason === "ended-by-host" ? "calm" : "attention",
      text: endText(ended, words),
      since: ended.at,
      details: ended.code === null ? null : `${ended.code}: ${ended.detail}`,
      dismissable: true,
    },
  ];
}

/** A failure says more with its own code than "could not be joined". */
function endText(ended: EndedMeeting, words: Catalogue): ThreeParts {
  return ended.reason === "failed" && ended.code !== null ? errorText(ended.code, words) : words.ends[ended.reason];
}

const tones: Record<FaultSeverity, Tone> = { serious: "danger", warning: "attention", notice: "calm" };

/** What people want to know of an old calendar is its age. */
function sinceOf(fault: Fault, { calendar }: RoomState): string {
  return fault.code === "calendar.stale" ? (calendar.readAt ?? fault.since) : fault.since;
}

export function noticeOfFault(fault: Fault, state: RoomState, words: Catalogue): Notice {
  const details = [fault.code, fault.subject, fault.detail].filter((part) => part !== "").join(" · ");
  return {
    key: `${fault.code} ${fault.subject}`,
    tone: tones[fault.severity],
    text:
      deviceTrouble(fault, state, words) ??
      (Object.hasOwn(words.faults, fault.code) ? words.faults[fault.code] : words.faults["device.failed"]),
    since: sinceOf(fault, state),
    details,
    dismissable: false,
  };
}
