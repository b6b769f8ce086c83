import type { Language } from "../../../domain/room-state.ts";

export interface RoomWords {
  back: string;
  devices: string;
  noDevices: string;
  /** Of an offline room. */
  devicesAway: string;
  shouldHave: (things: string) => string;
  works: string;
  broken: string;
  facts: string;
  version: string;
  address: string;
  group: string;
  tags: string;
  expected: string;
  calendar: string;
  noCalendar: string;
  seen: string;
  unknown: string;
  edit: string;
  editTitle: string;
  save: string;
  name: string;
  building: string;
  floor: string;
  commas: string;
  expectedHint: string;
}

export const roomWords: Record<Language, RoomWords> = {
  en: {
    back: "All rooms",
    devices: "Devices",
    noDevices: "The room has told of no devices.",
    devicesAway: "The room is away: nobody knows which devices it has now.",
    shouldHave: (things) => `Should have: ${things}`,
    works: "works",
    broken: "does not work",
    facts: "About the room",
    version: "Software",
    address: "Network address",
    group: "Group",
    tags: "Tags",
    expected: "Should have",
    calendar: "Calendar read",
    noCalendar: "no calendar",
    seen: "Last seen",
    unknown: "–",
    edit: "Change",
    editTitle: "Change what is known of the room",
    save: "Save",
    name: "Name",
    building: "Building",
    floor: "Floor",
    commas: "Separated by commas",
    expectedHint: "Separated by commas, such as camera, microphone, speaker, display: what is missing is told.",
  },
  zh: {
    back: "所有会议室",
    devices: "设备",
    noDevices: "会议室没有报告任何设备。",
    devicesAway: "会议室不在线：无法得知现有设备。",
    shouldHave: (things) => `应有：${things}`,
    works: "正常",
    broken: "无法工作",
    facts: "关于会议室",
    version: "软件",
    address: "网络地址",
    group: "组",
    tags: "标签",
    expected: "应有设备",
    calendar: "日历读取",
    noCalendar: "没有日历",
    seen: "最后在线",
    unknown: "–",
    edit: "更改",
    editTitle: "更改会议室信息",
    save: "保存",
    name: "名称",
    building: "楼宇",
    floor: "楼层",
    commas: "用逗号分隔",
    expectedHint: "用逗号分隔，例如 camera, microphone, speaker, display：缺少的会提示。",
  },
};
