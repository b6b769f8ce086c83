import type { Language } from "../../../domain/room-state.ts";

export interface FrameWords {
  menu: string;
  skip: string;
  sections: {
    rooms: string;
    sites: string;
    claim: string;
    settings: string;
    "roll-outs": string;
    alerts: string;
    audit: string;
    people: string;
    account: string;
  };
  organisation: string;
  signOut: string;
  language: string;
  colours: string;
  themes: Record<"system" | "light" | "dark", string>;
  nothingHere: string;
  nothingHereHint: string;
  toFirst: string;
  notYours: string;
  notYoursHint: string;
  noOrganisation: string;
  noOrganisationHint: string;
  notLoaded: string;
  loadAgain: string;
}

export const frameWords: Record<Language, FrameWords> = {
  en: {
    menu: "Pages",
    skip: "Skip to the page",
    sections: {
      rooms: "Rooms",
      sites: "Sites",
      claim: "Add a room",
      settings: "Configuration",
      "roll-outs": "Roll-outs",
      alerts: "Alerts",
      audit: "Audit log",
      people: "People and keys",
      account: "Your account",
    },
    organisation: "Organisation",
    signOut: "Sign out",
    language: "Language",
    colours: "Colours",
    themes: { system: "System", light: "Light", dark: "Dark" },
    nothingHere: "There is nothing at this address",
    nothingHereHint: "The link may be old, or a letter is missing.",
    toFirst: "Go to the first page",
    notYours: "This page is not open to you",
    notYoursHint: "Your role does not include it. An administrator of the organisation can change that.",
    noOrganisation: "You do not belong to this organisation",
    noOrganisationHint: "Ask its administrator for an invitation, or open another organisation.",
    notLoaded: "This page could not be loaded. The hub may have been updated in the meantime.",
    loadAgain: "Load again",
  },
  zh: {
    menu: "页面",
    skip: "跳到页面内容",
    sections: {
      rooms: "会议室",
      sites: "地点",
      claim: "添加会议室",
      settings: "配置",
      "roll-outs": "发布",
      alerts: "告警",
      audit: "审计日志",
      people: "人员与密钥",
      account: "您的账户",
    },
    organisation: "组织",
    signOut: "退出登录",
    language: "语言",
    colours: "颜色",
    themes: { system: "系统", light: "浅色", dark: "深色" },
    nothingHere: "这个地址没有内容",
    nothingHereHint: "链接可能已过期，或缺少字符。",
    toFirst: "前往首页",
    notYours: "您无权打开此页面",
    notYoursHint: "您的角色不包含此权限。组织的管理员可以更改。",
    noOrganisation: "您不属于这个组织",
    noOrganisationHint: "请向其管理员索取邀请，或打开其他组织。",
    notLoaded: "无法加载此页面。中心可能刚刚更新。",
    loadAgain: "重新加载",
  },
};
