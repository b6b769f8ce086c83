import type { AssistedService } from "./service.ts";
import { zoomPage } from "./zoom.ts";

/**
 * What the services' web clients ask of people, as far as it is documented or was reported in 2026. Hosts decide much of it
 * (sign-in, lobby, a check that a person is there): what depends on them is a "may".
 */
export const assistedServices: readonly AssistedService[] = [
  {
    id: "zoom",
    page: zoomPage,
    hosts: ["*.zoom.us", "*.zoom.com", "*.zoom.com.cn", "*.zoomgov.com", "*.zoom-x.de"],
    needs: ["recent-browser", "human-check", "sign-in-maybe", "admission"],
    limits: ["reduced"],
  },
  {
    id: "teams",
    hosts: ["*.teams.microsoft.com", "*.teams.live.com", "*.teams.cloud.microsoft", "*.teams.microsoft.us"],
    needs: ["browser-link", "recent-browser", "human-check", "sign-in-maybe", "admission"],
    limits: ["reduced"],
  },
  { id: "meet", hosts: ["meet.google.com"], needs: ["recent-browser", "sign-in-maybe", "admission"] },
  {
    id: "webex",
    hosts: ["*.webex.com", "*.webex.com.cn"],
    needs: ["browser-link", "recent-browser", "sign-in-maybe", "admission"],
    limits: ["reduced"],
  },
  { id: "jitsi", hosts: ["meet.jit.si", "8x8.vc"], needs: ["sign-in-maybe", "admission"] },
  { id: "bigbluebutton", hosts: [], needs: ["admission"] },
  { id: "nextcloud-talk", hosts: [], needs: ["admission"] },
  { id: "whereby", hosts: ["*.whereby.com"], needs: ["admission"] },
  { id: "element-call", hosts: ["call.element.io"], needs: [] },
  { id: "goto", hosts: ["*.goto.com", "*.gotomeeting.com"], needs: ["browser-link", "admission"], limits: ["reduced"] },
  {
    id: "ringcentral",
    hosts: ["*.ringcentral.com"],
    needs: ["browser-link", "sign-in-maybe", "admission"],
    limits: ["reduced"],
  },
  ...["tencent", "voov"].map((id) => ({
    id,
    hosts: ["meeting.tencent.com", "*.voovmeeting.com"],
    needs: ["browser-link", "sign-in-maybe"] as const,
    limits: ["unproven", "reduced"] as const,
  })),
  ...["feishu", "lark"].map((id) => ({
    id,
    hosts: ["*.feishu.cn", "*.larksuite.com", "*.larkoffice.com"],
    needs: ["browser-link", "sign-in-maybe", "admission"] as const,
    limits: ["unproven", "reduced"] as const,
  })),
  { id: "dingtalk", hosts: ["*.dingtalk.com"], needs: ["browser-link", "sign-in"], limits: ["unproven", "reduced"] },
];

/** A service that nobody has described: its link is opened, and people are told that we do not know. */
export const unknownService: Omit<AssistedService, "id"> = {
  hosts: [],
  needs: ["sign-in-maybe"],
  limits: ["unproven"],
};
