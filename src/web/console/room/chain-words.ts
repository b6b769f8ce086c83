import type { Language } from "../../../domain/room-state.ts";
import type { ChainLink, ChainPart } from "./chain-model.ts";

interface ChainWords {
  chain: string;
  links: Record<ChainPart, string>;
  states: Record<ChainLink["state"], string>;
  /** Why a link is broken for which the room names no fault. */
  breaks: Record<ChainPart, string>;
  chainWhole: string;
  chainUnknown: string;
  chainOffline: string;
  chainBroken: (link: string, why: string) => string;
}

export const chainWords: Record<Language, ChainWords> = {
  en: {
    chain: "From the hub to the meeting",
    links: {
      hub: "Link to the hub",
      computer: "Room computer",
      calendar: "Calendar",
      camera: "Camera",
      microphone: "Microphone",
      speaker: "Speaker",
      display: "Display",
      meetingServer: "Meeting server",
    },
    states: { works: "works", broken: "broken", unused: "none", unknown: "not known" },
    breaks: {
      hub: "no connection",
      computer: "it does not work",
      calendar: "it was not read for a while",
      camera: "none works",
      microphone: "none works",
      speaker: "none works",
      display: "none works",
      meetingServer: "it does not answer",
    },
    chainWhole: "No broken link is known.",
    chainUnknown: "The room has not connected yet: nothing is known.",
    chainOffline: "Nothing behind the hub is known until the room is back.",
    chainBroken: (link, why) => `The chain is broken at: ${link}${why === "" ? "." : ` – ${why}.`}`,
  },
  zh: {
    chain: "从中心到会议",
    links: {
      hub: "与中心的连接",
      computer: "会议室电脑",
      calendar: "日历",
      camera: "摄像头",
      microphone: "麦克风",
      speaker: "扬声器",
      display: "显示屏",
      meetingServer: "会议服务器",
    },
    states: { works: "正常", broken: "中断", unused: "无", unknown: "未知" },
    breaks: {
      hub: "没有连接",
      computer: "无法工作",
      calendar: "已有一段时间未读取",
      camera: "没有可用设备",
      microphone: "没有可用设备",
      speaker: "没有可用设备",
      display: "没有可用设备",
      meetingServer: "没有响应",
    },
    chainWhole: "未发现中断的环节。",
    chainUnknown: "会议室尚未连接：没有任何信息。",
    chainOffline: "会议室恢复连接之前，其后的情况未知。",
    chainBroken: (link, why) => `中断的环节：${link}${why === "" ? "。" : `，${why}。`}`,
  },
};
