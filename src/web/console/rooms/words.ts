import type { Language } from "../../../domain/room-state.ts";

export interface RoomsWords {
  title: string;
  list: string;
  search: string;
  searchHint: string;
  help: string;
  helpIntro: string;
  helpWords: readonly (readonly [string, string])[];
  filters: Record<"all" | "meeting" | "idle" | "offline" | "fault" | "never", string>;
  filtersLabel: string;
  columns: Record<"state" | "name" | "wrong" | "since" | "meeting" | "devices" | "version" | "place", string>;
  more: (count: number) => string;
  inJoining: string;
  devices: (working: number, all: number) => string;
  changes: (count: number) => string;
  found: (count: number) => string;
  notLive: string;
  none: string;
  noneHint: string;
  noneFit: string;
  noneFitHint: string;
  clear: string;
  views: string;
  sites: string;
  givenViews: Record<"all" | "trouble" | "offline" | "drift" | "missing" | "never", string>;
  keepView: string;
  viewName: string;
  keep: string;
  removeView: (name: string) => string;
  add: string;
  addHint: string;
  name: string;
  claim: string;
  exportCsv: string;
  importCsv: string;
  importHint: string;
  file: string;
  preview: string;
  previewTitle: string;
  created: (count: number) => string;
  changed: (count: number) => string;
  unchanged: (count: number) => string;
  newSites: (names: string) => string;
  newGroups: (names: string) => string;
  nothingToDo: string;
  importNow: string;
  imported: string;
  done: string;
}

const english: RoomsWords = {
  title: "Rooms",
  list: "Rooms",
  search: "Search rooms",
  searchHint: "Name, site or tag; or offline, fault:camera, model:rally…",
  help: "Words of the search",
  helpIntro:
    "All words must fit. A minus before a word turns it round; quotation marks keep words together; of a site, building or group they mean the whole name.",
  helpWords: [
    ["trouble", "offline, faults, or expected devices missing"],
    ["offline", "no connection"],
    ["meeting", "in a meeting now"],
    ["fault", "with faults"],
    ["fault:camera", "with this fault"],
    ["missing:speaker", "without this expected device"],
    ["model:rally", "with this device"],
    ["drift", "not as configured"],
    ["tag:board", "with this tag"],
    ['site:"North Tower"', "at this site"],
    ["building:A", "in this building"],
    ["floor:3", "on this floor"],
    ["group:huddle", "in this group"],
    ["version:0.1", "with this software"],
    ["-offline", "not offline"],
  ],
  filters: {
    all: "All",
    meeting: "In a meeting",
    idle: "Idle",
    offline: "Offline",
    fault: "Fault",
    never: "Never seen",
  },
  filtersLabel: "Show only",
  columns: {
    state: "State",
    name: "Room",
    wrong: "What is wrong",
    since: "Since",
    meeting: "Meeting now",
    devices: "Devices",
    version: "Version",
    place: "Place",
  },
  more: (count) => `+${count}`,
  inJoining: "joining…",
  devices: (working, all) => `${working} of ${all} devices work`,
  changes: (count) => (count === 1 ? "1 change – show" : `${count} changes – show`),
  found: (count) => (count === 1 ? "1 room" : `${count} rooms`),
  notLive: "Not live: the connection to the hub is interrupted. What is shown may be old.",
  none: "No rooms yet",
  noneHint: "Add the first one with the code that its panel shows, or import a sheet of rooms.",
  noneFit: "No room fits",
  noneFitHint: "Take a word out of the search, or show all rooms.",
  clear: "Show all rooms",
  views: "Views",
  sites: "Sites",
  givenViews: {
    all: "All rooms",
    trouble: "Trouble",
    offline: "Offline",
    drift: "Not as configured",
    missing: "Devices missing",
    never: "Never seen",
  },
  keepView: "Keep this search",
  viewName: "Name of the view",
  keep: "Keep",
  removeView: (name) => `Remove the view ${name}`,
  add: "Add a room",
  addHint: "The room is listed at once. Its computer is connected later, with the code that the panel shows.",
  name: "Name",
  claim: "Connect with a code",
  exportCsv: "Export CSV",
  importCsv: "Import CSV",
  importHint:
    "Columns: id, name, site, group, building, floor, tags, expected. Rows with an id, or with the name of a room at its site, change that room; others are added. An exported sheet fits.",
  file: "CSV file",
  preview: "Preview",
  previewTitle: "What would happen",
  created: (count) => (count === 1 ? "1 room is added" : `${count} rooms are added`),
  changed: (count) => (count === 1 ? "1 room is changed" : `${count} rooms are changed`),
  unchanged: (count) => `${count} stay as they are`,
  newSites: (names) => `New sites: ${names}`,
  newGroups: (names) => `New groups: ${names}`,
  nothingToDo: "The sheet changes nothing.",
  importNow: "Import",
  imported: "Imported.",
  done: "Done",
};

const chinese: RoomsWords = {
  title: "会议室",
  list: "会议室",
  search: "搜索会议室",
  searchHint: "名称、地点或标签；或 offline、fault:camera、model:rally…",
  help: "搜索用语",
  helpIntro: "所有词都必须符合。词前加减号表示相反；引号把多个词连在一起；用于地点、楼宇或组时表示完整名称。",
  helpWords: [
    ["trouble", "离线、有故障或缺少应有设备"],
    ["offline", "没有连接"],
    ["meeting", "正在开会"],
    ["fault", "有故障"],
    ["fault:camera", "有此故障"],
    ["missing:speaker", "缺少此应有设备"],
    ["model:rally", "有此设备"],
    ["drift", "与配置不符"],
    ["tag:board", "有此标签"],
    ['site:"North Tower"', "在此地点"],
    ["building:A", "在此楼"],
    ["floor:3", "在此楼层"],
    ["group:huddle", "在此组"],
    ["version:0.1", "使用此软件版本"],
    ["-offline", "没有离线"],
  ],
  filters: { all: "全部", meeting: "会议中", idle: "空闲", offline: "离线", fault: "故障", never: "从未连接" },
  filtersLabel: "只显示",
  columns: {
    state: "状态",
    name: "会议室",
    wrong: "问题",
    since: "时间",
    meeting: "当前会议",
    devices: "设备",
    version: "版本",
    place: "位置",
  },
  more: (count) => `+${count}`,
  inJoining: "正在加入…",
  devices: (working, all) => `${all} 个设备中 ${working} 个正常`,
  changes: (count) => `${count} 处变化 – 显示`,
  found: (count) => `${count} 个会议室`,
  notLive: "非实时：与中心的连接已中断。显示的内容可能已过时。",
  none: "还没有会议室",
  noneHint: "用会议室面板上显示的代码添加第一个，或导入会议室表格。",
  noneFit: "没有符合的会议室",
  noneFitHint: "从搜索中去掉一个词，或显示所有会议室。",
  clear: "显示所有会议室",
  views: "视图",
  sites: "地点",
  givenViews: {
    all: "所有会议室",
    trouble: "有问题",
    offline: "离线",
    drift: "与配置不符",
    missing: "缺少设备",
    never: "从未连接",
  },
  keepView: "保存此搜索",
  viewName: "视图名称",
  keep: "保存",
  removeView: (name) => `删除视图 ${name}`,
  add: "添加会议室",
  addHint: "会议室立即列出。稍后用面板显示的代码连接其主机。",
  name: "名称",
  claim: "用代码连接",
  exportCsv: "导出 CSV",
  importCsv: "导入 CSV",
  importHint:
    "列：id、name、site、group、building、floor、tags、expected。有 id 的行，或名称与该地点某会议室相同的行，会更改该会议室；其余为新增。导出的表格可直接使用。",
  file: "CSV 文件",
  preview: "预览",
  previewTitle: "将会发生的更改",
  created: (count) => `新增 ${count} 个会议室`,
  changed: (count) => `更改 ${count} 个会议室`,
  unchanged: (count) => `${count} 个保持不变`,
  newSites: (names) => `新地点：${names}`,
  newGroups: (names) => `新组：${names}`,
  nothingToDo: "此表格没有任何更改。",
  importNow: "导入",
  imported: "已导入。",
  done: "完成",
};

export const roomsWords: Record<Language, RoomsWords> = { en: english, zh: chinese };
