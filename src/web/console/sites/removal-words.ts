import type { Language } from "../../../domain/room-state.ts";
import type { PlaceObstacle } from "../../../protocol/hub/shown-places.ts";
import { chinese, some } from "./words.ts";

type Kinds<T> = Record<"site" | "group", T>;

export interface RemovalWords {
  ask: string;
  title: Kinds<(name: string) => string>;
  remove: Kinds<string>;
  to: string;
  nowhere: Kinds<string>;
  lookAgain: string;
  obstacles: Record<PlaceObstacle, string>;
  empty: string;
  lose: Kinds<(rooms: number) => string>;
  move: (rooms: number, to: string) => string;
  names: (names: string[], more: number) => string;
  groups: (names: string[]) => string;
  ownSettings: string;
  noChanges: string;
  changes: (rooms: number) => string;
  rooms: (count: number) => string;
}

const rooms = (count: number) => some(count, "room", "rooms");

export const removalWords: Record<Language, RemovalWords> = {
  en: {
    ask: "Remove…",
    title: { site: (name) => `Remove the site ${name}`, group: (name) => `Remove the group ${name}` },
    remove: { site: "Remove the site", group: "Remove the group" },
    to: "Its rooms go to",
    nowhere: { site: "no site", group: "no group" },
    lookAgain: "Look again",
    obstacles: {
      "rolling-out": "It cannot go now: a roll-out of its settings is under way. Let it end, or cancel it, first.",
      granted: "It cannot go now: a partner has been assigned it. Revoke that first, under People.",
    },
    empty: "No room is in it.",
    lose: {
      site: (count) => `${rooms(count)} will be without a site; they stay, with their history.`,
      group: (count) => `${rooms(count)} will be in no group; they stay, with their history.`,
    },
    move: (count, to) => `${rooms(count)} will go to ${to}, with their history.`,
    names: (names, more) => `${names.join(", ")}${more > 0 ? ` and ${more.toLocaleString("en")} more` : ""}`,
    groups: (names) => `These groups go there, too: ${names.join(", ")}.`,
    ownSettings: "Its own settings go with it. They stay in the audit log.",
    noChanges: "No setting changes in any room.",
    changes: (count) => `In ${rooms(count)} settings change, between meetings:`,
    rooms,
  },
  zh: {
    ask: "删除…",
    title: { site: (name) => `删除地点 ${name}`, group: (name) => `删除分组 ${name}` },
    remove: { site: "删除地点", group: "删除分组" },
    to: "其会议室移至",
    nowhere: { site: "无地点", group: "无分组" },
    lookAgain: "重新查看",
    obstacles: {
      "rolling-out": "目前无法删除：其设置正在分批应用。请先等待结束或取消。",
      granted: "目前无法删除：已分配给合作伙伴。请先在“人员”中撤销。",
    },
    empty: "其中没有会议室。",
    lose: {
      site: (count) => `${chinese(count)} 间会议室将没有地点；会议室及其历史记录保留。`,
      group: (count) => `${chinese(count)} 间会议室将不属于任何分组；会议室及其历史记录保留。`,
    },
    move: (count, to) => `${chinese(count)} 间会议室将移至 ${to}，历史记录保留。`,
    names: (names, more) => `${names.join("、")}${more > 0 ? ` 等，另有 ${chinese(more)} 间` : ""}`,
    groups: (names) => `以下分组也一并移动：${names.join("、")}。`,
    ownSettings: "其自身的设置将一并删除，审计日志中会保留。",
    noChanges: "所有会议室的设置均不变。",
    changes: (count) => `${chinese(count)} 间会议室的设置会变化，在会议之间生效：`,
    rooms: (count) => `${chinese(count)} 间会议室`,
  },
};
