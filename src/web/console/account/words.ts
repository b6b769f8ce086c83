import type { Language } from "../../../domain/room-state.ts";

interface AccountWords {
  title: string;
  you: string;
  name: string;
  email: string;
  emailHint: string;
  save: string;
  saved: string;
  member: string;
  roles: Record<string, string>;
  looks: string;
  looksHint: string;
  passkeys: string;
  passkeysHint: string;
  passkeysNever: string;
  noPasskeys: string;
  passkeyName: string;
  added: string;
  used: string;
  never: string;
  add: string;
  notGiven: string;
  remove: string;
  removeQuestion: (name: string) => string;
  removeConsequence: string;
}

export const accountWords: Record<Language, AccountWords> = {
  en: {
    title: "Your account",
    you: "You",
    name: "Name",
    email: "E-mail address",
    emailHint: "You sign in with it. An administrator invites you again for another one.",
    save: "Save",
    saved: "Saved.",
    member: "Organisations",
    roles: {
      owner: "Owner",
      administrator: "Administrator",
      operator: "Operator",
      viewer: "Viewer",
      partner: "Partner",
    },
    looks: "Language and colours",
    looksHint: "Kept in this browser.",
    passkeys: "Passkeys",
    passkeysHint:
      "They sign you in with fingerprint, face or PIN of a device. Have two, so that a lost one locks you out of nothing.",
    passkeysNever: "This browser makes no passkeys here. Open the hub by its name, not by its number.",
    noPasskeys: "You have none. You sign in with password and code, or through your organisation.",
    passkeyName: "Name of the new passkey",
    added: "Added",
    used: "Last used",
    never: "never",
    add: "Add a passkey",
    notGiven: "No passkey was made. Nothing was changed; try again.",
    remove: "Remove",
    removeQuestion: (name) => `Remove ${name}?`,
    removeConsequence: "It signs you in no more, from now on. Sessions that are open stay open.",
  },
  zh: {
    title: "您的账户",
    you: "您",
    name: "姓名",
    email: "电子邮箱",
    emailHint: "您用它登录。如需更换，请管理员重新邀请您。",
    save: "保存",
    saved: "已保存。",
    member: "组织",
    roles: {
      owner: "所有者",
      administrator: "管理员",
      operator: "操作员",
      viewer: "查看者",
      partner: "合作伙伴",
    },
    looks: "语言与颜色",
    looksHint: "保存在此浏览器中。",
    passkeys: "通行密钥",
    passkeysHint: "用设备的指纹、面容或 PIN 登录。请准备两个，以免丢失一个后无法登录。",
    passkeysNever: "此浏览器无法在此创建通行密钥。请用名称而不是数字地址打开中心。",
    noPasskeys: "您还没有通行密钥。您使用密码和验证码登录，或通过组织登录。",
    passkeyName: "新通行密钥的名称",
    added: "添加于",
    used: "上次使用",
    never: "从未",
    add: "添加通行密钥",
    notGiven: "没有创建通行密钥。没有任何更改；请重试。",
    remove: "移除",
    removeQuestion: (name) => `移除 ${name}？`,
    removeConsequence: "从现在起不能再用它登录。已打开的会话不受影响。",
  },
};
