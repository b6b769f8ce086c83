import type { ChatMessage, LocalSource, Meeting } from "../domain/meeting.ts";
import type { WorkerReport } from "../protocol/meeting-worker.ts";
import type { MeetingBeginning } from "./observation.ts";

/** The meeting as it begins: nothing is confirmed yet. */
export function beginMeeting(beginning: MeetingBeginning, nowIso: string): Meeting {
  const { microphoneOn, cameraOn, encrypted, hand, ...rest } = beginning;
  return {
    ...rest,
    phase: "joining",
    step: "asking",
    startedAt: nowIso,
    connectedAt: null,
    participants: [],
    microphone: newSource(microphoneOn),
    camera: newSource(cameraOn),
    share: null,
    quality: "unknown",
    recording: false,
    encrypted,
    mutedByOther: false,
    cameraStoppedByOther: false,
    withheld: [],
    hand: hand ? { raised: false } : null,
    chat: [],
    inTheClear: [],
    bookingChange: null,
    displayWaits: false,
    talkingWhileMuted: false,
  };
}

const newSource = (wanted: boolean): LocalSource => ({ on: false, wanted, activity: "off", deviceId: null });

export function beginShare({ shareLost: _, ...meeting }: Meeting, deviceId: string, title: string): Meeting {
  return { ...meeting, share: { deviceId, title, activity: "starting" } };
}

/** @param lostIso when its device vanished; null when somebody or a cable ended it */
export function endShare({ share, ...meeting }: Meeting, lostIso: string | null): Meeting {
  const lost = share === null || lostIso === null ? {} : { shareLost: { title: share.title, at: lostIso } };
  return { ...meeting, ...lost, share: null };
}

/** What a worker's report changes in the meeting; ends and statistics are not its business. */
export function reduceMeeting(meeting: Meeting, report: WorkerReport, nowIso: string): Meeting {
  switch (report.type) {
    case "step":
      return meeting.phase === "reconnecting" ? meeting : { ...meeting, phase: "joining", step: report.step };
    case "connected":
      return {
        ...meeting,
        phase: "connected",
        step: null,
        connectedAt: meeting.connectedAt ?? nowIso,
        talkingWhileMuted: false,
      };
    case "reconnecting":
      return { ...meeting, phase: "reconnecting" };
    case "reconnected":
      return { ...meeting, phase: "connected", step: null };
    case "source":
      return reduceSource(meeting, report);
    case "participants":
      return { ...meeting, participants: report.participants };
    case "mutedByOther":
      return reduceMuted(meeting, report.source);
    case "sharedPicture":
      return meeting.share === null ? meeting : { ...meeting, share: { ...meeting.share, blank: report.blank } };
    case "talkingWhileMuted":
      return { ...meeting, talkingWhileMuted: report.on };
    case "quality":
      return { ...meeting, quality: report.quality };
    case "recording":
      return { ...meeting, recording: report.on };
    case "encrypted":
      return { ...meeting, encrypted: report.on };
    case "withheld":
      return { ...meeting, withheld: report.sources };
    case "inTheClear":
      return { ...meeting, inTheClear: report.names };
    case "hand":
      return meeting.hand === null ? meeting : { ...meeting, hand: { raised: report.raised } };
    case "chat":
      return { ...meeting, chat: withLine(meeting.chat, { ...report.line, at: nowIso }) };
    default:
      return meeting;
  }
}

/** What a panel shows without being asked for more; the meeting's own history is the service's. */
const keptLines = 30;

/** One that was sent again, or changed, keeps its place. */
function withLine(chat: ChatMessage[], line: ChatMessage): ChatMessage[] {
  const known = chat.some(({ id }) => id === line.id && id !== "");
  if (known) return chat.map((message) => (message.id === line.id ? { ...line, at: message.at } : message));
  return [...chat, line].slice(-keptLines);
}

type SourceReport = Extract<WorkerReport, { type: "source" }>;

function reduceSource(meeting: Meeting, report: SourceReport): Meeting {
  const { source, activity, deviceId } = report;
  if (source === "share") {
    return meeting.share === null ? meeting : { ...meeting, share: { ...meeting.share, activity } };
  }
  if (source === "speaker") return meeting;
  const on = activity === "on";
  const next: Meeting = { ...meeting, [source]: { ...meeting[source], activity, deviceId, on } };
  if (!on) return next;
  return source === "microphone"
    ? { ...next, mutedByOther: false, talkingWhileMuted: false }
    : { ...next, cameraStoppedByOther: false };
}

/** The host muted the room: that is the state now, and nobody in the room asked for it. */
function reduceMuted(meeting: Meeting, source: "camera" | "microphone" | "share"): Meeting {
  if (source === "share") return meeting;
  const muted: LocalSource = { ...meeting[source], on: false, wanted: false, activity: "off" };
  return { ...meeting, [source]: muted, [source === "microphone" ? "mutedByOther" : "cameraStoppedByOther"]: true };
}
