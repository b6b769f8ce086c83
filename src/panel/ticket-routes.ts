import Type from "typebox";
import { RoomkeeperError } from "../domain/errors.ts";
import { readerOf } from "../protocol/check.ts";
import { PageTicketShape } from "../protocol/panel-shapes.ts";
import { strict } from "../protocol/shapes.ts";
import type { PanelOptions } from "./ports.ts";
import { json, type Route, refusal } from "./route.ts";

const NameQuery = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 60, description: "Shown to others." }) },
  strict,
);
const readQuery = readerOf(NameQuery, "query", "request.invalid");

const ScreenQuery = Type.Object(
  {
    screen: Type.Optional(
      Type.String({
        pattern: "^[a-z0-9]{1,16}$",
        description: "Tells several displays of one room apart; each keeps its own.",
      }),
    ),
  },
  strict,
);
const readScreen = readerOf(ScreenQuery, "query", "request.invalid");

const noMeeting = {
  409: refusal("There is no meeting to get into."),
  503: refusal("The meeting server or its tokens cannot be had now."),
};

/** How display and guest get into the running meeting. */
export function ticketRoutes({ tickets, guest }: PanelOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/api/display-ticket",
      summary: "A ticket for the display: hidden, receives pictures, sends nothing.",
      query: ScreenQuery,
      answers: {
        200: json("The ticket.", PageTicketShape),
        400: refusal("The screen's name is of a wrong shape."),
        ...noMeeting,
      },
      handle: (request) => tickets.display(readScreen(request.query).screen ?? ""),
    },
    {
      method: "GET",
      path: "/api/guest-ticket",
      summary: "A ticket for a guest's browser.",
      query: NameQuery,
      answers: {
        200: json("The ticket.", PageTicketShape),
        400: refusal("The name is missing or too long."),
        404: refusal("The guest page is off."),
        ...noMeeting,
      },
      handle(request) {
        if (!guest) throw guestOff();
        return tickets.guest(shownName(readQuery(request.query).name));
      },
    },
  ];
}

export const guestOff = () =>
  new RoomkeeperError(
    "request.unknown",
    "The guest page is off. Turn it on with panel.guest: true in the room's settings.",
  );

/** Without line breaks, other control characters and marks that turn the writing direction for what follows. */
function shownName(name: string): string {
  const clean = name.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  if (clean === "") throw new RoomkeeperError("request.invalid", "query: name has nothing to show.");
  return clean;
}
