import type { Language } from "../../../domain/room-state.ts";
import type { ActionVerb } from "../../../protocol/hub/bodies.ts";

export interface LiveWords {
  actions: string;
  verbs: Record<ActionVerb | "displayOn" | "displayOff", string>;
  /** What follows, for those that disturb somebody. */
  consequences: Partial<Record<ActionVerb | "displayOn" | "displayOff", string>>;
  statuses: Record<string, string>;
  /** What actions are about. */
  abouts: Record<"meeting" | "room" | "findOut" | "computer", string>;
  /** Logs and diagnostics have come. */
  sent: string;
  noActions: string;
  actionsWait: string;
  volume: string;
  joinRoom: string;
  by: (who: string) => string;
  panel: string;
  look: string;
  lookAway: string;
  lookHint: string;
  stopLooking: string;
  waiting: string;
  oldPicture: string;
  free: string;
  microphone: string;
  camera: string;
  on: string;
  off: string;
  people: (count: number) => string;
  next: string;
  nothingBooked: string;
  story: string;
  noStory: string;
  happenings: Record<string, string>;
  settings: string;
  asConfigured: string;
  differs: string;
  setting: string;
  wanted: string;
  runs: string;
  origin: string;
  origins: Record<string, string>;
  rejected: (reason: string) => string;
  bundles: string;
  noBundles: string;
  bundleKinds: Record<string, string>;
  trust: string;
  revoke: string;
  revokeConsequence: string;
  retire: string;
  retireConsequence: string;
  suspicion: string;
}

export const liveWords: Record<Language, LiveWords> = {
  en: {
    actions: "Actions",
    verbs: {
      join: "Join a meeting",
      leave: "Leave the meeting",
      mute: "Mute",
      cameraOff: "Camera off",
      setVolume: "Set the volume",
      display: "Display",
      displayOn: "Display on",
      displayOff: "Display off",
      testCall: "Test call",
      restart: "Restart Roomkeeper",
      reboot: "Reboot when idle",
      diagnostics: "Fetch diagnostics",
      logs: "Fetch logs",
    },
    consequences: {
      leave: "Everybody in the room leaves the running meeting.",
      restart: "The room is back after a few seconds; it comes back into a running meeting by itself.",
      reboot: "The computer starts anew as soon as nobody meets. That takes a minute or two.",
      testCall: "The room calls a test meeting with microphone and camera off, and leaves it again.",
    },
    statuses: {
      waiting: "on its way",
      sent: "on its way",
      delivered: "the room is at it",
      done: "done",
      failed: "failed",
      refused: "refused by the room",
      expired: "too late: the room was away",
      unknown: "nobody knows: the room restarted meanwhile",
    },
    abouts: { meeting: "Meeting", room: "Display and sound", findOut: "Find out", computer: "Computer" },
    actionsWait:
      "The room is away. What is asked of it now reaches it when it is back within five minutes; a reboot within a day.",
    sent: "– see logs and diagnostics",
    noActions: "Nothing was asked of this room yet.",
    volume: "Volume, 0 to 100",
    joinRoom: "Name of the meeting",
    by: (who) => `by ${who}`,
    panel: "The room's panel",
    look: "Look at the panel",
    lookAway: "The room is away: there is nothing to look at now.",
    lookHint: "Shows what the room's own panel shows, with bookings and names. Looking is written into the audit log.",
    stopLooking: "Stop looking",
    waiting: "Waiting for the room…",
    oldPicture: "The room is away: this is what it showed last.",
    free: "No meeting",
    microphone: "Microphone",
    camera: "Camera",
    on: "on",
    off: "off",
    people: (count) => `${count} in the meeting`,
    next: "Next",
    nothingBooked: "Nothing more is booked.",
    story: "What happened",
    noStory: "Nothing has been told yet.",
    happenings: {
      "room.online": "connected",
      "room.offline": "connection lost",
      "room.fault": "trouble",
      "room.fault.over": "over",
      "room.clone": "its key is used twice",
      "room.flood": "sent far too much",
      "room.moved": "on another computer",
    },
    settings: "Settings",
    asConfigured: "The room runs what it should.",
    differs: "The room does not run what it should:",
    setting: "Setting",
    wanted: "Should be",
    runs: "The room has",
    origin: "from",
    origins: { organisation: "the organisation", site: "its site", group: "its group", room: "this room" },
    rejected: (reason) => `The room rejected the last version: ${reason}`,
    bundles: "Logs and diagnostics",
    noBundles: "None yet. Fetch some with the actions.",
    bundleKinds: { logs: "Logs", diagnostics: "Diagnostics" },
    trust: "Trust",
    revoke: "Revoke its certificate",
    revokeConsequence:
      "The room is cut off at once and has to be claimed again: its panel shows a code. Do this when its computer was lost or copied.",
    retire: "Retire the room",
    retireConsequence: "The room leaves the list and is cut off. Its history stays.",
    suspicion:
      "Something about this room's key is odd. If it may be in wrong hands, revoke its certificate and claim the right computer again:",
  },
  zh: {
    actions: "操作",
    verbs: {
      join: "加入会议",
      leave: "离开会议",
      mute: "静音",
      cameraOff: "关闭摄像头",
      setVolume: "设置音量",
      display: "显示屏",
      displayOn: "打开显示屏",
      displayOff: "关闭显示屏",
      testCall: "测试通话",
      restart: "重启 Roomkeeper",
      reboot: "空闲时重启计算机",
      diagnostics: "获取诊断信息",
      logs: "获取日志",
    },
    consequences: {
      leave: "会议室里的所有人都会离开正在进行的会议。",
      restart: "会议室几秒后恢复，并自动回到正在进行的会议。",
      reboot: "没有会议时计算机立即重启，需要一两分钟。",
      testCall: "会议室以关闭麦克风和摄像头的方式呼叫测试会议，然后离开。",
    },
    statuses: {
      waiting: "发送中",
      sent: "发送中",
      delivered: "会议室正在执行",
      done: "完成",
      failed: "失败",
      refused: "被会议室拒绝",
      expired: "已过期：会议室不在线",
      unknown: "结果未知：会议室期间重启",
    },
    abouts: { meeting: "会议", room: "显示与声音", findOut: "检查", computer: "计算机" },
    actionsWait: "会议室不在线。现在的操作在五分钟内恢复连接后执行；重启计算机则在一天内。",
    sent: "– 见日志与诊断",
    noActions: "尚未对此会议室执行任何操作。",
    volume: "音量，0 到 100",
    joinRoom: "会议名称",
    by: (who) => `操作者：${who}`,
    panel: "会议室面板",
    look: "查看面板",
    lookAway: "会议室不在线：现在没有可查看的内容。",
    lookHint: "显示会议室面板的内容，包括预订和姓名。查看会记入审计日志。",
    stopLooking: "停止查看",
    waiting: "正在等待会议室…",
    oldPicture: "会议室不在线：这是它最后显示的内容。",
    free: "没有会议",
    microphone: "麦克风",
    camera: "摄像头",
    on: "开",
    off: "关",
    people: (count) => `会议中有 ${count} 人`,
    next: "接下来",
    nothingBooked: "没有更多预订。",
    story: "历史",
    noStory: "还没有任何记录。",
    happenings: {
      "room.online": "已连接",
      "room.offline": "连接断开",
      "room.fault": "故障",
      "room.fault.over": "已恢复",
      "room.clone": "密钥被重复使用",
      "room.flood": "发送了过多数据",
      "room.moved": "更换了计算机",
    },
    settings: "设置",
    asConfigured: "会议室按配置运行。",
    differs: "会议室未按配置运行:",
    setting: "设置项",
    wanted: "应为",
    runs: "会议室为",
    origin: "来自",
    origins: { organisation: "组织", site: "地点", group: "组", room: "此会议室" },
    rejected: (reason) => `会议室拒绝了上一版本：${reason}`,
    bundles: "日志与诊断",
    noBundles: "还没有。可用操作获取。",
    bundleKinds: { logs: "日志", diagnostics: "诊断信息" },
    trust: "信任",
    revoke: "吊销证书",
    revokeConsequence: "会议室立即断开，必须重新认领：其面板会显示代码。计算机丢失或被复制时请这样做。",
    retire: "停用会议室",
    retireConsequence: "会议室从列表中移除并断开。历史记录保留。",
    suspicion: "此会议室的密钥有异常。如果可能落入他人之手，请吊销证书并重新认领正确的计算机：",
  },
};
