import type { AssistedLimit, AssistedNeed, AssistedWindow, WindowKey } from "../../../domain/assisted.ts";
import type { ErrorCode } from "../../../domain/error-codes.ts";
import type { FaultCode } from "../../../domain/fault.ts";
import type { IntentType } from "../../../domain/intent.ts";
import type { ConnectionQuality, EndReason, JoinStep } from "../../../domain/meeting.ts";
import type { NoJoinReason, Role } from "../../../domain/room-state.ts";
import type { EquipmentWords, ReportWords } from "./equipment-shape.ts";
import type { ThreeParts } from "./three-parts.ts";
import type { WaysWords } from "./ways-shape.ts";

export type { ThreeParts };

/**
 * Everything the pages say. One value of this type a language, so that a missing sentence does not compile. Functions
 * take finished texts: times and numbers are formatted before (time.ts).
 */
export interface Catalogue {
  /** Name of the language in itself. */
  languageName: string;
  common: CommonWords;
  home: HomeWords;
  call: CallWords;
  sheets: SheetWords;
  display: DisplayWords;
  guest: GuestWords;
  assisted: AssistedWords;
  ways: WaysWords;
  equipment: EquipmentWords;
  report: ReportWords;
  /** Services as people know them; others are shown as they are called. */
  services: Record<string, string>;
  noJoin: Record<NoJoinReason, string>;
  steps: Record<JoinStep, string>;
  qualities: Record<ConnectionQuality, string>;
  roles: Record<Role, string>;
  ends: Record<EndReason, ThreeParts>;
  faults: Record<FaultCode, ThreeParts>;
  errors: Record<RoomErrorCode, ThreeParts>;
  /** A wish that makes no sense now, by the wish. */
  impossible: Record<IntentType, ThreeParts>;
  /** Trouble that only the pages know about. */
  pages: Record<PageTrouble, ThreeParts>;
}

/** Errors of the hub never reach a room's pages. */
export type RoomErrorCode = Exclude<ErrorCode, `hub.${string}`>;

export type PageTrouble =
  | "lost"
  | "unanswered"
  | "unconfirmed"
  | "reconnecting"
  | "mutedByOther"
  | "cameraStopped"
  | "microphoneWithheld"
  | "cameraWithheld"
  | "displayWaits"
  | "inTheClear"
  | "bookingCancelled"
  | "bookingMoved"
  | "talkingWhileMuted"
  | "poor"
  | "leaving"
  | "cameraNotAllowed"
  | "cameraMissing"
  | "meetingLost"
  | "guestRemoved";

interface CommonWords {
  close: string;
  cancel: string;
  dismiss: string;
  details: string;
  since: (time: string) => string;
  at: (time: string) => string;
  more: (count: number) => string;
  starting: string;
  connecting: string;
  loading: string;
  benchCamera: string;
  benchDevices: string;
  join: string;
  leave: string;
  microphone: string;
  camera: string;
  speaker: string;
  microphoneOn: string;
  microphoneOff: string;
  cameraOn: string;
  cameraOff: string;
  minutes: (count: number) => string;
  hours: (count: number) => string;
  seconds: (count: number) => string;
  private: string;
  list: (parts: string[]) => string;
}

interface HomeWords {
  freeAllDay: string;
  freeUntil: (time: string) => string;
  busyUntil: (time: string) => string;
  busy: string;
  now: string;
  next: string;
  startsIn: (duration: string) => string;
  startedAgo: (duration: string) => string;
  meetNow: string;
  contested: string;
  meetNowHint: string;
  joinByName: string;
  devices: string;
  status: string;
  today: string;
  nothingMore: string;
  noCalendar: string;
  allDay: string;
  tentative: string;
  autoJoin: (duration: string) => string;
  joinNow: string;
  doNotJoin: string;
  joiningTitle: string;
  joiningLong: string;
  lobby: string;
  lobbyHint: string;
  deviceBack: (device: string) => string;
  ready: string;
  noDevices: string;
}

interface CallWords {
  people: (count: number) => string;
  alone: string;
  aloneHint: string;
  speaking: string;
  muted: string;
  noMicrophone: string;
  sharing: string;
  handRaised: string;
  heardAndSeen: string;
  heardOnly: string;
  seenOnly: string;
  neither: string;
  recording: string;
  encrypted: string;
  volume: string;
  volumePercent: (percent: number) => string;
  volumeOff: string;
  quieter: string;
  louder: string;
  share: string;
  stopShare: string;
  shareWaiting: string;
  shareNow: (title: string) => string;
  shareFailed: string;
  shareBlank: string;
  nothingToShare: string;
  switchingOn: string;
  switchingOff: string;
  leaving: string;
  microphoneMissing: string;
  microphoneFailed: string;
  cameraMissing: string;
  cameraFailed: string;
  inThisRoom: string;
  bookedUntil: (time: string) => string;
  endsIn: (duration: string) => string;
  overSince: (time: string) => string;
  extendBy: (duration: string) => string;
  extending: string;
  nextAt: (time: string) => string;
  reconnecting: string;
  starting: string;
}

interface SheetWords {
  joinByNameTitle: string;
  joinByNameLabel: string;
  joinByNameHint: string;
  devicesTitle: string;
  devicesHint: string;
  inUse: string;
  notWorking: string;
  standIn: string;
  noneThere: string;
  statusTitle: string;
  allGood: string;
  forIt: string;
  shareTitle: string;
  language: string;
  space: string;
  erase: string;
  calendarReadAt: (time: string) => string;
  calendarNever: string;
  port: (port: string) => string;
  keyboard: string;
  symbols: string;
  letters: string;
  capitals: string;
}

interface DisplayWords {
  welcome: string;
  next: string;
  nothingNext: string;
  joinHint: string;
  inviteHint: (room: string) => string;
  scanHint: string;
  waiting: string;
  alone: string;
  reconnecting: string;
  lost: string;
  shareOf: (name: string) => string;
  others: (count: number) => string;
  noPicture: string;
}

interface GuestWords {
  title: string;
  name: string;
  check: string;
  you: string;
  youAreHeard: string;
  level: string;
  joining: string;
  notNow: string;
  notNowHint: string;
  off: string;
  offHint: string;
  left: string;
  joinAgain: string;
  tryAgain: string;
  soundBlocked: string;
  playSound: string;
  alone: string;
  people: string;
}

/** Meetings of other services, in a window on the display. */
interface AssistedWords {
  openHere: string;
  otherWays: string;
  title: (service: string) => string;
  intro: (service: string) => string;
  limitsTitle: string;
  needsTitle: string;
  forgets: string;
  keeps: string;
  browser: (browser: string) => string;
  limits: Record<AssistedLimit, string>;
  needs: Record<AssistedNeed, string>;
  open: string;
  /** Why it cannot be opened now. */
  closed: Record<Exclude<AssistedWindow, "ready">, string>;
  ownDevice: string;
  scan: string;
  number: string;
  passcode: string;
  fetching: string;
  noLink: string;
  opening: (service: string) => string;
  openingHint: string;
  closing: string;
  closingHint: string;
  isOpen: (service: string) => string;
  isOpenHint: string;
  pad: string;
  elsewhere: string;
  noPad: string;
  click: string;
  scrollUp: string;
  scrollDown: string;
  text: string;
  typeIt: string;
  keys: Record<WindowKey, string>;
}
