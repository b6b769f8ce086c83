import Type from "typebox";
import { faultTable } from "../domain/fault.ts";
import { AssistedMeetingShape, AssistedOfferShape } from "./assisted-shapes.ts";
import { CameraControlShape, CaptureRefusalShape, PtzShape } from "./device-shapes.ts";
import {
  ActivityShape,
  ChatLineShape,
  EndReasonShape,
  nullable,
  oneOf,
  ParticipantShape,
  QualityShape,
  SentSourceShape,
  strict,
} from "./shapes.ts";

/** The RoomState as a schema: what `GET /api/state` and the panel's socket send. A test keeps it equal to the type. */

const text = (description: string) => Type.String({ description });
const time = (description: string) => Type.String({ description: `${description} ISO 8601 in UTC.` });
const flag = (description: string) => Type.Boolean({ description });

const LocalSourceShape = Type.Object(
  {
    on: flag("Confirmed: others get it."),
    wanted: flag("What the people in the room want."),
    activity: ActivityShape,
    deviceId: nullable(Type.String()),
  },
  strict,
);

const MeetingShape = Type.Object(
  {
    id: text("Of this stay in the meeting."),
    phase: oneOf("joining", "lobby", "connected", "reconnecting", "leaving"),
    step: nullable(oneOf("asking", "connecting", "publishing")),
    title: Type.String(),
    service: Type.String(),
    bookingId: nullable(Type.String()),
    startedAt: time("When this room began to join."),
    connectedAt: nullable(time("When the room was in.")),
    endsAt: nullable(time("The booked end.")),
    participants: Type.Array(ParticipantShape),
    microphone: LocalSourceShape,
    camera: LocalSourceShape,
    share: nullable(
      Type.Object(
        {
          deviceId: Type.String(),
          title: Type.String(),
          activity: ActivityShape,
          blank: Type.Optional(flag("Plugged in, but dark or protected.")),
        },
        strict,
      ),
    ),
    shareLost: Type.Optional(
      Type.Object({ title: Type.String(), at: time("When the device of the share vanished.") }, strict),
    ),
    quality: QualityShape,
    recording: flag("Others record this meeting."),
    encrypted: Type.Boolean(),
    mutedByOther: flag("Muted by somebody else: the room has not asked for it."),
    cameraStoppedByOther: flag("The camera was stopped by somebody else."),
    withheld: Type.Array(SentSourceShape, { description: "What the meeting does not let this room send now." }),
    hand: nullable(Type.Object({ raised: flag("As others see it.") }, strict)),
    chat: Type.Array(Type.Object({ ...ChatLineShape.properties, at: time("When the room got it.") }, strict)),
    inTheClear: Type.Array(Type.String(), { description: "People without encryption in an encrypted meeting." }),
    bookingChange: nullable(oneOf("cancelled", "moved")),
    displayWaits: flag("The room is in, and its display waits to be let in for the pictures."),
    talkingWhileMuted: flag("Somebody in the room talks although the microphone is off."),
  },
  strict,
);

const EndedMeetingShape = Type.Object(
  {
    title: Type.String(),
    reason: EndReasonShape,
    code: nullable(text("Code of the error table when it failed.")),
    detail: text("For IT; redacted."),
    at: time("When it ended."),
  },
  strict,
);

const AgendaEntryShape = Type.Object(
  {
    id: text("Send it back as bookingId."),
    title: Type.String(),
    organiser: nullable(Type.String()),
    start: time("Start."),
    end: time("End."),
    allDay: Type.Boolean(),
    tentative: Type.Boolean(),
    private: Type.Boolean(),
    service: nullable(text("The service behind it; null without a link.")),
    native: flag("The room gets in by itself."),
    joinable: flag("The Join button is there now."),
    noJoin: nullable(oneOf("too-early", "over", "no-link", "assisted", "not-configured", "in-meeting", "already-in")),
    assisted: nullable(AssistedOfferShape),
  },
  strict,
);

const RoleShape = oneOf("camera", "microphone", "speaker", "capture");

const CapabilityNameShape = oneOf(
  "camera",
  "microphone",
  "speaker",
  "capture",
  "callControls",
  "indicators",
  "ptz",
  "cameraControls",
  "keys",
  "occupancy",
  "display",
  "relay",
  "touchScreen",
  "sensor",
);

const DeviceStateShape = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    driver: Type.String(),
    phase: oneOf("found", "claimed", "opening", "ready", "active", "faulted", "gone"),
    capabilities: Type.Array(CapabilityNameShape),
    roles: Type.Array(RoleShape),
    port: Type.String(),
    problem: nullable(Type.Object({ code: Type.String(), message: Type.String() }, strict)),
    standIn: flag("The bench: stands in for a real device."),
    ptz: Type.Optional(PtzShape),
    picture: Type.Optional(Type.Array(CameraControlShape)),
  },
  strict,
);

const FaultShape = Type.Object(
  {
    code: Type.Enum(Object.keys(faultTable) as (keyof typeof faultTable)[]),
    severity: oneOf("notice", "warning", "serious"),
    subject: text("What it is about; empty when the code says it all."),
    detail: text("For IT."),
    since: time("Since when."),
  },
  strict,
);

export const RoomStateShape = Type.Object(
  {
    room: Type.Object(
      { id: Type.String(), name: Type.String(), zone: text("IANA time zone."), language: oneOf("en", "zh") },
      strict,
    ),
    phase: oneOf("starting", "ready"),
    availability: Type.Object({ free: Type.Boolean(), until: nullable(time("Until when.")) }, strict),
    meeting: nullable(MeetingShape),
    assisted: nullable(AssistedMeetingShape),
    lastMeeting: nullable(EndedMeetingShape),
    autoJoin: nullable(
      Type.Object(
        { bookingId: Type.String(), title: Type.String(), at: time("The room joins then, unless somebody cancels.") },
        strict,
      ),
    ),
    noShow: nullable(
      Type.Object(
        { bookingId: Type.String(), title: Type.String(), at: time("It is given back then, unless somebody comes.") },
        strict,
      ),
    ),
    agenda: Type.Array(AgendaEntryShape),
    calendar: Type.Object(
      {
        configured: Type.Boolean(),
        readAt: nullable(time("Last good read of the oldest source.")),
        stale: Type.Boolean(),
      },
      strict,
    ),
    volume: Type.Object({ percent: Type.Number() }, strict),
    devices: Type.Array(DeviceStateShape),
    shareSources: Type.Array(Type.Object({ deviceId: Type.String(), title: Type.String() }, strict)),
    shareRefusals: Type.Optional(
      Type.Array(Type.Object({ title: Type.String(), why: CaptureRefusalShape }, strict), {
        description: "Inputs with a source whose picture cannot be had.",
      }),
    ),
    faults: Type.Array(FaultShape),
    enrolment: Type.Optional(
      Type.Object(
        {
          code: text("To be typed in the hub's console."),
          fingerprint: text("The console shows it too."),
          url: text("Of the console's page for it."),
          until: time("Until when the code is good."),
          again: Type.Optional(oneOf("revoked", "unknown")),
        },
        strict,
      ),
    ),
    offers: Type.Object(
      {
        meetNow: Type.Boolean(),
        joinByName: Type.Boolean(),
        guest: Type.Boolean(),
        bookNow: flag("The room's calendar can be written to."),
        phone: flag("The display shows a code for phones."),
      },
      strict,
    ),
  },
  { ...strict, description: "Everything that a page needs to know about the room." },
);
