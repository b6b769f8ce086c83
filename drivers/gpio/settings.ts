import Type from "typebox";

const strict = { additionalProperties: false } as const;
const name = Type.String({ minLength: 1, maxLength: 60, description: "What people call it." });

const line = {
  name,
  chip: Type.String({ pattern: "^/dev/gpiochip\\d+$", description: "Node of the chip, such as /dev/gpiochip0." }),
  line: Type.Integer({ minimum: 0, maximum: 1_023 }),
  activeLow: Type.Optional(Type.Boolean({ description: "On when the wire is low." })),
};
const input = { ...line, pull: Type.Optional(Type.Enum(["up", "down"])) };

export const GpioSettingsSchema = Type.Object(
  {
    lamps: Type.Optional(
      Type.Array(
        Type.Object(
          { ...line, shows: Type.Enum(["occupied", "meeting", "muted"], { description: "When the lamp is lit." }) },
          strict,
        ),
      ),
    ),
    relays: Type.Optional(
      Type.Array(
        Type.Object(
          { ...line, safe: Type.Optional(Type.Boolean({ description: "State at start and end; off." })) },
          strict,
        ),
      ),
    ),
    contacts: Type.Optional(Type.Array(Type.Object(input, strict))),
    presence: Type.Optional(
      Type.Array(
        Type.Object(
          { ...input, holdSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600, description: "60" })) },
          strict,
        ),
      ),
    ),
    radars: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name,
            serial: Type.String({ pattern: "^/dev/" }),
            holdSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600, description: "30" })),
          },
          { ...strict, description: "LD2410 radar." },
        ),
      ),
    ),
  },
  strict,
);

export type GpioSettings = Type.Static<typeof GpioSettingsSchema>;
type Of<K extends keyof GpioSettings> = NonNullable<GpioSettings[K]>[number];
export type Lamp = Of<"lamps">;
export type Relay = Of<"relays">;
export type Contact = Of<"contacts">;
export type Presence = Of<"presence">;
export type Radar = Of<"radars">;

export type Entry =
  | { readonly kind: "lamp"; readonly entry: Lamp }
  | { readonly kind: "relay"; readonly entry: Relay }
  | { readonly kind: "contact"; readonly entry: Contact }
  | { readonly kind: "presence"; readonly entry: Presence }
  | { readonly kind: "radar"; readonly entry: Radar };

export function entriesOf({
  lamps = [],
  relays = [],
  contacts = [],
  presence = [],
  radars = [],
}: GpioSettings): Entry[] {
  return [
    ...lamps.map((entry) => ({ kind: "lamp", entry }) as const),
    ...relays.map((entry) => ({ kind: "relay", entry }) as const),
    ...contacts.map((entry) => ({ kind: "contact", entry }) as const),
    ...presence.map((entry) => ({ kind: "presence", entry }) as const),
    ...radars.map((entry) => ({ kind: "radar", entry }) as const),
  ];
}
