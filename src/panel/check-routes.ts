import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { RoomkeeperError } from "../domain/errors.ts";
import { readerOf } from "../protocol/check.ts";
import { EquipmentLevelsShape } from "../protocol/panel-shapes.ts";
import { strict } from "../protocol/shapes.ts";
import { requireHere } from "./nearness.ts";
import type { PanelOptions } from "./ports.ts";
import { json, type Route, refusal } from "./route.ts";

const LookShape = Type.Object({ picture: Type.Boolean({ description: "A mirror picture, too." }) }, strict);
const readLook = readerOf(LookShape, "body", "request.invalid");

const busy = { 409: refusal("Another program has the devices.") };

/** How the room's equipment is, while somebody looks: levels, mirror picture, test tone. */
export function checkRoutes(options: Pick<PanelOptions, "look" | "mirror">): Route[] {
  return [levelsRoute(options), pictureRoute(options), toneRoute(options)];
}

const levelsRoute = ({ look, mirror }: Pick<PanelOptions, "look" | "mirror">): Route => ({
  method: "POST",
  path: "/api/check",
  summary: "Opens the equipment for 2.5 s more and tells how loud it is. Ask again as long as somebody looks.",
  body: LookShape,
  answers: {
    200: json("Levels of 0 to 1, and the number of the newest mirror picture.", EquipmentLevelsShape),
    403: refusal("The mirror picture is not for this place: see panel.mirror."),
    ...busy,
    400: refusal("Not a look: the field and what is allowed."),
    413: refusal("Larger than 64 kB."),
    415: refusal("Not application/json."),
  },
  handle(request) {
    const wish = readLook(request.body);
    if (wish.picture) requireMirror(request, mirror);
    return look.look(wish);
  },
});

const pictureRoute = ({ look, mirror }: Pick<PanelOptions, "look" | "mirror">): Route => ({
  method: "GET",
  path: "/api/check/picture",
  summary: "The newest mirror picture, while somebody looks.",
  answers: {
    200: { description: "A small picture.", type: "image/jpeg" },
    403: refusal("The mirror picture is not for this place: see panel.mirror."),
    404: refusal("There is no picture now."),
  },
  handle(request, reply) {
    requireMirror(request, mirror);
    const { picture } = look;
    if (picture === null) throw new RoomkeeperError("request.unknown", "There is no mirror picture now.");
    return reply.type("image/jpeg").send(Buffer.from(picture));
  },
});

const toneRoute = ({ look }: Pick<PanelOptions, "look">): Route => ({
  method: "POST",
  path: "/api/check/tone",
  summary: "Plays a short tone in the room, and to nobody else.",
  answers: { 202: { description: "It plays." }, ...busy },
  handle(_, reply) {
    look.playTone();
    return reply.code(202).send();
  },
});

/** Whoever sees the mirror picture sees the room without being in it: by default that is the room's own screen alone. */
function requireMirror(request: FastifyRequest, mirror: PanelOptions["mirror"]): void {
  if (mirror === "everywhere") return;
  if (mirror === "off") throw new RoomkeeperError("request.elsewhere", "The mirror picture is off (panel.mirror).");
  requireHere(request, "The mirror picture is shown", "Allow it elsewhere with panel.mirror: everywhere.");
}
