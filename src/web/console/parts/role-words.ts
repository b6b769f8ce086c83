import type { Language } from "../../../domain/room-state.ts";

export interface RoleWords {
  /** Of one person, within a sentence. */
  one: Record<string, string>;
  many: Record<string, string>;
  /** What is not allowed, as the beginning of a sentence, by permission. */
  doing: Record<string, string>;
  onlyFor: (doing: string, roles: string, own: string) => string;
}

export const roleWords: Record<Language, RoleWords> = {
  en: {
    one: {
      owner: "an owner",
      administrator: "an administrator",
      operator: "an operator",
      viewer: "a viewer",
      partner: "a partner",
    },
    many: {
      owner: "owners",
      administrator: "administrators",
      operator: "operators",
      viewer: "viewers",
      partner: "partners",
    },
    doing: {
      "rooms:watch": "Looking at a room's panel",
      "rooms:act": "Asking a room to do something",
      "rooms:write": "Changing rooms, sites and groups",
      "settings:write": "Changing configuration, alert rules and channels",
      "alerts:write": "Silencing alerts",
      "trust:write": "Revoking and retiring rooms",
      "people:read": "Seeing people",
      "audit:read": "Reading the audit log",
    },
    onlyFor: (doing, roles, own) => `${doing} is for ${roles}. You are ${own} here.`,
  },
  zh: {
    one: { owner: "所有者", administrator: "管理员", operator: "操作员", viewer: "查看者", partner: "合作伙伴" },
    many: { owner: "所有者", administrator: "管理员", operator: "操作员", viewer: "查看者", partner: "合作伙伴" },
    doing: {
      "rooms:watch": "查看会议室面板",
      "rooms:act": "操作会议室",
      "rooms:write": "更改会议室、地点和组",
      "settings:write": "更改配置、告警规则和通知渠道",
      "alerts:write": "静默告警",
      "trust:write": "吊销和停用会议室",
      "people:read": "查看人员",
      "audit:read": "查看审计日志",
    },
    onlyFor: (doing, roles, own) => `${doing}仅限${roles}。您在此是${own}。`,
  },
};
