import type { Static } from "typebox";
import { Compile } from "typebox/compile";
import { expect, expectTypeOf, test } from "vitest";
import type { RoomState } from "../../../src/domain/room-state.ts";
import type { PageTicket, Problem } from "../../../src/protocol/panel.ts";
import type { PageTicketShape, ProblemShape } from "../../../src/protocol/panel-shapes.ts";
import { RoomStateShape } from "../../../src/protocol/room-state.ts";
import { exampleRoomState } from "../../simulators/example-room-state.ts";

test("the schemas that the pages' interface publishes are the types that the code uses", () => {
  // Checked by tsc: a field added to one side only fails there.
  expectTypeOf<Static<typeof RoomStateShape>>().toEqualTypeOf<RoomState>();
  expectTypeOf<Static<typeof ProblemShape>>().toEqualTypeOf<Problem>();
  expectTypeOf<Static<typeof PageTicketShape>>().toEqualTypeOf<PageTicket>();
});

test("a room in a meeting fits the published schema, and a state with a link in it does not", () => {
  const fits = Compile(RoomStateShape);
  const state = exampleRoomState();
  expect([...fits.Errors(state)]).toEqual([]);
  expect(fits.Check({ ...state, agenda: [{ ...state.agenda[0], url: "https://meet.example/secret" }] })).toBe(false);
});
