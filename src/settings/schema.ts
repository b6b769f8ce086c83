import type { Static } from "typebox";
import Type from "typebox";
import { AudioProcessingShape, oneOf, strict } from "../protocol/shapes.ts";
import { AssistedSchema } from "./assisted.ts";
import { CalendarSettingsSchema } from "./calendar.ts";
import { ComputerSchema } from "./computer.ts";

/**
 * The settings of one room, as an administrator writes them. Everything but the room's name has a default (see
 * complete.ts). Secrets are never here: only the paths of files that hold them.
 */

const text = (description: string, options: Type.TStringOptions = {}) =>
  Type.String({ minLength: 1, maxLength: 500, description, ...options });

const optional = <S extends Type.TSchema>(schema: S) => Type.Optional(schema);

const minutes = (description: string, maximum = 240) => Type.Integer({ minimum: 0, maximum, description });

/** Used at once, also during a meeting; everything else when nobody meets. See live.ts. */
const live = { "x-live": true } as const;

const RoomSchema = Type.Object(
  {
    name: text("What people call the room; shown on panel and display, and from the next meeting on to others.", live),
    id: optional(
      text("Stable id of this room, part of its identity in meetings.", { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }),
    ),
    zone: optional(text("IANA time zone of the room, such as Europe/Berlin.")),
    language: optional(Type.Unsafe<"en" | "zh">(Type.Enum(["en", "zh"], live))),
  },
  strict,
);

const PanelSchema = Type.Object(
  {
    host: optional(text("Address to listen on. 127.0.0.1 keeps the pages on this computer.")),
    port: optional(Type.Integer({ minimum: 0, maximum: 65535, description: "TCP port; 0 lets the system choose." })),
    names: optional(Type.Array(text("Host name under which the pages may be opened."), { maxItems: 20 })),
    phone: optional(
      Type.Boolean({
        description:
          "The display shows a code with which phones open the room's meeting or send it a link. Needs panel.host of the network.",
      }),
    ),
    guest: optional(
      Type.Boolean({ description: "Serve the guest page, with which a browser joins the same meeting." }),
    ),
    mirror: optional(oneOf("here", "everywhere", "off")),
  },
  strict,
);

/** Who lets the room in. The first service of kind livekit or token-endpoint also serves `meetNow` and join by name. */
const ServiceSchema = Type.Union([
  Type.Object(
    {
      kind: Type.Literal("livekit"),
      name: optional(text("Name of this service in states and logs.")),
      url: text("Address of the LiveKit server.", { pattern: "^(ws|wss|http|https)://" }),
      apiKey: text("Key whose secret signs the room's tokens."),
      apiSecretFile: text("File that holds the secret."),
      linkHosts: optional(Type.Array(text("Host of meeting links that lead to this server."), { maxItems: 50 })),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal("hub"),
      name: optional(text("Name of this service in states and logs.")),
      linkHosts: optional(Type.Array(text("Host of meeting links that lead to the hub's server."), { maxItems: 50 })),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal("livekit-token"),
      name: optional(text("Name of this service in states and logs.")),
      url: text("Address of the LiveKit server.", { pattern: "^(ws|wss|http|https)://" }),
      tokenFile: text("File that holds a pre-signed token; read anew at each join."),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal("token-endpoint"),
      name: optional(text("Name of this service in states and logs.")),
      endpoint: text("Address of the token endpoint (LiveKit's standard one).", { pattern: "^https?://" }),
      bearerFile: optional(text("File that holds a bearer token for the endpoint.")),
      linkHosts: optional(Type.Array(text("Host of meeting links that lead to this server."), { maxItems: 50 })),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal("livekit-meet"),
      name: optional(text("Name of this service in states and logs.")),
      hosts: Type.Array(text("Host of a LiveKit Meet deployment."), { minItems: 1, maxItems: 50 }),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal("la-suite-meet"),
      name: optional(text("Name of this service in states and logs.")),
      hosts: Type.Array(text("Host of a La Suite Meet (Visio) deployment."), { minItems: 1, maxItems: 50 }),
    },
    strict,
  ),
]);

const HubSchema = Type.Object(
  {
    url: text("Address of the hub: https://HOST[:PORT].", { pattern: "^https://[^/]+/?$" }),
    pin: optional(
      text(
        "Fingerprint of the hub's own authority, as the hub prints it at its start. Without it the system's authorities vouch for the hub.",
      ),
    ),
    proxy: optional(text("HTTP proxy on the way: http://[USER:PASSWORD@]HOST:PORT.", { pattern: "^http://" })),
  },
  strict,
);

const PoliciesSchema = Type.Object(
  {
    joinButtonMinutes: optional(minutes("The Join button appears this long before the start.", 60)),
    autoJoin: optional(
      Type.Object(
        {
          enabled: optional(Type.Boolean()),
          cancelSeconds: optional(Type.Integer({ minimum: 5, maximum: 120 })),
          microphone: optional(Type.Boolean({ description: "Microphone on after joining by itself." })),
          camera: optional(Type.Boolean({ description: "Camera on after joining by itself." })),
        },
        strict,
      ),
    ),
    autoLeaveMinutes: optional(
      Type.Integer({
        minimum: 0,
        maximum: 120,
        description: "Leave this long after the booked end when alone; 0 is never.",
      }),
    ),
    join: optional(Type.Object({ microphone: optional(Type.Boolean()), camera: optional(Type.Boolean()) }, strict)),
    autoShare: optional(Type.Boolean({ description: "Share what is plugged into an HDMI input after two seconds." })),
    displayStandbyMinutes: optional(
      minutes("Displays go to standby this long after the last use of the room; 0 leaves them on."),
    ),
    noShow: optional(
      Type.Object(
        {
          enabled: optional(
            Type.Boolean({
              description:
                "Give a booking back that nobody came to. Leave it off where Exchange (EnableAutoRelease) or another panel does it.",
            }),
          ),
          minutes: optional(Type.Integer({ minimum: 5, maximum: 60, description: "This long after the start." })),
        },
        strict,
      ),
    ),
    titles: optional(oneOf("title", "organiser", "busy")),
    meetNow: optional(Type.Boolean()),
  },
  { ...strict, ...live },
);

const VideoSchema = Type.Object(
  {
    codec: optional(oneOf("vp8", "h264", "vp9", "av1")),
    simulcast: optional(Type.Boolean()),
    quality: optional(oneOf("180p10", "360p15", "720p30", "1080p30")),
    maxBitrate: optional(Type.Integer({ minimum: 50_000, maximum: 20_000_000, description: "Bits a second." })),
  },
  strict,
);

const MediaSchema = Type.Object(
  {
    camera: optional(VideoSchema),
    share: optional(
      Type.Object(
        {
          quality: optional(oneOf("720p15", "1080p5", "1080p15")),
          maxBitrate: optional(Type.Integer({ minimum: 50_000, maximum: 20_000_000 })),
        },
        strict,
      ),
    ),
    audio: optional(Type.Partial(AudioProcessingShape)),
  },
  strict,
);

const DevicesSchema = Type.Object(
  {
    drivers: optional(
      Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()), {
        description:
          "Settings by driver id. Drivers for real hardware run unless `off: true`; bench runs only when named.",
      }),
    ),
    driverModules: optional(
      Type.Array(text("Folder or file with a driver, or an installed package roomkeeper-driver-NAME."), {
        maxItems: 20,
        description: "Drivers of others. They run with the rights of the room daemon.",
      }),
    ),
    camera: optional(text("Id of the camera to prefer.")),
    microphone: optional(text("Id of the microphone to prefer.")),
    speaker: optional(text("Id of the speaker to prefer.")),
  },
  strict,
);

export const SettingsSchema = Type.Object(
  {
    room: RoomSchema,
    panel: optional(PanelSchema),
    hub: optional(HubSchema),
    computer: optional(ComputerSchema),
    services: optional(Type.Array(ServiceSchema, { maxItems: 20 })),
    calendar: optional(CalendarSettingsSchema),
    assisted: optional(AssistedSchema),
    policies: optional(PoliciesSchema),
    media: optional(MediaSchema),
    devices: optional(DevicesSchema),
    log: optional(Type.Object({ level: optional(oneOf("debug", "info", "warn", "error")) }, { ...strict, ...live })),
  },
  { ...strict, $schema: "https://json-schema.org/draft/2020-12/schema", title: "Roomkeeper room settings" },
);

export type WrittenSettings = Static<typeof SettingsSchema>;
export type ServiceSettings = Static<typeof ServiceSchema>;
