import { dirname, resolve } from "node:path";
import type { MediaSettings, VideoPublishing } from "../domain/media.ts";
import type { Language } from "../domain/room-state.ts";
import { type AssistedSettings, completeAssisted } from "./assisted.ts";
import type { CalendarSourceSettings } from "./calendar.ts";
import { type ComputerSettings, completeComputer } from "./computer.ts";
import type { ServiceSettings, WrittenSettings } from "./schema.ts";

type WrittenCalendar = NonNullable<WrittenSettings["calendar"]>;

/** The settings with every default filled in and every path absolute: what the daemon works with. */
export interface RoomSettings {
  room: { id: string; name: string; zone: string; language: Language };
  panel: {
    host: string;
    port: number;
    names: string[];
    guest: boolean;
    phone: boolean;
    mirror: "here" | "everywhere" | "off";
  };
  /** Null: the room is managed by nobody. */
  hub: { url: string; pin: string | null; proxy: string | null } | null;
  computer: ComputerSettings;
  services: (ServiceSettings & { name: string })[];
  calendar: WrittenCalendar & { sources: CalendarSourceSettings[] };
  assisted: AssistedSettings;
  policies: Policies;
  media: MediaSettings;
  devices: {
    drivers: Record<string, Record<string, unknown>>;
    /** Drivers of others: absolute paths, or names of packages. */
    modules: string[];
    prefer: { camera: string | null; microphone: string | null; speaker: string | null };
  };
  logLevel: "debug" | "info" | "warn" | "error";
}

export interface Policies {
  joinButtonMinutes: number;
  autoJoin: { enabled: boolean; cancelSeconds: number; microphone: boolean; camera: boolean };
  autoLeaveMinutes: number;
  join: { microphone: boolean; camera: boolean };
  autoShare: boolean;
  displayStandbyMinutes: number;
  noShow: { enabled: boolean; minutes: number };
  titles: "title" | "organiser" | "busy";
  meetNow: boolean;
}

/** Drivers for real hardware that run unless switched off. The bench is not among them. */
const defaultDrivers = ["uvc-camera", "hdmi-capture", "alsa-audio", "hid-speakerphone", "stream-deck", "touch-panel"];

const sizes = {
  "180p10": { width: 320, height: 180, framesPerSecond: 10, maxBitrate: 200_000 },
  "360p15": { width: 640, height: 360, framesPerSecond: 15, maxBitrate: 500_000 },
  "720p30": { width: 1280, height: 720, framesPerSecond: 30, maxBitrate: 1_700_000 },
  "1080p30": { width: 1920, height: 1080, framesPerSecond: 30, maxBitrate: 3_000_000 },
  "720p15": { width: 1280, height: 720, framesPerSecond: 15, maxBitrate: 1_500_000 },
  "1080p5": { width: 1920, height: 1080, framesPerSecond: 5, maxBitrate: 1_500_000 },
  "1080p15": { width: 1920, height: 1080, framesPerSecond: 15, maxBitrate: 2_500_000 },
} as const;

/**
 * @param file the settings file: relative paths are relative to its folder
 * @param ownName what the file calls the room: its id comes from that, so that a hub can rename it without making it another one
 */
export function completeSettings(
  written: WrittenSettings,
  file: string,
  ownName: string = written.room.name,
): RoomSettings {
  const { room, panel = {}, devices = {} } = written;
  const at = (path: string) => resolve(dirname(file), path);
  return {
    room: {
      id: room.id ?? slug(ownName),
      name: room.name,
      zone: room.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      language: room.language ?? "en",
    },
    panel: {
      host: panel.host ?? "127.0.0.1",
      port: panel.port ?? 8420,
      names: panel.names ?? [],
      guest: panel.guest ?? false,
      phone: panel.phone ?? false,
      mirror: panel.mirror ?? "here",
    },
    hub: written.hub === undefined ? null : { pin: null, proxy: null, ...written.hub },
    computer: completeComputer(written.computer ?? {}),
    services: (written.services ?? []).map((service) => ({
      ...withPaths(service, at),
      name: service.name ?? service.kind,
    })),
    calendar: {
      ...written.calendar,
      sources: (written.calendar?.sources ?? []).map((source) => withPaths(source, at)),
    },
    assisted: completeAssisted(written.assisted ?? {}, at),
    policies: completePolicies(written.policies ?? {}),
    media: completeMedia(written.media ?? {}),
    devices: {
      drivers: chosenDrivers(devices.drivers ?? {}),
      modules: (devices.driverModules ?? []).map((place) => (/^[./]/.test(place) ? at(place) : place)),
      prefer: {
        camera: devices.camera ?? null,
        microphone: devices.microphone ?? null,
        speaker: devices.speaker ?? null,
      },
    },
    logLevel: written.log?.level ?? "info",
  };
}

function completePolicies(written: NonNullable<WrittenSettings["policies"]>): Policies {
  const { autoJoin = {}, join = {} } = written;
  return {
    joinButtonMinutes: written.joinButtonMinutes ?? 10,
    autoJoin: {
      enabled: autoJoin.enabled ?? false,
      cancelSeconds: autoJoin.cancelSeconds ?? 30,
      microphone: autoJoin.microphone ?? false,
      camera: autoJoin.camera ?? false,
    },
    autoLeaveMinutes: written.autoLeaveMinutes ?? 5,
    join: { microphone: join.microphone ?? true, camera: join.camera ?? true },
    autoShare: written.autoShare ?? true,
    displayStandbyMinutes: written.displayStandbyMinutes ?? 15,
    noShow: { enabled: written.noShow?.enabled ?? false, minutes: written.noShow?.minutes ?? 10 },
    titles: written.titles ?? "title",
    meetNow: written.meetNow ?? true,
  };
}

function completeMedia(written: NonNullable<WrittenSettings["media"]>): MediaSettings {
  const { camera = {}, share = {}, audio = {} } = written;
  const codec = camera.codec ?? "vp8";
  return {
    camera: publishing(
      sizes[camera.quality ?? "720p30"],
      camera.maxBitrate,
      codec,
      camera.simulcast ?? codec === "vp8",
    ),
    share: publishing(sizes[share.quality ?? "1080p15"], share.maxBitrate, "vp8", false),
    audio: {
      echoCancellation: audio.echoCancellation ?? "auto",
      noiseSuppression: audio.noiseSuppression ?? true,
      gainControl: audio.gainControl ?? true,
    },
  };
}

type Size = Pick<VideoPublishing, "width" | "height" | "framesPerSecond" | "maxBitrate">;

function publishing(
  size: Size,
  maxBitrate: number | undefined,
  codec: VideoPublishing["codec"],
  simulcast: boolean,
): VideoPublishing {
  return { ...size, maxBitrate: maxBitrate ?? size.maxBitrate, codec, simulcast };
}

function chosenDrivers(written: Record<string, Record<string, unknown>>): Record<string, Record<string, unknown>> {
  const all: Record<string, Record<string, unknown>> = {
    ...Object.fromEntries(defaultDrivers.map((id) => [id, {}])),
    ...written,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([id, { off, ...rest }]) => (off === true ? [] : [[id, rest]])),
  );
}

/** Fields that name a file, made absolute. */
function withPaths<T extends object>(fields: T, at: (path: string) => string): T {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, /file$/i.test(name) ? at(value as string) : value]),
  ) as T;
}

/** A name as part of an identity: "Salle Été 2" → "salle-ete-2". */
function slug(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return words.join("-").slice(0, 63).replace(/-$/, "") || "room";
}
