import { type LinkForm, type LinkView, participant, roomName, type Service } from "./service.ts";

const shared = { native: true, words: [], idDigits: [], takesPasscode: false } as const;
const together = ["livekit-meet", "livekit-custom"];

/** LiveKit Meet. The room's name is the raw path segment; the fragment is the passphrase. */
export const liveKitMeet: Service = {
  ...shared,
  id: "livekit-meet",
  name: "LiveKit Meet",
  hosts: ["meet.livekit.io"],
  hostsOf: together,
  form: roomForm,
};

/** LiveKit Meet's page for any server: the link carries address and token; the room is known to the token only. */
export const liveKitCustom: Service = {
  ...shared,
  id: "livekit-custom",
  name: "LiveKit (address and token in the link)",
  hosts: ["meet.livekit.io"],
  hostsOf: together,
  form({ path, query }: LinkView): LinkForm | null {
    const token = query.get("token") ?? "";
    const complete = (query.get("liveKitUrl") ?? "") !== "" && token !== "";
    return path[0] === "custom" && path.length === 1 && complete
      ? participant(null, { token: true, same: token })
      : null;
  },
};

/** Any other LiveKit site that the administrator names: `/rooms/NAME`, or the name alone. */
export const liveKit: Service = {
  ...shared,
  id: "livekit",
  name: "LiveKit",
  hosts: [],
  form(link: LinkView): LinkForm | null {
    const [name] = link.path;
    if (link.path.length !== 1 || name === "custom" || roomName(name) === null) return roomForm(link);
    return roomForm({ ...link, path: ["rooms", ...link.path] });
  },
};

function roomForm({ path, fragment }: LinkView): LinkForm | null {
  const [first, room, more] = path;
  if (first !== "rooms" || room === undefined || more !== undefined || room === "rooms") return null;
  return participant(room, { token: fragment !== "" });
}
