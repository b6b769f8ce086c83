import Type from "typebox";
import { RoomkeeperError } from "../domain/errors.ts";
import { readerOf } from "../protocol/check.ts";
import { strict } from "../protocol/shapes.ts";
import { isLoopback, phoneAddress } from "./phone-address.ts";
import type { PanelOptions, PhonePort } from "./ports.ts";
import { json, type Route, refusal } from "./route.ts";

const code = Type.String({ minLength: 4, maxLength: 40 });
const CodeShape = Type.Object({ code }, strict);
const LinkShape = Type.Object({ code, link: Type.String({ minLength: 1, maxLength: 4000 }) }, strict);
const readCode = readerOf(CodeShape, "body", "request.invalid");
const readLink = readerOf(LinkShape, "body", "request.invalid");

const refusals = {
  400: refusal("Not a code, or no link."),
  404: refusal("Phones are off."),
  409: refusal("The code was used or is too old, or the room cannot do this now: the reason."),
  413: refusal("Larger than 64 kB."),
  415: refusal("Not application/json."),
  429: refusal("Too many wrong codes."),
};

/** The display's code for phones, and what a phone does with it. By POST: codes and links are secrets. */
export function phoneRoutes(options: PanelOptions, port: () => number): Route[] {
  return [codeRoute(options, port), linkRoute(options), meetingRoute(options)];
}

/** Only to the display at this very computer: others in the network would not need to be in the room. */
const codeRoute = (options: PanelOptions, port: () => number): Route => ({
  method: "GET",
  path: "/api/phone-code",
  summary: "The code for phones, for the display of this computer.",
  answers: {
    200: json(
      "What the display shows, and until when it is good.",
      Type.Object({ url: Type.String(), expiresAt: Type.String() }, strict),
    ),
    404: refusal("Phones are off, the pages are not served to the network, or another computer asks."),
  },
  handle(request) {
    const phone = phoneOf(options);
    const address = phoneAddress(options, port());
    if (address === null || !isLoopback(request.ip)) throw phonesOff();
    const { code: shown, expiresAt } = phone.code();
    // Behind "#": it reaches no log.
    return { url: `${address}/phone#${shown}`, expiresAt };
  },
});

const linkRoute = (options: PanelOptions): Route => ({
  method: "POST",
  path: "/api/phone/link",
  summary: "A phone sends the room the link of a meeting.",
  body: LinkShape,
  answers: { 202: json("The room has it.", Type.Object({}, strict)), ...refusals },
  async handle(request, reply) {
    const { code: given, link } = readLink(request.body);
    await phoneOf(options).send(given, link);
    return reply.code(202).send({});
  },
});

const meetingRoute = (options: PanelOptions): Route => ({
  method: "POST",
  path: "/api/phone/meeting",
  summary: "A phone asks for the link of the room's meeting.",
  body: CodeShape,
  answers: { 200: json("Where the meeting is opened.", Type.Object({ url: Type.String() }, strict)), ...refusals },
  handle: async (request) => ({ url: await phoneOf(options).meeting(readCode(request.body).code) }),
});

function phoneOf({ phone }: Pick<PanelOptions, "phone">): PhonePort {
  if (phone === null) throw phonesOff();
  return phone;
}

export const phonesOff = () =>
  new RoomkeeperError(
    "request.unknown",
    "Phones are off: panel.phone in the room's settings, and panel.host of the network.",
  );
