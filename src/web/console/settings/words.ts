import type { Language } from "../../../domain/room-state.ts";
import type { ScopeKind } from "../../../protocol/hub/shown-settings.ts";

interface SettingsWords {
  title: string;
  partner: string;
  partnerHint: string;
  scopes: string;
  gone: string;
  goneHint: string;
  kinds: Record<ScopeKind, string>;
  groupsElsewhere: string;
  findRoom: string;
  noRoom: string;
  moreRooms: (count: number) => string;
  unsaved: string;
  setsOwn: (count: number) => string;
  asForm: string;
  asText: string;
  view: string;
  draft: string;
  draftOld: string;
  discard: string;
  discardQuestion: string;
  keep: string;
  running: (name: string) => string;
  toRollOut: string;
  readOnly: string;
  setHere: string;
  insteadOf: (value: string, from: string) => string;
  from: (value: string, from: string) => string;
  ownDefault: string;
  takenAway: string;
  overriddenIn: (names: string, more: number) => string;
  inherit: (value: string) => string;
  on: string;
  off: string;
  values: (count: number) => string;
  wholeNumber: string;
  range: (minimum: number | null, maximum: number | null) => string;
  textLabel: string;
  textHint: string;
  textBad: (line: number | null, why: string) => string;
  notObject: string;
  preview: string;
  back: string;
  previewTitle: (name: string) => string;
  summary: (rooms: number, values: number) => string;
  noRooms: string;
  noRoomsHint: string;
  setting: string;
  before: string;
  after: string;
  inRooms: string;
  roomCount: (rooms: number) => string;
  rooms: string;
  room: string;
  site: string;
  when: string;
  live: string;
  betweenMeetings: string;
  atOnce: string;
  afterMeeting: string;
  whenBack: string;
  timing: (waiting: number, offline: number) => string;
  start: string;
  startTitle: string;
  name: string;
  defaultName: (scope: string, values: number) => string;
  how: string;
  waves: string;
  wavesHint: string;
  wavesBad: string;
  soak: string;
  patience: string;
  patienceHint: string;
  share: string;
  stopped: string;
  outcomes: Record<"pause" | "roll back", string>;
}

export const settingsWords: Record<Language, SettingsWords> = {
  en: {
    title: "Configuration",
    partner: "Partners do not see the organisation's configuration",
    partnerHint: "What a room runs, and where each value comes from, is on the room's page.",
    scopes: "Where settings apply",
    gone: "This site or group does not exist, or no longer",
    goneHint: "Choose another one in the list.",
    kinds: { organisation: "Organisation", site: "Site", group: "Group", room: "Room" },
    groupsElsewhere: "Groups",
    findRoom: "Find a room",
    noRoom: "No room fits.",
    moreRooms: (count) => `${count} more have settings of their own. Find them by name.`,
    unsaved: "Edited, not rolled out",
    setsOwn: (count) => (count === 1 ? "1 value set" : `${count} values set`),
    asForm: "Form",
    asText: "Text",
    view: "How to edit",
    draft: "You have edits that are not rolled out. They stay in this tab.",
    draftOld: "These settings were changed by somebody else since you began. What you see would replace that change.",
    discard: "Discard my edits",
    discardQuestion: "Discard your edits of these settings?",
    keep: "Keep them",
    running: (name) =>
      `“${name}” changes these settings now. What you see here is from before it; start another change when it has ended.`,
    toRollOut: "Look at it",
    readOnly: "Your role may look at settings and try a change here, but not start it.",
    setHere: "Set here",
    insteadOf: (value, from) => `instead of ${value} from ${from}`,
    from: (value, from) => `${value}, from ${from}`,
    ownDefault: "Room’s own default",
    takenAway: "Room’s own default, set here",
    overriddenIn: (names, more) => `Overridden in ${names}${more > 0 ? ` and ${more} more` : ""}`,
    inherit: (value) => `Inherit (${value})`,
    on: "On",
    off: "Off",
    values: (count) => (count === 1 ? "1 entry" : `${count} entries`),
    wholeNumber: "A whole number is needed here.",
    range: (minimum, maximum) => `Between ${minimum ?? "…"} and ${maximum ?? "…"}.`,
    textLabel: "Settings of this scope, as YAML or JSON",
    textHint: "Only what is set here. A value of null takes away what is inherited.",
    textBad: (line, why) => `${line === null ? "" : `Line ${line}: `}${why}`,
    notObject: "Settings are names with values, such as policies: { meetNow: false }.",
    preview: "Preview the change",
    back: "Back to editing",
    previewTitle: (name) => `What this would change: ${name}`,
    summary: (rooms, values) =>
      `${rooms === 1 ? "1 room" : `${rooms.toLocaleString("en")} rooms`}, ${values === 1 ? "1 value" : `${values} values`}`,
    noRooms: "No room changes now",
    noRoomsHint:
      "No room is in this scope, or all have these values from elsewhere. Rolled out, the settings apply to rooms that come later.",
    setting: "Setting",
    before: "Before",
    after: "After",
    inRooms: "Rooms",
    roomCount: (rooms) => (rooms === 1 ? "1 room" : `${rooms.toLocaleString("en")} rooms`),
    rooms: "Rooms that change",
    room: "Room",
    site: "Site",
    when: "Takes effect",
    live: "at once",
    betweenMeetings: "between meetings",
    atOnce: "at its turn",
    afterMeeting: "after its meeting",
    whenBack: "when it is online again",
    timing: (waiting, offline) =>
      `${waiting === 1 ? "1 room waits" : `${waiting} rooms wait`} for the end of a meeting, ${offline === 1 ? "1 is" : `${offline} are`} not connected now.`,
    start: "Start the roll-out",
    startTitle: "Roll out",
    name: "Name of the roll-out",
    defaultName: (scope, values) => `${scope}: ${values === 1 ? "1 value" : `${values} values`}`,
    how: "Stages and what stops it",
    waves: "Waves, percent of the rooms",
    wavesHint: "Rising, the last one 100. The first is the canary.",
    wavesBad: "Whole numbers, each larger than the one before, the last one 100: 5, 25, 100.",
    soak: "Minutes between waves",
    patience: "Minutes until a room is late",
    patienceHint: "A late room counts neither as good nor as failed.",
    share: "Failures that stop it, percent",
    stopped: "When it stops",
    outcomes: { pause: "Pause and let people decide", "roll back": "Roll back by itself" },
  },
  zh: {
    title: "配置",
    partner: "合作伙伴看不到组织的配置",
    partnerHint: "会议室运行的设置及每个值的来源，请见会议室页面。",
    scopes: "设置的适用范围",
    gone: "此地点或分组不存在或已被删除",
    goneHint: "请在列表中选择其他项。",
    kinds: { organisation: "组织", site: "地点", group: "分组", room: "会议室" },
    groupsElsewhere: "分组",
    findRoom: "查找会议室",
    noRoom: "没有符合的会议室。",
    moreRooms: (count) => `另有 ${count} 间有自己的设置，请按名称查找。`,
    unsaved: "已编辑，未发布",
    setsOwn: (count) => `已设置 ${count} 项`,
    asForm: "表单",
    asText: "文本",
    view: "编辑方式",
    draft: "您有尚未发布的编辑。它们保留在此标签页中。",
    draftOld: "在您开始编辑之后，这些设置已被他人更改。您看到的内容将取代该更改。",
    discard: "放弃我的编辑",
    discardQuestion: "放弃对这些设置的编辑？",
    keep: "保留",
    running: (name) => `“${name}”正在更改这些设置。此处显示的是更改之前的内容；请在其结束后再开始新的更改。`,
    toRollOut: "查看",
    readOnly: "您的角色可以查看设置并在此试算更改，但不能开始发布。",
    setHere: "在此设置",
    insteadOf: (value, from) => `取代来自 ${from} 的 ${value}`,
    from: (value, from) => `${value}，来自 ${from}`,
    ownDefault: "会议室自身默认值",
    takenAway: "会议室自身默认值，在此设置",
    overriddenIn: (names, more) => `被覆盖于 ${names}${more > 0 ? ` 等 ${more} 处` : ""}`,
    inherit: (value) => `继承（${value}）`,
    on: "开",
    off: "关",
    values: (count) => `${count} 项`,
    wholeNumber: "此处需要整数。",
    range: (minimum, maximum) => `介于 ${minimum ?? "…"} 与 ${maximum ?? "…"} 之间。`,
    textLabel: "此范围的设置，YAML 或 JSON",
    textHint: "仅包含在此设置的内容。值为 null 表示取消继承的值。",
    textBad: (line, why) => `${line === null ? "" : `第 ${line} 行：`}${why}`,
    notObject: "设置由名称和值组成，例如 policies: { meetNow: false }。",
    preview: "预览更改",
    back: "返回编辑",
    previewTitle: (name) => `此更改的影响：${name}`,
    summary: (rooms, values) => `${rooms.toLocaleString("zh")} 间会议室，${values} 个值`,
    noRooms: "目前没有会议室会改变",
    noRoomsHint: "此范围内没有会议室，或它们的这些值来自别处。发布后，设置将适用于之后加入的会议室。",
    setting: "设置",
    before: "之前",
    after: "之后",
    inRooms: "会议室数",
    roomCount: (rooms) => `${rooms.toLocaleString("zh")} 间`,
    rooms: "将改变的会议室",
    room: "会议室",
    site: "地点",
    when: "生效时间",
    live: "立即",
    betweenMeetings: "会议之间",
    atOnce: "轮到时",
    afterMeeting: "会议结束后",
    whenBack: "重新上线后",
    timing: (waiting, offline) => `其中 ${waiting} 间等待会议结束，${offline} 间目前未连接。`,
    start: "开始发布",
    startTitle: "发布",
    name: "发布名称",
    defaultName: (scope, values) => `${scope}：${values} 个值`,
    how: "阶段与停止条件",
    waves: "各批次占会议室的百分比",
    wavesHint: "递增，最后为 100。第一批是试点。",
    wavesBad: "整数，逐个递增，最后为 100，例如 5, 25, 100。",
    soak: "批次间隔分钟数",
    patience: "多少分钟后算迟到",
    patienceHint: "迟到的会议室既不算成功也不算失败。",
    share: "失败达到多少百分比时停止",
    stopped: "停止时",
    outcomes: { pause: "暂停，由人决定", "roll back": "自动回滚" },
  },
};
