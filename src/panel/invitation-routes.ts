import Type from "typebox";
import { InvitationShape, subjectSchemas } from "../protocol/assisted-shapes.ts";
import { readerOf } from "../protocol/check.ts";
import { strict } from "../protocol/shapes.ts";
import type { PanelOptions } from "./ports.ts";
import { json, type Route, refusal } from "./route.ts";

const SubjectShape = Type.Union([
  Type.Object(subjectSchemas.bookingId, strict),
  Type.Object(subjectSchemas.link, strict),
]);
const readSubject = readerOf(SubjectShape, "body", "request.invalid");

/**
 * Link and number of a meeting that the room cannot enter by itself, for another device. By POST, since a link is a secret
 * and addresses are written into logs.
 */
export function invitationRoutes({ invitation }: PanelOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/api/invitation",
      summary: "Link, number and passcode of a meeting of another service, while it can be joined.",
      body: SubjectShape,
      answers: {
        200: json("For another device.", InvitationShape),
        400: refusal("Neither a booking nor a link."),
        409: refusal("Not now, no such meeting, or one that the room enters by itself: the reason."),
        413: refusal("Larger than 64 kB."),
        415: refusal("Not application/json."),
      },
      handle: (request) => invitation(readSubject(request.body)),
    },
  ];
}
