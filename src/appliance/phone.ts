import { MeetingError } from "../domain/errors.ts";
import type { PhonePort } from "../panel/ports.ts";
import type { Clock } from "../platform/clock.ts";
import type { Controller } from "../room/controller.ts";
import { PhoneCodes } from "../room/phone-codes.ts";

/** What a phone with the display's code can do: send the room a link, or get the link of its meeting. */
export function phonePort(controller: Controller, clock: Clock): PhonePort {
  const codes = new PhoneCodes(clock);
  return {
    code: () => codes.current(),
    send: (code, link) => codes.use(code, () => joinOrOpen(controller, link)),
    meeting: (code) =>
      codes.use(code, () => {
        const link = controller.meetingLink();
        if (link !== null) return link;
        throw new MeetingError("meeting.unknown", "the room has no meeting now that a phone could open");
      }),
  };
}

/** A meeting that the room cannot enter is opened on its display, where that is possible. */
async function joinOrOpen(controller: Controller, link: string): Promise<void> {
  try {
    await controller.wish({ type: "join", link });
  } catch (error) {
    if (!(error instanceof MeetingError) || error.code !== "meeting.assisted") throw error;
    await controller.wish({ type: "openAssisted", link });
  }
}
