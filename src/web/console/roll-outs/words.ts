import type { Language } from "../../../domain/room-state.ts";
import type { RollOutStatus, RoomProgress } from "../../../protocol/hub/shown-settings.ts";
import type { Order } from "./roll-outs-model.ts";

interface RollOutWords {
  title: string;
  partner: string;
  partnerHint: string;
  none: string;
  noneHint: string;
  newest: (count: number) => string;
  toSettings: string;
  name: string;
  scope: string;
  status: string;
  rooms: string;
  started: string;
  startedBy: (who: string) => string;
  statuses: Record<RollOutStatus, string>;
  progress: Record<RoomProgress, string>;
  noRooms: string;
  wave: (wave: number, of: number, percent: number) => string;
  nextWave: string;
  waiting: string;
  why: string;
  failures: (failed: number, answered: number) => string;
  nothingApplied: string;
  by: (who: string) => string;
  orders: Record<Order, string>;
  questions: Record<Order, string>;
  consequences: Record<Order, string>;
  troubled: string;
  troubledMore: (shown: number, total: number) => string;
  room: string;
  outcome: string;
  reason: string;
  noReason: string;
  rules: string;
  waves: (shares: string) => string;
  soak: (minutes: number) => string;
  patience: (minutes: number) => string;
  stops: (percent: number) => string;
  stopsThen: Record<"pause" | "roll back", string>;
  settings: string;
  nothingSet: string;
  all: string;
}

export const rollOutWords: Record<Language, RollOutWords> = {
  en: {
    title: "Roll-outs",
    partner: "Partners do not see the organisation's roll-outs",
    partnerHint: "What a room runs, and why it refused something, is on the room's page.",
    none: "Nothing was rolled out yet",
    noneHint: "Change a value in the configuration and preview it; from there it is rolled out in waves.",
    newest: (count) => `The newest ${count} are shown. The audit log has all of them.`,
    toSettings: "Open the configuration",
    name: "Roll-out",
    scope: "Applies to",
    status: "State",
    rooms: "Rooms",
    started: "Started",
    startedBy: (who) => `by ${who}`,
    statuses: {
      running: "Running",
      paused: "Paused",
      done: "Done",
      "rolled-back": "Rolled back",
      cancelled: "Cancelled",
    },
    progress: {
      applied: "done",
      failed: "failed",
      late: "late",
      sent: "working on it",
      reverted: "set back",
      waiting: "waiting",
    },
    noRooms: "No room is concerned.",
    wave: (wave, of, percent) => `Wave ${wave} of ${of}: ${percent} % of the rooms`,
    nextWave: "The next wave begins",
    waiting: "Waiting for the rooms of this wave.",
    why: "Why",
    failures: (failed, answered) => `${failed} of the ${answered} rooms that answered could not use the settings.`,
    nothingApplied: "No room of the first waves has taken the settings; perhaps all of them are off.",
    by: (who) => `Ordered by ${who}.`,
    orders: { pause: "Pause", resume: "Resume", "roll-back": "Roll back", cancel: "Cancel the roll-out" },
    questions: {
      pause: "Pause this roll-out?",
      resume: "Resume this roll-out?",
      "roll-back": "Roll back?",
      cancel: "Cancel the rest?",
    },
    consequences: {
      pause: "Rooms that have the settings keep them. No other room gets them until it is resumed.",
      resume: "The next rooms get the settings. Failures until now no longer stop it; new ones do.",
      "roll-back": "Every room that has the new settings gets its former ones back. This cannot be taken back.",
      cancel:
        "Rooms that have the settings keep them; the others do not get them, and the configuration stays as it was.",
    },
    troubled: "Rooms that failed or are late",
    troubledMore: (shown, total) => `The first ${shown} of ${total}.`,
    room: "Room",
    outcome: "Outcome",
    reason: "Reason that the room gave",
    noReason: "It has not answered.",
    rules: "Rules",
    waves: (shares) => `Waves: ${shares} of the rooms`,
    soak: (minutes) => `${minutes} minutes between waves`,
    patience: (minutes) => `A room is late after ${minutes} minutes`,
    stops: (percent) => `Stops when more than ${percent} % failed`,
    stopsThen: { pause: "and waits for people", "roll back": "and rolls back by itself" },
    settings: "Settings that it brings",
    nothingSet: "None: everything that was set here is taken out.",
    all: "All roll-outs",
  },
  zh: {
    title: "发布",
    partner: "合作伙伴看不到组织的发布",
    partnerHint: "会议室运行的设置及其拒绝的原因，请见会议室页面。",
    none: "尚未发布任何内容",
    noneHint: "在配置中更改一个值并预览，然后从那里分批发布。",
    newest: (count) => `仅显示最近的 ${count} 个。全部记录见审计日志。`,
    toSettings: "打开配置",
    name: "发布",
    scope: "适用于",
    status: "状态",
    rooms: "会议室",
    started: "开始",
    startedBy: (who) => `由 ${who}`,
    statuses: { running: "进行中", paused: "已暂停", done: "已完成", "rolled-back": "已回滚", cancelled: "已取消" },
    progress: {
      applied: "完成",
      failed: "失败",
      late: "迟到",
      sent: "处理中",
      reverted: "已恢复",
      waiting: "等待",
    },
    noRooms: "不涉及任何会议室。",
    wave: (wave, of, percent) => `第 ${wave} 批，共 ${of} 批：${percent}% 的会议室`,
    nextWave: "下一批开始于",
    waiting: "正在等待本批次的会议室。",
    why: "原因",
    failures: (failed, answered) => `已答复的 ${answered} 间会议室中有 ${failed} 间无法使用这些设置。`,
    nothingApplied: "最初批次中没有会议室采用这些设置；可能全部已关闭。",
    by: (who) => `由 ${who} 下令。`,
    orders: { pause: "暂停", resume: "继续", "roll-back": "回滚", cancel: "取消发布" },
    questions: {
      pause: "暂停此发布？",
      resume: "继续此发布？",
      "roll-back": "回滚？",
      cancel: "取消其余部分？",
    },
    consequences: {
      pause: "已获得设置的会议室保留设置。继续之前，其他会议室不会获得。",
      resume: "接下来的会议室将获得设置。此前的失败不再使其停止；新的失败会。",
      "roll-back": "每间已有新设置的会议室将恢复原先的设置。此操作无法撤销。",
      cancel: "已获得设置的会议室保留设置；其他会议室不会获得，配置保持不变。",
    },
    troubled: "失败或迟到的会议室",
    troubledMore: (shown, total) => `共 ${total} 间，显示前 ${shown} 间。`,
    room: "会议室",
    outcome: "结果",
    reason: "会议室给出的原因",
    noReason: "尚未答复。",
    rules: "规则",
    waves: (shares) => `批次：${shares} 的会议室`,
    soak: (minutes) => `批次间隔 ${minutes} 分钟`,
    patience: (minutes) => `${minutes} 分钟后算迟到`,
    stops: (percent) => `失败超过 ${percent}% 时停止`,
    stopsThen: { pause: "并等待人工处理", "roll back": "并自动回滚" },
    settings: "带来的设置",
    nothingSet: "无：此处设置的全部内容将被移除。",
    all: "全部发布",
  },
};
