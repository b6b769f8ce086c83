import { MeetingError } from "../domain/errors.ts";
import type { MeetingService } from "./service.ts";
import { unexpired } from "./unexpired.ts";

/** Links that carry LiveKit server and token themselves (LiveKit Meet's `/custom?liveKitUrl=&token=`): nobody is asked. */
export const livekitLinkService: MeetingService = {
  name: "livekit-link",
  kind: "livekit-link",
  takesNames: false,
  linkHosts: [],
  enter({ direct, passphrase }, { purpose }, { clock }) {
    if (direct === null) throw new MeetingError("meeting.unknown", "this link carries no server and token");
    if (purpose !== "room") {
      // One token is one identity: a second client with it would throw the room out.
      throw new MeetingError("meeting.refused", "the link's token serves only the room itself");
    }
    const token = unexpired(direct.token, "the link's token", clock.now());
    return Promise.resolve({ url: direct.url, token, passphrase });
  },
};
