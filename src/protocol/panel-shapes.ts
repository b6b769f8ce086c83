import type { Static } from "typebox";
import Type from "typebox";
import { readerOf } from "./check.ts";
import { nullable, strict } from "./shapes.ts";

/** Schemas of what panel.ts describes as types. Apart from it, so that the pages carry no schemas. */

export const ProblemShape = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String({ description: "What is wrong and how to mend it." }),
    code: Type.String({ description: "Code of the error table." }),
  },
  { ...strict, description: "RFC 9457 problem details." },
);

export const PageTicketShape = Type.Object(
  {
    url: Type.String({ description: "Address of the LiveKit server." }),
    token: Type.String({ description: "Lives minutes; grants only what the page needs." }),
    passphrase: nullable(Type.String({ description: "End-to-end encryption; null in the clear." })),
  },
  strict,
);

export const EquipmentLevelsShape = Type.Object(
  { microphone: Type.Number(), speaker: Type.Number(), picture: nullable(Type.Integer()) },
  strict,
);

/** `intent` is read apart (readIntent), so that a bad wish is refused under its id. */
export const PanelUpShape = Type.Object(
  {
    type: Type.Literal("intent"),
    id: Type.String({ minLength: 1, maxLength: 100 }),
    intent: Type.Unknown(),
  },
  strict,
);

export const readPanelUp: (data: unknown) => Static<typeof PanelUpShape> = readerOf(
  PanelUpShape,
  "message",
  "request.invalid",
);
