import Type from "typebox";
import { strict } from "../protocol/shapes.ts";

/** Where the room's bookings come from. Several sources are merged without doubles. */
export const CalendarSettingsSchema = Type.Object(
  {
    sources: Type.Array(
      Type.Object(
        {
          kind: Type.Literal("ics"),
          name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          file: Type.Optional(Type.String({ minLength: 1, description: "Path of an .ics file." })),
          url: Type.Optional(Type.String({ pattern: "^https?://", description: "Address of an .ics feed." })),
          pollSeconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 3600 })),
        },
        strict,
      ),
      { maxItems: 20 },
    ),
  },
  strict,
);
