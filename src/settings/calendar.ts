import type { Static } from "typebox";
import Type from "typebox";
import { strict } from "../protocol/shapes.ts";

const text = (description: string, options: Type.TStringOptions = {}) =>
  Type.String({ minLength: 1, maxLength: 2000, description, ...options });

const optional = <S extends Type.TSchema>(schema: S) => Type.Optional(schema);

const common = {
  name: optional(text("Name of this calendar in states and logs.", { maxLength: 100 })),
  write: optional(
    Type.Boolean({ description: "The room may book itself and give bookings back. Needs rights to write." }),
  ),
  pollSeconds: optional(
    Type.Integer({ minimum: 5, maximum: 3600, description: "Time between looks: 45, for a file 5." }),
  ),
};

const httpAddress = { pattern: "^(https?|webcals?)://" };

const IcsShape = Type.Object(
  {
    kind: Type.Literal("ics"),
    file: optional(text("Path of an .ics file.")),
    url: optional(text("Address of an .ics feed.", httpAddress)),
    urlFile: optional(text("File that holds the feed's address, for feeds whose address is secret.")),
    username: optional(text("Name to sign in with.")),
    passwordFile: optional(text("File that holds the password.")),
    ...common,
  },
  strict,
);

const CalDavShape = Type.Object(
  {
    kind: Type.Literal("caldav"),
    url: text("Address of the server, of the account or of the calendar itself.", { pattern: "^https?://" }),
    username: optional(text("Name to sign in with.")),
    passwordFile: optional(text("File that holds the password.")),
    calendar: optional(text("Name of the calendar, where the account has several.")),
    ...common,
  },
  strict,
);

const GoogleShape = Type.Object(
  {
    kind: Type.Literal("google"),
    calendarId: text("Address of the room's calendar, such as c_1234@resource.calendar.google.com."),
    credentialsFile: text("The service account's key file (JSON)."),
    impersonate: optional(text("User in whose name to ask, with domain-wide delegation.")),
    ...common,
  },
  strict,
);

const MicrosoftShape = Type.Object(
  {
    kind: Type.Literal("microsoft"),
    tenantId: text("The organisation's tenant: its id or domain."),
    clientId: text("Id of the app registration."),
    clientSecretFile: optional(text("File that holds the app's secret.")),
    certificateFile: optional(text("File with the app's certificate and private key (PEM).")),
    mailbox: text("Address of the room's mailbox."),
    cloud: optional(
      Type.Unsafe<"global" | "usgov" | "usgov-high" | "china">(Type.Enum(["global", "usgov", "usgov-high", "china"])),
    ),
    ...common,
  },
  strict,
);

const SourceShape = Type.Union([IcsShape, CalDavShape, GoogleShape, MicrosoftShape]);

const hosts = (description: string) =>
  Type.Array(text(description, { maxLength: 260 }), { minItems: 1, maxItems: 100 });

const RuleShape = Type.Object(
  {
    name: text("For people; shown in the preview.", { maxLength: 100 }),
    kind: Type.Unsafe<"meeting" | "ignore">(Type.Enum(["meeting", "ignore"])),
    service: optional(text("For meeting: an id of the table of services, or a new one.", { maxLength: 60 })),
    hosts: hosts("Exact host, host:port, or *.host for its subdomains."),
    path: optional(text("Template: plain segments, * for any one, {id} for the meeting's id, ** for any rest.")),
  },
  strict,
);

const RecognitionShape = Type.Object(
  {
    hosts: optional(
      Type.Record(Type.String(), hosts("Host of an own server."), {
        description: "Own servers by service, such as jitsi: [meet.example.org].",
      }),
    ),
    rules: optional(Type.Array(RuleShape, { maxItems: 200 })),
  },
  strict,
);

/**
 * Where the room's bookings come from. Several sources are merged without doubles. `recognition`: which links are meetings,
 * beside those that are known; `roomkeeper calendar preview` shows what a change does.
 */
export const CalendarSettingsSchema = Type.Object(
  { sources: optional(Type.Array(SourceShape, { maxItems: 20 })), recognition: optional(RecognitionShape) },
  strict,
);

export type CalendarSourceSettings = Static<typeof SourceShape>;

/** What the schema cannot say of a source: how to mend it, or null. */
export function calendarMistake(source: CalendarSourceSettings): string | null {
  if (source.kind === "ics") {
    if (source.write === true) return "cannot be written to: an .ics file or feed is only read; leave out write";
    const places = [source.file, source.url, source.urlFile].filter((place) => place !== undefined).length;
    return places === 1 ? null : "needs either file or url (or urlFile), and one of them only";
  }
  if (source.kind === "microsoft") {
    const keys = [source.clientSecretFile, source.certificateFile].filter((key) => key !== undefined).length;
    return keys === 1 ? null : "needs either clientSecretFile or certificateFile";
  }
  return null;
}
