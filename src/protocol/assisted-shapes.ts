import Type from "typebox";
import { nullable, oneOf, strict } from "./shapes.ts";

/** Schemas of src/domain/assisted.ts. */

const time = (description: string) => Type.String({ description: `${description} ISO 8601 in UTC.` });

const NeedShape = oneOf(
  "browser-link",
  "sign-in",
  "sign-in-maybe",
  "human-check",
  "admission",
  "passcode",
  "recent-browser",
  "choose-camera",
);

const LimitShape = oneOf("controls", "cable", "comeback", "reduced", "unproven");

export const AssistedOfferShape = Type.Object(
  {
    window: oneOf("ready", "off", "no-display", "no-browser", "no-page", "too-early", "in-meeting"),
    needs: Type.Array(NeedShape, { description: "What the service asks of people." }),
    limits: Type.Array(LimitShape, { description: "What will not work." }),
    browser: nullable(Type.String({ description: "The browser that would open it." })),
    forgets: Type.Boolean({ description: "Sign-ins and traces are erased when the window closes." }),
  },
  strict,
);

export const AssistedMeetingShape = Type.Object(
  {
    id: Type.String({ description: "Of this window." }),
    phase: oneOf("opening", "open", "closing"),
    service: Type.String(),
    title: Type.String(),
    bookingId: nullable(Type.String()),
    startedAt: time("When it was asked for."),
    openedAt: nullable(time("When the browser began to load the page.")),
    endsAt: nullable(time("The booked end.")),
    pointer: Type.Boolean({ description: "Wishes of type pointer reach the window." }),
    needs: Type.Array(NeedShape),
    limits: Type.Array(LimitShape),
  },
  strict,
);

export const InvitationShape = Type.Object(
  {
    service: Type.String(),
    url: nullable(Type.String({ description: "For another device; may carry the passcode." })),
    meetingId: nullable(Type.String({ description: "What people type." })),
    passcode: nullable(Type.String()),
    offer: AssistedOfferShape,
  },
  strict,
);

/** Which meeting: a booking of this room, or a link that somebody typed. */
export const subjectSchemas = {
  bookingId: { bookingId: Type.String({ minLength: 1, maxLength: 100 }) },
  link: { link: Type.String({ minLength: 1, maxLength: 8000 }) },
} as const;

const steps = (most: number) => Type.Integer({ minimum: -most, maximum: most });
const pointer = { type: Type.Literal("pointer") } as const;

/** `pointer` has a shape for each action. */
export const pointerSchemas = {
  move: Type.Object({ ...pointer, action: Type.Literal("move"), dx: steps(4000), dy: steps(4000) }, strict),
  click: Type.Object({ ...pointer, action: Type.Literal("click") }, strict),
  scroll: Type.Object({ ...pointer, action: Type.Literal("scroll"), steps: steps(20) }, strict),
  type: Type.Object(
    {
      ...pointer,
      action: Type.Literal("type"),
      text: Type.String({ minLength: 1, maxLength: 500, pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }),
    },
    strict,
  ),
  key: Type.Object(
    { ...pointer, action: Type.Literal("key"), key: oneOf("enter", "tab", "escape", "erase", "reload") },
    strict,
  ),
} as const;
