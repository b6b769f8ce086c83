import type { Language } from "../../../domain/room-state.ts";
import type { KeyState } from "./people-model.ts";

export interface PeopleWords {
  title: string;
  tabs: Record<"people" | "partners" | "keys" | "provider" | "livekit", string>;
  name: string;
  email: string;
  role: string;
  you: string;
  findPerson: string;
  nobody: string;
  roles: Record<string, string>;
  roleHints: Record<string, string>;
  invite: string;
  inviteTitle: string;
  linkTitle: string;
  linkHint: (who: string) => string;
  changeRole: string;
  save: string;
  reset: string;
  resetQuestion: (who: string) => string;
  resetConsequence: string;
  remove: string;
  removeQuestion: (who: string) => string;
  removeConsequence: string;
  grantsNone: string;
  grantsNoneHint: string;
  partnersNone: string;
  partnersNoneHint: string;
  partner: string;
  sees: string;
  kinds: Record<string, string>;
  since: string;
  assign: string;
  assignTitle: string;
  what: string;
  findRoom: string;
  choose: string;
  revoke: string;
  revokeGrantQuestion: (who: string, what: string) => string;
  revokeGrantConsequence: string;
  keysNone: string;
  keysNoneHint: string;
  keyMake: string;
  keyName: string;
  keyTitle: string;
  keyHint: string;
  scopes: string;
  permissions: Record<string, string>;
  made: string;
  by: string;
  expires: string;
  lives: Record<"30" | "90" | "365" | "never", string>;
  never: string;
  state: string;
  states: Record<KeyState, string>;
  revokeKeyQuestion: (name: string) => string;
  revokeKeyConsequence: string;
  ownerOnly: string;
  ownerOnlyHint: string;
  providerHint: string;
  redirect: string;
  redirectHint: string;
  issuer: string;
  issuerHint: string;
  clientId: string;
  clientSecret: string;
  secretKept: string;
  secretHint: string;
  domains: string;
  domainsHint: string;
  newcomers: string;
  newcomersNone: string;
  unverified: string;
  providerSave: string;
  saved: string;
  providerRemove: string;
  providerRemoveQuestion: string;
  providerRemoveConsequence: string;
  livekitHint: string;
  livekitNone: string;
  url: string;
  apiKey: string;
  apiSecret: string;
  apiSecretHint: string;
}

export const peopleWords: Record<Language, PeopleWords> = {
  en: {
    title: "People and keys",
    tabs: {
      people: "People",
      partners: "Partners’ rooms",
      keys: "API keys",
      provider: "Identity provider",
      livekit: "LiveKit server",
    },
    name: "Name",
    email: "E-mail address",
    role: "Role",
    you: "you",
    findPerson: "Find somebody",
    nobody: "Nobody fits.",
    roles: {
      owner: "Owner",
      administrator: "Administrator",
      operator: "Operator",
      viewer: "Viewer",
      partner: "Partner",
    },
    roleHints: {
      owner: "Everything, owners and the identity provider included.",
      administrator: "Everything but owners and the identity provider.",
      operator: "Sees all, acts on rooms, silences alerts.",
      viewer: "Sees rooms, configuration and alerts.",
      partner: "From outside: sees and helps the rooms that are assigned, nothing else.",
    },
    invite: "Invite",
    inviteTitle: "Invite somebody",
    linkTitle: "One-time link",
    linkHint: (who) => `Hand it to ${who} on a safe way. It works once.`,
    changeRole: "Change role",
    save: "Save",
    reset: "New credentials",
    resetQuestion: (who) => `New credentials for ${who}?`,
    resetConsequence:
      "You get a one-time link for somebody who lost password, code or passkey. When it is used, all old credentials and sessions end.",
    remove: "Take out",
    removeQuestion: (who) => `Take ${who} out of the organisation?`,
    removeConsequence: "It counts at once, also for pages that are open now.",
    grantsNone: "No rooms are assigned to partners",
    grantsNoneHint: "A partner sees nothing until a site, a group or a room is assigned.",
    partnersNone: "There are no partners",
    partnersNoneHint: "Invite somebody with the role Partner first; then assign rooms here.",
    partner: "Partner",
    sees: "Sees",
    kinds: { site: "Site", group: "Group", room: "Room" },
    since: "Since",
    assign: "Assign",
    assignTitle: "Assign rooms to a partner",
    what: "What",
    findRoom: "Find a room",
    choose: "Choose",
    revoke: "Revoke",
    revokeGrantQuestion: (who, what) => `Take ${what} from ${who}?`,
    revokeGrantConsequence: "It counts at once, also for pages that are open now.",
    keysNone: "There are no API keys",
    keysNoneHint:
      "Programs use keys instead of people’s sign-ins. Make one for each program, with no more than it needs.",
    keyMake: "Make a key",
    keyName: "Name",
    keyTitle: "Secret of the key",
    keyHint: "The program sends it as Authorization: Bearer.",
    scopes: "May",
    permissions: {
      "rooms:read": "See rooms",
      "rooms:watch": "Look at panels",
      "rooms:act": "Act on rooms",
      "rooms:write": "Change rooms and sites",
      "settings:read": "See configuration",
      "settings:write": "Change configuration",
      "alerts:read": "See alerts",
      "alerts:write": "Silence alerts",
      "audit:read": "Read the audit log",
      "people:read": "See people",
      "people:write": "Change people",
      "keys:write": "Make and revoke keys",
      "trust:write": "Change trust and LiveKit",
    },
    made: "Made",
    by: "by",
    expires: "Ends",
    lives: { "30": "After 30 days", "90": "After 90 days", "365": "After a year", never: "Never" },
    never: "never",
    state: "State",
    states: { good: "Valid", ended: "Ended", revoked: "Revoked" },
    revokeKeyQuestion: (name) => `Revoke the key “${name}”?`,
    revokeKeyConsequence: "Programs that use it are refused at once. It cannot be made valid again.",
    ownerOnly: "Only an owner sets up the identity provider",
    ownerOnlyHint: "Whoever does can become anybody in the organisation. Ask an owner.",
    providerHint: "People of your domains sign in with your own provider (OpenID Connect).",
    redirect: "Redirect address to register at the provider",
    redirectHint: "Exactly as it is here.",
    issuer: "Issuer",
    issuerHint: "Such as https://login.example/tenant. It is tried before it is kept.",
    clientId: "Client id",
    clientSecret: "Client secret",
    secretKept: "One is kept; empty leaves it.",
    secretHint: "Empty for a public client.",
    domains: "Domains",
    domainsHint: "Of e-mail addresses, with commas between them.",
    newcomers: "People whom nobody invited",
    newcomersNone: "Are not let in",
    unverified: "Believe addresses that the provider does not call verified",
    providerSave: "Try and save",
    saved: "Saved.",
    providerRemove: "Remove the provider",
    providerRemoveQuestion: "Remove the identity provider?",
    providerRemoveConsequence:
      "Sessions that it vouched for end at once. People without another way to sign in are locked out.",
    livekitHint: "The hub signs the rooms’ tokens for this server, so that no room holds its secret.",
    livekitNone: "None is set: rooms that get their meetings from the hub cannot join.",
    url: "Address",
    apiKey: "API key",
    apiSecret: "API secret",
    apiSecretHint: "Kept encrypted and never shown again.",
  },
  zh: {
    title: "人员与密钥",
    tabs: {
      people: "人员",
      partners: "合作伙伴的会议室",
      keys: "API 密钥",
      provider: "身份提供方",
      livekit: "LiveKit 服务器",
    },
    name: "姓名",
    email: "电子邮箱",
    role: "角色",
    you: "您",
    findPerson: "查找人员",
    nobody: "没有符合条件的人员。",
    roles: { owner: "所有者", administrator: "管理员", operator: "操作员", viewer: "查看者", partner: "合作伙伴" },
    roleHints: {
      owner: "所有权限，包括所有者和身份提供方。",
      administrator: "除所有者和身份提供方外的所有权限。",
      operator: "查看全部、操作会议室、静默告警。",
      viewer: "查看会议室、配置和告警。",
      partner: "外部人员：只能查看和协助分配给其的会议室。",
    },
    invite: "邀请",
    inviteTitle: "邀请人员",
    linkTitle: "一次性链接",
    linkHint: (who) => `请通过安全途径交给 ${who}。仅可使用一次。`,
    changeRole: "更改角色",
    save: "保存",
    reset: "重设凭据",
    resetQuestion: (who) => `为 ${who} 重设凭据？`,
    resetConsequence: "您将获得一个一次性链接，供丢失密码、验证码或通行密钥的人使用。使用后，所有旧凭据和会话失效。",
    remove: "移除",
    removeQuestion: (who) => `将 ${who} 移出组织？`,
    removeConsequence: "立即生效，包括当前打开的页面。",
    grantsNone: "没有会议室分配给合作伙伴",
    grantsNoneHint: "在分配地点、分组或会议室之前，合作伙伴看不到任何内容。",
    partnersNone: "没有合作伙伴",
    partnersNoneHint: "请先以“合作伙伴”角色邀请人员，然后在此分配会议室。",
    partner: "合作伙伴",
    sees: "可查看",
    kinds: { site: "地点", group: "分组", room: "会议室" },
    since: "开始",
    assign: "分配",
    assignTitle: "向合作伙伴分配会议室",
    what: "内容",
    findRoom: "查找会议室",
    choose: "请选择",
    revoke: "撤销",
    revokeGrantQuestion: (who, what) => `收回 ${who} 的 ${what}？`,
    revokeGrantConsequence: "立即生效，包括当前打开的页面。",
    keysNone: "没有 API 密钥",
    keysNoneHint: "程序使用密钥而不是人员登录。请为每个程序创建一个，仅授予所需权限。",
    keyMake: "创建密钥",
    keyName: "名称",
    keyTitle: "密钥内容",
    keyHint: "程序以 Authorization: Bearer 发送。",
    scopes: "权限",
    permissions: {
      "rooms:read": "查看会议室",
      "rooms:watch": "查看面板",
      "rooms:act": "操作会议室",
      "rooms:write": "更改会议室和地点",
      "settings:read": "查看配置",
      "settings:write": "更改配置",
      "alerts:read": "查看告警",
      "alerts:write": "静默告警",
      "audit:read": "读取审计日志",
      "people:read": "查看人员",
      "people:write": "更改人员",
      "keys:write": "创建和吊销密钥",
      "trust:write": "更改信任和 LiveKit",
    },
    made: "创建",
    by: "由",
    expires: "到期",
    lives: { "30": "30 天后", "90": "90 天后", "365": "一年后", never: "永不" },
    never: "永不",
    state: "状态",
    states: { good: "有效", ended: "已到期", revoked: "已吊销" },
    revokeKeyQuestion: (name) => `吊销密钥“${name}”？`,
    revokeKeyConsequence: "使用它的程序将立即被拒绝。无法恢复。",
    ownerOnly: "只有所有者可以设置身份提供方",
    ownerOnlyHint: "设置者可以成为组织中的任何人。请联系所有者。",
    providerHint: "您的域中的人员通过您自己的提供方登录（OpenID Connect）。",
    redirect: "在提供方登记的重定向地址",
    redirectHint: "须与此处完全一致。",
    issuer: "颁发者",
    issuerHint: "例如 https://login.example/tenant。保存前会先尝试。",
    clientId: "客户端 ID",
    clientSecret: "客户端密钥",
    secretKept: "已保存；留空则保持不变。",
    secretHint: "公共客户端请留空。",
    domains: "域",
    domainsHint: "电子邮箱的域，用逗号分隔。",
    newcomers: "未被邀请的人员",
    newcomersNone: "不允许进入",
    unverified: "相信提供方未标记为已验证的邮箱",
    providerSave: "尝试并保存",
    saved: "已保存。",
    providerRemove: "移除提供方",
    providerRemoveQuestion: "移除身份提供方？",
    providerRemoveConsequence: "由其担保的会话立即结束。没有其他登录方式的人员将无法登录。",
    livekitHint: "中心为此服务器签署会议室的令牌，因此会议室不持有密钥。",
    livekitNone: "未设置：通过中心获取会议的会议室无法加入。",
    url: "地址",
    apiKey: "API 密钥",
    apiSecret: "API 密文",
    apiSecretHint: "加密保存，不再显示。",
  },
};
