import type { Language } from "../../../domain/room-state.ts";

export interface ClaimWords {
  title: string;
  intro: string;
  code: string;
  codeHint: string;
  name: string;
  claim: string;
  as: string;
  asNew: string;
  asInstead: string;
  findRoom: string;
  room: string;
  choose: string;
  trustAgain: string;
  replace: string;
  replaceTitle: (name: string) => string;
  replaceConsequence: string;
}

export const claimWords: Record<Language, ClaimWords> = {
  en: {
    title: "Add a room",
    intro: "The panel of a room that belongs to no hub yet shows a code. It is good for 15 minutes and for one room.",
    code: "Code on the room's panel",
    codeHint: "Capital or small letters, with or without hyphens.",
    name: "Name of the room",
    claim: "Connect the room",
    as: "This computer is",
    asNew: "a new room",
    asInstead: "instead of the computer of an existing room",
    findRoom: "Find the room",
    room: "Room",
    choose: "Choose…",
    trustAgain: "The computer is where it belongs: trust it again",
    replace: "Replace the computer",
    replaceTitle: (name) => `Another computer for ${name}`,
    replaceConsequence:
      "The room keeps its name, settings and history. The computer that it has now is cut off at once: its key is revoked.",
  },
  zh: {
    title: "添加会议室",
    intro: "尚未属于任何中心的会议室会在面板上显示一个代码。代码 15 分钟内有效，只能用于一个会议室。",
    code: "会议室面板上的代码",
    codeHint: "大小写均可，可不写连字符。",
    name: "会议室名称",
    claim: "连接会议室",
    as: "这台计算机是",
    asNew: "新的会议室",
    asInstead: "替换现有会议室的计算机",
    findRoom: "查找会议室",
    room: "会议室",
    choose: "请选择…",
    trustAgain: "这台计算机在它应在的地方：重新信任它",
    replace: "更换计算机",
    replaceTitle: (name) => `为 ${name} 更换计算机`,
    replaceConsequence: "会议室保留其名称、设置和历史记录。现有的计算机立即断开：其密钥被吊销。",
  },
};
