import type { Language } from "../../../domain/room-state.ts";
import type { AlertSeverity, ShownRule } from "../../../protocol/hub/shown-alerts.ts";
import type { Cause, Span } from "./alerts-model.ts";

export interface AlertWords {
  title: string;
  tabs: Record<"now" | "history" | "silences" | "rules" | "channels", string>;
  severities: Record<AlertSeverity, string>;
  orWorse: (severity: AlertSeverity) => string;
  calm: string;
  calmHint: string;
  noHistory: string;
  noHistoryHint: string;
  cause: (cause: Cause) => string;
  capability: (id: string) => string;
  rooms: (count: number) => string;
  more: (count: number) => string;
  since: string;
  lasted: string;
  ended: string;
  what: string;
  severity: string;
  silence: string;
  silenced: string;
  silenceTitle: (cause: string) => string;
  silenceHint: string;
  where: string;
  everywhere: string;
  roomsNotListed: (count: number) => string;
  until: string;
  ends: string;
  spans: Record<Span | "date", string>;
  lastDay: string;
  reason: string;
  reasonHint: string;
  silences: string;
  noSilences: string;
  noSilencesHint: string;
  by: string;
  end: string;
  endQuestion: string;
  endConsequence: string;
  rule: string;
  ruleAdd: string;
  looksFor: string;
  looks: Record<ShownRule["looksFor"], string>;
  faultCode: string;
  faultCodeHint: string;
  lasts: string;
  lastsHint: string;
  atOnce: string;
  after: (count: number, unit: "second" | "minute" | "hour") => string;
  state: string;
  on: string;
  off: string;
  switchOn: string;
  switchOff: string;
  remove: string;
  removeRule: (name: string) => string;
  removeRuleConsequence: string;
  noRules: string;
  noRulesHint: string;
  name: string;
}

const englishCapabilities: Record<string, string> = { callControls: "Call controls", indicators: "Indicators" };
const chineseCapabilities: Record<string, string> = {
  camera: "摄像头",
  microphone: "麦克风",
  speaker: "扬声器",
  display: "显示屏",
  capture: "视频输入",
  callControls: "通话按键",
  indicators: "指示灯",
};
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const alertWords: Record<Language, AlertWords> = {
  en: {
    title: "Alerts",
    tabs: { now: "Now", history: "History", silences: "Silences", rules: "Rules", channels: "Who is told" },
    severities: { serious: "Serious", warning: "Warning", notice: "Notice" },
    orWorse: (severity) => ({ serious: "Serious only", warning: "Warning and above", notice: "Everything" })[severity],
    calm: "No alert stands",
    calmHint: "Every rule is content with every room. What was is under History.",
    noHistory: "No alert is over yet",
    noHistoryHint: "Alerts that ended are kept here.",
    cause: (cause) => {
      switch (cause.kind) {
        case "offline":
          return cause.site === "" ? "Offline" : `Offline in ${cause.site}`;
        case "fault":
          return cause.code;
        case "missing":
          return `${capital(englishCapabilities[cause.capability] ?? cause.capability)} missing`;
        case "calendar":
          return "The calendar is old";
        case "rejected":
          return `Settings rejected: ${cause.reason}`;
        case "trust":
          return `Key in doubt: ${cause.why}`;
        case "words":
          return cause.words;
      }
    },
    capability: (id) => capital(englishCapabilities[id] ?? id),
    rooms: (count) => (count === 1 ? "1 room" : `${count} rooms`),
    more: (count) => `and ${count} more`,
    since: "Since",
    lasted: "Began",
    ended: "Ended",
    what: "What",
    severity: "Severity",
    silence: "Silence",
    silenced: "Silenced until",
    silenceTitle: (cause) => `Say nothing of: ${cause}`,
    silenceHint: "The rooms keep showing it. Nobody is told of it until the silence ends.",
    where: "Where",
    everywhere: "Everywhere",
    roomsNotListed: (count) => `${count} more rooms are not listed here.`,
    until: "For how long",
    ends: "Ends",
    spans: { hour: "1 hour", shift: "8 hours", day: "1 day", week: "1 week", month: "30 days", date: "Until a day" },
    lastDay: "Last day",
    reason: "Reason",
    reasonHint: "For whoever wonders, such as: camera is at the repair shop.",
    silences: "Silences",
    noSilences: "Nothing is silenced",
    noSilencesHint: "From an alert you can silence its cause, in a room or everywhere, with an end date.",
    by: "By",
    end: "End it",
    endQuestion: "End this silence?",
    endConsequence: "If its cause still stands, the alert is told of again.",
    rule: "Rule",
    ruleAdd: "Add a rule",
    looksFor: "Looks for",
    looks: {
      offline: "Room offline",
      fault: "Fault",
      missing: "Device missing",
      calendar: "Old calendar",
      drift: "Settings rejected",
      trust: "Key in doubt",
    },
    faultCode: "Code of the fault, or its beginning",
    faultCodeHint: "Such as camera. Empty is any fault.",
    lasts: "Seconds it has to last",
    lastsHint: "0 tells at once.",
    atOnce: "at once",
    after: (count, unit) => `after ${count} ${unit}${count === 1 ? "" : "s"}`,
    state: "State",
    on: "On",
    off: "Off",
    switchOn: "Switch on",
    switchOff: "Switch off",
    remove: "Remove",
    removeRule: (name) => `Remove the rule “${name}”?`,
    removeRuleConsequence: "Its alerts end, and nothing is told of it any more.",
    noRules: "There are no rules",
    noRulesHint: "Without a rule nobody is told of anything. Add one.",
    name: "Name",
  },
  zh: {
    title: "告警",
    tabs: { now: "当前", history: "历史", silences: "静默", rules: "规则", channels: "通知对象" },
    severities: { serious: "严重", warning: "警告", notice: "提示" },
    orWorse: (severity) => ({ serious: "仅严重", warning: "警告及以上", notice: "全部" })[severity],
    calm: "当前没有告警",
    calmHint: "所有会议室均符合所有规则。过往告警见“历史”。",
    noHistory: "还没有已结束的告警",
    noHistoryHint: "已结束的告警保存在此处。",
    cause: (cause) => {
      switch (cause.kind) {
        case "offline":
          return cause.site === "" ? "离线" : `${cause.site} 离线`;
        case "fault":
          return cause.code;
        case "missing":
          return `缺少${chineseCapabilities[cause.capability] ?? cause.capability}`;
        case "calendar":
          return "日历已过时";
        case "rejected":
          return `设置被拒绝：${cause.reason}`;
        case "trust":
          return `密钥可疑：${cause.why}`;
        case "words":
          return cause.words;
      }
    },
    capability: (id) => chineseCapabilities[id] ?? id,
    rooms: (count) => `${count} 间会议室`,
    more: (count) => `等另外 ${count} 间`,
    since: "开始",
    lasted: "开始",
    ended: "结束",
    what: "内容",
    severity: "级别",
    silence: "静默",
    silenced: "静默至",
    silenceTitle: (cause) => `不再通知：${cause}`,
    silenceHint: "会议室仍会显示。静默结束之前不通知任何人。",
    where: "范围",
    everywhere: "所有会议室",
    roomsNotListed: (count) => `另有 ${count} 个会议室未在此列出。`,
    until: "时长",
    ends: "结束于",
    spans: { hour: "1 小时", shift: "8 小时", day: "1 天", week: "1 周", month: "30 天", date: "至某日" },
    lastDay: "最后一日",
    reason: "原因",
    reasonHint: "供他人了解，例如：摄像头送修。",
    silences: "静默",
    noSilences: "没有静默",
    noSilencesHint: "您可以在告警处静默其原因，限于一间或所有会议室，并设定结束日期。",
    by: "操作者",
    end: "结束",
    endQuestion: "结束此静默？",
    endConsequence: "若原因仍存在，将再次通知。",
    rule: "规则",
    ruleAdd: "添加规则",
    looksFor: "检查内容",
    looks: {
      offline: "会议室离线",
      fault: "故障",
      missing: "缺少设备",
      calendar: "日历过时",
      drift: "设置被拒绝",
      trust: "密钥可疑",
    },
    faultCode: "故障代码或其开头",
    faultCodeHint: "例如 camera。留空表示任何故障。",
    lasts: "须持续的秒数",
    lastsHint: "0 表示立即通知。",
    atOnce: "立即",
    after: (count, unit) => `${count} ${{ second: "秒", minute: "分钟", hour: "小时" }[unit]}后`,
    state: "状态",
    on: "开",
    off: "关",
    switchOn: "启用",
    switchOff: "停用",
    remove: "移除",
    removeRule: (name) => `移除规则“${name}”？`,
    removeRuleConsequence: "其告警将结束，不再通知。",
    noRules: "没有规则",
    noRulesHint: "没有规则就不会通知任何人。请添加一条。",
    name: "名称",
  },
};
