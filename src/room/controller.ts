import { randomUUID } from "node:crypto";
import { bookingIdOf } from "../domain/booking.ts";
import { MeetingError, RoomkeeperError } from "../domain/errors.ts";
import type { Intent } from "../domain/intent.ts";
import type { Clock } from "../platform/clock.ts";
import type { Entrant, MeetingService, MeetingTarget, Ticket } from "../services/service.ts";
import type { RoomSettings } from "../settings/complete.ts";
import type { AssistedMeetings } from "./assisted-meetings.ts";
import type { EquipmentWishes } from "./equipment-wishes.ts";
import type { Joining } from "./joining.ts";
import type { MeetingLane } from "./meeting-lane.ts";
import { PageDoors } from "./page-doors.ts";
import { extension } from "./policies.ts";
import { readyDevices, shareable, shareSourceOf, sourcesOf } from "./roles.ts";
import type { Room } from "./room.ts";
import type { RoomCalendar } from "./room-calendar.ts";
import type { SpareName } from "./spare-name.ts";
import type { StayKeeper, StayRecord } from "./stay-record.ts";
import { meetingTargetOf, namedTarget, type TargetPorts, typedTarget } from "./targets.ts";

export interface ControllerPorts extends TargetPorts {
  room: Room;
  lane: Pick<MeetingLane, "join" | "leave" | "want">;
  assisted: Pick<AssistedMeetings, "open" | "leave" | "point">;
  equipment: EquipmentWishes;
  settings: RoomSettings;
  /** The room's identity in meetings: of this device, the same over crashes. */
  identity: string;
  /** A UUID, as stable. */
  deviceId: string;
  calendar: Pick<RoomCalendar, "bookNow" | "extended">;
  stays: Pick<StayKeeper, "keep" | "forget">;
  /** For the next meeting without a booking. */
  spareName: Pick<SpareName, "next" | "take">;
  clock: Clock;
}

/** Turns wishes into actions, or refuses them with the reason. What really happens comes back as observations. */
export class Controller {
  readonly #ports: ControllerPorts;
  /** Where the room is now: pages get their tickets for it, a restart leads back to it. */
  #joining: Joining | null = null;
  /** What let the room in last; the service knows it by that. */
  #ticket: Ticket | null = null;
  readonly #pages: PageDoors;

  constructor(ports: ControllerPorts) {
    this.#ports = ports;
    this.#pages = new PageDoors(ports.room, ports.clock);
  }

  /** @throws RoomkeeperError intent.impossible or meeting.unknown with the reason, for people */
  wish(intent: Intent): Promise<void> | void {
    if (intent.type !== "pointer") this.#ports.room.observe({ type: "presence" });
    switch (intent.type) {
      case "join":
        return this.#join(this.#joiningOf(intent), this.#ports.settings.policies.join);
      case "openAssisted":
        return this.#ports.assisted.open(intent);
      case "pointer":
        return this.#ports.assisted.point(intent);
      case "meetNow":
        return this.#join(this.#meetNow(), this.#ports.settings.policies.join);
      case "leave":
        return this.#leave();
      case "cancelAutoJoin":
        return this.#cancelAutoJoin();
      case "setMicrophone":
        return this.#setSource("microphone", intent.on);
      case "setCamera":
        return this.#setSource("camera", intent.on);
      case "setVolume":
        return this.#setVolume(intent.percent);
      case "startShare":
        return this.#startShare(intent.deviceId);
      case "stopShare":
        return this.stopShare();
      case "raiseHand":
        return this.#raiseHand(intent.raised);
      case "bookNow":
        return this.#ports.calendar.bookNow(intent.minutes);
      case "checkIn":
        return;
      case "extend":
        return this.#extend(intent.minutes);
      case "useDevice":
        return this.#useDevice(intent.role, intent.deviceId);
      default:
        return this.#ports.equipment.wish(intent);
    }
  }

  /** The countdown ran out: the room joins by itself, as the policy says. */
  autoJoin(bookingId: string): void {
    this.#join(this.#bookingJoining(bookingId), this.#ports.settings.policies.autoJoin);
  }

  /** Where people with their own device open the meeting of the room, or the one that it can join next; null: nowhere. */
  meetingLink(): string | null {
    const { room, nativeMeetingOf } = this.#ports;
    const { meeting, bookings } = room.model;
    const target = meeting === null ? null : (this.#joining?.target ?? null);
    // A link with a token in it is the room's own: a second client with it would throw the room out.
    if (target !== null) return target.direct === null ? (target.url ?? this.#guestPage()) : null;
    const next = room
      .current()
      .state.agenda.find(
        ({ joinable, assisted }) => joinable || (assisted !== null && assisted.window !== "too-early"),
      );
    const join = bookings.find((booking) => bookingIdOf(booking) === next?.id)?.join ?? null;
    return join === null || nativeMeetingOf(join)?.direct != null ? null : join.url;
  }

  /** A ticket for a page of this room (display or guest) into the running meeting. */
  async pageTicket(entrant: Entrant): Promise<Ticket> {
    const target = this.#joining?.target;
    if (target === undefined || this.#ports.room.model.meeting === null) throw impossible("there is no meeting now");
    return await this.#pages.ticket(this.#service(target), target, entrant);
  }

  /** Into an empty meeting, alone and with everything off: whether the way there works. */
  testCall(): void {
    const { id, language } = this.#ports.settings.room;
    const joining = this.#namedJoining(`${id}-test-${randomUUID().slice(0, 8)}`, testTitles[language]);
    this.#join(joining, { microphone: false, camera: false });
  }

  /** After a restart of the daemon: back into the meeting that was cut off, as people had left it. */
  resume({ joining, microphoneOn, cameraOn }: StayRecord): void {
    this.#join(joining, { microphone: microphoneOn, camera: cameraOn });
  }

  /** Keeps the running meeting for a restart, or forgets it when there is none. */
  keepStay(): void {
    const { room, stays } = this.#ports;
    const { meeting } = room.model;
    if (meeting === null || this.#joining === null) return stays.forget();
    const joining = { ...this.#joining, endsAt: meeting.endsAt };
    stays.keep({ joining, microphoneOn: meeting.microphone.wanted, cameraOn: meeting.camera.wanted });
  }

  /** @param lost its device is gone */
  stopShare(lost = false): void {
    const { room, lane } = this.#ports;
    if (room.model.meeting?.share == null) throw impossible("nothing is shared");
    lane.want({ share: null }, { type: "stopShare" });
    room.observe({ type: "shareEnded", lost });
  }

  #join(joining: Joining, start: { microphone: boolean; camera: boolean }): void {
    const { room, lane, settings, clock } = this.#ports;
    const { meeting: running, assisted } = room.model;
    if (running !== null) throw impossible("the room is in a meeting: leave it first");
    if (assisted !== null) throw impossible(`${assisted.service} is open on the display: leave it first`);
    const { target, title, bookingId, endsAt } = joining;
    const service = this.#service(target);
    this.#joining = joining;
    if (bookingId !== null) room.observe({ type: "settled", bookingId });
    const begin = { microphoneOn: start.microphone, cameraOn: start.camera };
    const meeting = { id: randomUUID(), title, bookingId, endsAt, service: target.service, ...begin };
    const kind = { encrypted: target.passphrase !== null, hand: service.raiseHand !== undefined };
    room.observe({ type: "joinBegan", meeting: { ...meeting, ...kind } });
    lane.join({
      media: settings.media,
      wanted: {
        ...begin,
        volumePercent: room.model.volumePercent,
        sources: sourcesOf(room.model, settings.devices.prefer),
        share: null,
      },
      ticket: async (signal) => {
        const onLobby = () => room.observe({ type: "meetingPhase", phase: "lobby" });
        this.#ticket = await service.enter(target, this.#roomEntrant(), { signal, clock, onLobby });
        return this.#ticket;
      },
    });
  }

  /** Asks the service; the light follows what others see. */
  async #raiseHand(raised: boolean): Promise<void> {
    const target = this.#joining?.target;
    const ticket = this.#ticket;
    if (this.#ports.room.model.meeting?.phase !== "connected" || target === undefined || ticket === null) {
      throw notInMeeting();
    }
    const service = this.#service(target);
    if (service.raiseHand === undefined) throw impossible("this meeting's service knows no raised hands");
    await service.raiseHand(target, ticket, raised, AbortSignal.timeout(8000));
  }

  #joiningOf(intent: Extract<Intent, { type: "join" }>): Joining {
    if ("bookingId" in intent) return this.#bookingJoining(intent.bookingId);
    if ("link" in intent) return this.#linkJoining(intent.link);
    const typed = typedTarget(intent.room, this.#ports);
    if (typed === null) throw impossible("no meeting service of this room takes names: type the meeting's link");
    if ("link" in typed) return this.#linkJoining(typed.link);
    return { target: typed.target, title: intent.room, bookingId: null, endsAt: null };
  }

  #linkJoining(link: string): Joining {
    const join = this.#ports.recogniseLink(link);
    const target = join === null ? null : meetingTargetOf(join, this.#ports);
    if (join?.native === false) throw assistedOnly();
    if (target === null)
      throw new MeetingError("meeting.unknown", "this link is not a meeting that the room can join by itself");
    return { target, title: target.room, bookingId: null, endsAt: null };
  }

  #bookingJoining(bookingId: string): Joining {
    const booking = this.#ports.room.model.bookings.find((candidate) => bookingIdOf(candidate) === bookingId);
    if (booking === undefined) throw impossible("this booking is not in the room's calendar any more");
    if (Date.parse(booking.end) <= this.#ports.clock.now()) throw impossible("this booking is over");
    const target = booking.join === null ? null : meetingTargetOf(booking.join, this.#ports);
    if (target === null) throw impossible("this booking has no meeting that the room can join by itself");
    return { target, title: booking.private ? "" : booking.title, bookingId, endsAt: booking.end };
  }

  #meetNow(): Joining {
    const { settings, spareName } = this.#ports;
    if (!settings.policies.meetNow) throw impossible("meetings without a booking are switched off for this room");
    return this.#namedJoining(spareName.take(), settings.room.name);
  }

  #namedJoining(name: string, title: string): Joining {
    const target = namedTarget(name, this.#ports.services);
    if (target === null) throw impossible("no meeting service is configured for this room");
    return { target, title, bookingId: null, endsAt: null };
  }

  /** A meeting that only has a name is opened on this room's own page. */
  #guestPage(): string | null {
    return this.#ports.settings.panel.guest ? "/guest" : null;
  }

  #leave(): void {
    const { room, lane, assisted } = this.#ports;
    if (room.model.assisted !== null) return assisted.leave();
    if (room.model.meeting === null) throw notInMeeting();
    lane.leave();
  }

  #cancelAutoJoin(): void {
    const { room } = this.#ports;
    const plan = room.model.autoJoin;
    if (plan === null) throw impossible("the room is not about to join by itself");
    room.observe({ type: "settled", bookingId: plan.bookingId });
    room.observe({ type: "autoJoin", plan: null });
  }

  #setSource(source: "microphone" | "camera", on: boolean): void {
    const { room, lane } = this.#ports;
    const meeting = room.model.meeting;
    if (meeting === null) throw notInMeeting();
    // The worker first: what follows from the new state (pages, the stay on the disk) must not keep a microphone open.
    if (source === "microphone") lane.want({ microphoneOn: on }, { type: "setMicrophone", on });
    else lane.want({ cameraOn: on }, { type: "setCamera", on });
    room.observe({ type: "wanted", source, on });
  }

  #setVolume(percent: number): void {
    this.#ports.room.observe({ type: "volume", percent });
    this.#ports.lane.want({ volumePercent: percent }, { type: "setVolume", percent });
  }

  #startShare(deviceId: string | undefined): void {
    const { room, lane } = this.#ports;
    if (room.model.meeting?.phase !== "connected") throw notInMeeting();
    const devices = shareable(room.model);
    const device = deviceId === undefined ? devices[0] : devices.find(({ id }) => id === deviceId);
    const share = device === undefined ? null : shareSourceOf(device);
    if (device === undefined || share === null) throw impossible("there is nothing to share: is the cable plugged in?");
    room.observe({ type: "shareBegan", deviceId: device.id, title: device.title });
    lane.want({ share }, { type: "startShare", source: share });
  }

  #extend(minutes: number): void {
    const { room, clock } = this.#ports;
    const meeting = room.model.meeting;
    if (meeting === null) throw notInMeeting();
    const outcome = extension(meeting, room.model.bookings, minutes, clock.now());
    if ("refused" in outcome) throw impossible(outcome.refused);
    const fromMs = Math.max(Date.parse(meeting.endsAt ?? ""), clock.now());
    room.observe({ type: "meetingExtended", endsAt: outcome.endsAt });
    this.#ports.calendar.extended(meeting.title, fromMs, Date.parse(outcome.endsAt));
  }

  #useDevice(role: "camera" | "microphone" | "speaker", deviceId: string): void {
    const { room } = this.#ports;
    if (!readyDevices(room.model, role).some(({ id }) => id === deviceId)) {
      throw impossible(`${deviceId} is not a ${role} that is ready`);
    }
    room.observe({ type: "deviceChosen", role, deviceId });
  }

  #roomEntrant(): Entrant {
    const { identity, deviceId, settings } = this.#ports;
    return { purpose: "room", identity, uuid: deviceId, name: settings.room.name };
  }

  #service(target: MeetingTarget): MeetingService {
    const service = this.#ports.services.find(({ name }) => name === target.service);
    if (service === undefined) throw impossible(`the meeting service ${target.service} is not configured`);
    return service;
  }
}

const testTitles = { en: "Test call by IT", zh: "IT 测试通话" };
const impossible = (reason: string) => new RoomkeeperError("intent.impossible", reason);
const assistedOnly = () =>
  new MeetingError("meeting.assisted", "the room cannot enter this service by itself: open its page on the display");
const notInMeeting = () => impossible("the room is not in a meeting");
