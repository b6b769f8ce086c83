import Type from "typebox";
import { readerOf } from "../protocol/check.ts";
import { strict } from "../protocol/shapes.ts";
import { requireHere } from "./nearness.ts";
import type { PanelOptions } from "./ports.ts";
import { json, type Route, refusal } from "./route.ts";

const AboutShape = Type.Object(
  {
    about: Type.Union(
      (["picture", "sound", "meeting", "display", "other"] as const).map((kind) => Type.Literal(kind)),
      { description: "What is wrong." },
    ),
  },
  strict,
);
const readAbout = readerOf(AboutShape, "body", "request.invalid");
const EntryShape = Type.Object({ id: Type.String(), at: Type.String() }, strict);
const ListShape = Type.Object({ reports: Type.Array(EntryShape) }, strict);

/** Reports of people in the room: written from any panel, read on the room computer. */
export function reportRoutes({ reports }: Pick<PanelOptions, "reports">): Route[] {
  return [
    {
      method: "POST",
      path: "/api/reports",
      summary: "Keeps a report of a problem: state, versions and the end of the log, without links, keys and names.",
      body: AboutShape,
      answers: {
        201: json("Kept under this number.", EntryShape),
        400: refusal("About nothing that is known."),
        413: refusal("Larger than 64 kB."),
        415: refusal("Not application/json."),
      },
      async handle(request, reply) {
        const { id, at } = await reports.write(readAbout(request.body).about);
        return reply.code(201).send({ id, at });
      },
    },
    {
      method: "GET",
      path: "/api/reports",
      summary: "The reports that are kept, newest first.",
      answers: { 200: json("Their numbers and times.", ListShape), 403: refusal("Not asked on the room computer.") },
      async handle(request) {
        requireHere(request, "Reports are read", "");
        return { reports: await reports.list() };
      },
    },
    {
      method: "GET",
      path: "/api/reports/:id",
      summary: "One report.",
      answers: {
        200: json("As it was kept.", Type.Object({})),
        403: refusal("Not asked on the room computer."),
        404: refusal("There is no such report."),
      },
      async handle(request, reply) {
        requireHere(request, "Reports are read", "");
        const { id } = request.params as { id: string };
        return reply.type("application/json").send(await reports.read(id));
      },
    },
  ];
}
