import type { Language } from "../../../domain/room-state.ts";

export interface ClaimWords {
  title: string;
  intro: string;
  code: string;
  codeHint: string;
  name: string;
  claim: string;
}

export const claimWords: Record<Language, ClaimWords> = {
  en: {
    title: "Add a room",
    intro: "The panel of a room that belongs to no hub yet shows a code. It is good for 15 minutes and for one room.",
    code: "Code on the room's panel",
    codeHint: "Capital or small letters, with or without hyphens.",
    name: "Name of the room",
    claim: "Connect the room",
  },
  zh: {
    title: "添加会议室",
    intro: "尚未属于任何中心的会议室会在面板上显示一个代码。代码 15 分钟内有效，只能用于一个会议室。",
    code: "会议室面板上的代码",
    codeHint: "大小写均可，可不写连字符。",
    name: "会议室名称",
    claim: "连接会议室",
  },
};
