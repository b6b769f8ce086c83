import type { Catalogue } from "../shape.ts";

export const display: Catalogue["display"] = {
  welcome: "欢迎",
  next: "接下来的会议",
  nothingNext: "今天没有其他预订",
  joinHint: "在触控面板上点“加入”",
  inviteHint: (room) => `要在这里开会，请邀请“${room}”参加会议。`,
  scanHint: "扫码用手机加入",
  waiting: "会议正在连接…",
  alone: "等待其他人加入",
  reconnecting: "连接已断开，正在自动重连…",
  lost: "本屏幕与会议室主机失去连接，会自动恢复。",
  shareOf: (name) => `${name} 正在共享`,
  others: (count) => `另有 ${count} 人`,
  noPicture: "没有摄像头",
};

export const guest: Catalogue["guest"] = {
  title: "加入本会议室的会议",
  name: "您的姓名",
  check: "别人会这样看到和听到您",
  you: "您",
  youAreHeard: "请说话：听得到时，条形会动。",
  level: "您的麦克风音量",
  joining: "正在加入…",
  notNow: "会议室还没有开会",
  notNowHint: "请留在此页：会议一开始您就会进入。",
  off: "访客无法加入本会议室",
  offHint: "访客页面未开启。请向邀请您的人索取其他链接。",
  left: "您已离开会议",
  joinAgain: "再次加入",
  tryAgain: "重试",
  soundBlocked: "浏览器阻止了声音播放。",
  playSound: "播放声音",
  alone: "其他人还没有来",
  people: "与会者",
};

export const services: Catalogue["services"] = {
  livekit: "LiveKit",
  "livekit-meet": "LiveKit Meet",
  "la-suite-meet": "Visio",
  teams: "Microsoft Teams",
  zoom: "Zoom",
  webex: "Webex",
  jitsi: "Jitsi Meet",
  bigbluebutton: "BigBlueButton",
  tencent: "腾讯会议",
  meet: "Google Meet",
  voov: "VooV",
  feishu: "飞书",
  lark: "Lark",
  dingtalk: "钉钉",
  huawei: "华为云会议",
  "nextcloud-talk": "Nextcloud Talk",
  "element-call": "Element Call",
  goto: "GoTo Meeting",
  chime: "Amazon Chime",
  ringcentral: "RingCentral",
  whereby: "Whereby",
  sip: "SIP",
  h323: "H.323",
};

export const noJoin: Catalogue["noJoin"] = {
  "too-early": "开始前不久会出现“加入”。",
  over: "这场预订已结束。",
  "no-link": "邀请中没有会议链接。请按名称加入，或立即开会。",
  assisted: "本会议室无法自行进入此服务。",
  "not-configured": "本会议室未设置此服务，可请 IT 添加。",
  "in-meeting": "会议室正在另一场会议中，请先离开。",
  "already-in": "会议室已在这场会议中。",
};

export const steps: Catalogue["steps"] = {
  asking: "请求进入",
  connecting: "连接会议",
  publishing: "发送画面和声音",
};

export const qualities: Catalogue["qualities"] = {
  excellent: "连接良好",
  good: "连接良好",
  poor: "连接较弱",
  lost: "连接断开",
  unknown: "连接",
};

export const roles: Catalogue["roles"] = {
  camera: "摄像头",
  microphone: "麦克风",
  speaker: "扬声器",
  capture: "共享",
};
