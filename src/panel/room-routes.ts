import { randomUUID } from "node:crypto";
import Type from "typebox";
import { IntentSchema, readIntent } from "../protocol/intent.ts";
import { RoomStateShape } from "../protocol/room-state.ts";
import { strict } from "../protocol/shapes.ts";
import type { PanelOptions } from "./ports.ts";
import { problem, sendProblem } from "./problems.ts";
import { json, type Route, refusal } from "./route.ts";
import type { StateText } from "./state-text.ts";

/** Versions begin anew with each start of the daemon: a tag says of which start it is. */
const start = randomUUID().slice(0, 8);

/** The room's state and wishes. */
export function roomRoutes(options: PanelOptions, stateText: StateText): Route[] {
  return [stateRoute(stateText), intentsRoute(options), socketRoute];
}

const stateRoute = (stateText: StateText): Route => ({
  method: "GET",
  path: "/api/state",
  summary: "The room as it is now. Ask with If-None-Match to be told whether it changed.",
  answers: {
    200: json("The state; its version in Room-State-Version and, with the daemon's start, in ETag.", RoomStateShape),
    304: { description: "Not changed." },
  },
  handle(request, reply) {
    const { version, text } = stateText.current();
    const tag = `"${start}-${version}"`;
    void reply.headers({ etag: tag, "room-state-version": version, "cache-control": "no-cache" });
    const known = request.headers["if-none-match"]?.split(",").map((t) => t.trim().replace(/^W\//, ""));
    if (known?.includes(tag)) return reply.code(304).send();
    return reply.type("application/json").send(text);
  },
});

const intentsRoute = ({ room, log }: PanelOptions): Route => ({
  method: "POST",
  path: "/api/intents",
  summary: "Somebody's wish. The state shows what comes of it.",
  body: IntentSchema,
  answers: {
    202: json("Taken up.", Type.Object({ id: Type.String({ description: "Names it in the log." }) }, strict)),
    400: refusal("Not a wish: the field and what is allowed."),
    409: refusal("Impossible in this state: the reason."),
    413: refusal("Larger than 64 kB."),
    415: refusal("Not application/json."),
    503: refusal("The meeting server cannot be asked now."),
  },
  async handle(request, reply) {
    const id = randomUUID();
    const intent = readIntent(request.body);
    log.info("a wish by HTTP", { id, intent: intent.type, by: request.ip });
    await room.wish(intent);
    return reply.code(202).send({ id });
  },
});

const socketRoute: Route = {
  method: "GET",
  path: "/api/socket",
  summary:
    'WebSocket of JSON texts. Down: {"type":"state",version,now,state}, {"type":"accepted",id}, ' +
    '{"type":"refused",id,problem}. Up: {"type":"intent",id,intent}.',
  answers: {
    101: { description: "The socket is open." },
    426: refusal("Ask with Upgrade: websocket."),
    429: refusal("Too many pages are open."),
  },
  handle(_, reply) {
    void reply.header("upgrade", "websocket");
    return sendProblem(reply, problem(426, "This is a WebSocket: ask with Upgrade: websocket.", "request.invalid"));
  },
};
