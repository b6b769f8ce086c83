import { percentDecode } from "../address.ts";
import { digitsOf, type LinkForm, type LinkView, participant, type Service } from "./service.ts";

export const teams: Service = {
  id: "teams",
  name: "Microsoft Teams",
  native: false,
  // Exact: the subdomains (scheduler, dialin, events) are other pages. Clouds: world, personal, US government, China.
  hosts: [
    "teams.microsoft.com",
    "teams.cloud.microsoft",
    "teams.live.com",
    "teams.microsoft.us",
    "gov.teams.microsoft.us",
    "gov.teams.microsoft.com",
    "dod.teams.microsoft.us",
    "teams.microsoftonline.cn",
  ],
  words: ["microsoft\\s?teams", "ms\\s?teams", "\\bTeams\\b", "\\bteams[- ](?:meeting|besprechung|call|link)"],
  idDigits: [9, 10, 11, 12, 13, 14, 15, 16],
  form,
};

/** `/meet/ID?p=`, `/l/meetup-join/THREAD/0?context=`, and both behind the launcher page or after `#`. */
function form(link: LinkView): LinkForm | null {
  const { path, query, fragment } = link;
  if (path[0] === "dl" && path[1] === "launcher") return launched(query.get("url"));
  if (path[0] === "light-meetings" && path[1] === "launch") {
    const coords = query.get("coords");
    return coords === null ? null : { meetingId: null, rank: 1, token: true, same: coords };
  }
  if (fragment.startsWith("/") && (path.length === 0 || path[0] === "_" || path[0] === "v2")) return route(fragment);
  return direct(path, query);
}

function direct(path: readonly string[], query: URLSearchParams): LinkForm | null {
  if (path[0] === "meet" && path.length === 2) {
    const id = digitsOf(path[1], 9, 16);
    return id === null ? null : participant(id, { token: query.has("p") });
  }
  if (path[0] !== "l" || path[1] !== "meetup-join" || path[2] === undefined) return null;
  const thread = percentDecode(path[2]);
  if (!/^19:.+@thread\./i.test(thread)) return null;
  // A channel has one thread and many meetings: the number after it tells them apart.
  return participant(null, { token: query.has("context"), same: `${thread}/${path[3] ?? "0"}` });
}

/** The launcher carries the path of the meeting, once more encoded: `/_#/meet/ID?p=…`. */
function launched(inner: string | null): LinkForm | null {
  if (inner === null) return null;
  return route(inner.replace(/^\/?_?#?/, ""));
}

function route(inner: string): LinkForm | null {
  const [path = "", query = ""] = inner.split("?", 2);
  const found = direct(path.split("/").filter(Boolean), new URLSearchParams(query));
  return found === null ? null : { ...found, rank: 1 };
}
