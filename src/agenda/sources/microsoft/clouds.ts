/** Where a Microsoft cloud signs in, and where its Graph is. */
export interface Cloud {
  login: string;
  graph: string;
}

export type CloudName = "global" | "usgov" | "usgov-high" | "china";

export const clouds: Readonly<Record<CloudName, Cloud>> = {
  global: { login: "https://login.microsoftonline.com", graph: "https://graph.microsoft.com" },
  usgov: { login: "https://login.microsoftonline.us", graph: "https://graph.microsoft.us" },
  "usgov-high": { login: "https://login.microsoftonline.us", graph: "https://dod-graph.microsoft.us" },
  china: { login: "https://login.partner.microsoftonline.cn", graph: "https://microsoftgraph.chinacloudapi.cn" },
};
