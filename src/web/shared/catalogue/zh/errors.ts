import type { Catalogue } from "../shape.ts";

const unchanged = "没有任何更改。";
const lastGood = "仍使用上一份正确的设置。";
const restarting = "我们正在重启它。";
const retrying = "我们每隔几秒重试一次。";
const replug = "请拔下再插上。";
const tellIt = "请告知 IT。";
const reload = "请重新载入页面；若仍如此，请告知 IT。";

export const errors: Catalogue["errors"] = {
  programming: {
    happened: "操作未成功。",
    doing: "是 Roomkeeper 的错误，已写入日志。",
    youCan: "请重试；若仍如此，请告知 IT。",
  },
  cancelled: { happened: "已取消。", doing: "没有正在进行的操作。", youCan: "需要时请再点一次。" },
  "config.unreadable": { happened: "无法读取会议室设置。", doing: lastGood, youCan: tellIt },
  "config.invalid": { happened: "会议室设置有错误。", doing: lastGood, youCan: tellIt },
  "config.secret": { happened: "会议室缺少所需的密码。", doing: "每次尝试时都会重新查找。", youCan: tellIt },
  "device.gone": { happened: "设备已不在。", doing: "恢复后我们会立即使用。", youCan: "请检查连接线。" },
  "device.busy": { happened: "其他程序正在使用该设备。", doing: retrying, youCan: "请关闭其他程序，或告知 IT。" },
  "device.timeout": { happened: "设备没有应答。", doing: restarting, youCan: replug },
  "device.permission": { happened: "会议室无权使用该设备。", doing: retrying, youCan: tellIt },
  "device.protocol": { happened: "设备的应答无法理解。", doing: restarting, youCan: replug },
  "device.tool": { happened: "缺少该设备所需的程序。", doing: "我们每隔几秒重新查找。", youCan: tellIt },
  "device.settings": { happened: "设备不接受其设置。", doing: "它保持关闭。", youCan: tellIt },
  "media.pipeline": {
    happened: "画面或声音未能启动。",
    doing: "我们正在重新启动。",
    youCan: "请稍候；若持续如此，请告知 IT。",
  },
  "media.frozen": { happened: "画面静止了。", doing: "我们正在重启摄像头。", youCan: "请等待几秒。" },
  "media.input": { happened: "无法发送此画面或声音。", doing: "已将其略过。", youCan: "请选择其他设备。" },
  "meeting.refused": {
    happened: "会议不允许本会议室进入。",
    doing: "我们已停止尝试。",
    youCan: "请向主持人索取新的邀请。",
  },
  "meeting.unreachable": {
    happened: "会议服务没有应答。",
    doing: "我们在持续检测连接。",
    youCan: "请一分钟后重试，或告知 IT。",
  },
  "meeting.denied": {
    happened: "主持人没有让本会议室进入。",
    doing: "我们已停止等待。",
    youCan: "请联系主持人，然后再次加入。",
  },
  "meeting.token": {
    happened: "会议室没有这场会议的许可。",
    doing: "每次尝试时都会重新请求。",
    youCan: "请重试；若仍如此，请告知 IT。",
  },
  "meeting.unknown": {
    happened: "没有找到此名称或链接的会议。",
    doing: "没有加入任何会议。",
    youCan: "请检查写法后重试。",
  },
  "meeting.timeout": { happened: "加入用时过长。", doing: "这次尝试已停止。", youCan: "请再点“加入”。" },
  "meeting.removed": {
    happened: "本会议室被移出了会议。",
    doing: "摄像头和麦克风已关闭。",
    youCan: "再次加入前请先问主持人。",
  },
  "meeting.encrypted": {
    happened: "会议已加密，而会议室没有密钥。",
    doing: "没有发送任何内容。",
    youCan: "请索取完整链接并按链接加入。",
  },
  "meeting.assisted": {
    happened: "本会议室无法自行进入该服务。",
    doing: "没有加入任何会议。",
    youCan: "请在此打开它的网页，或在您自己的设备上使用链接。",
  },
  "assisted.window": {
    happened: "网页未能在显示屏上打开。",
    doing: "摄像头、麦克风和扬声器已交还会议室。",
    youCan: "请重试；若仍失败，请使用您自己的设备并告知 IT。",
  },
  "intent.invalid": { happened: "会议室无法理解本面板。", doing: unchanged, youCan: reload },
  "intent.impossible": { happened: "现在无法这样做。", doing: unchanged, youCan: "请查看面板显示的内容后重试。" },
  "phone.code": {
    happened: "此二维码已被使用或已过期。",
    doing: "显示屏上有新的二维码。",
    youCan: "请扫描显示屏上的最新二维码。",
  },
  "calendar.unreachable": {
    happened: "日历没有应答。",
    doing: "显示的是最近一次的预订；我们会继续尝试。",
    youCan: "找不到您的会议？请按名称加入。",
  },
  "calendar.refused": {
    happened: "日历不允许本会议室读取。",
    doing: "显示的是最近一次的预订；我们会继续尝试。",
    youCan: tellIt,
  },
  "calendar.unreadable": { happened: "无法理解日历内容。", doing: "显示的是最近一次的预订。", youCan: tellIt },
  "calendar.event": {
    happened: "有一条预订无法读取。",
    doing: "其他预订均已显示。",
    youCan: "找不到您的会议？请按名称加入。",
  },
  "process.crashed": { happened: "会议室的一部分需要重启。", doing: "马上恢复。", youCan: "请稍候再试。" },
  "process.timeout": { happened: "会议室的一部分没有应答。", doing: "正在重启它。", youCan: "请稍候再试。" },
  "panel.port": { happened: "会议室页面无法使用其地址。", doing: "原因已写入日志。", youCan: tellIt },
  "request.host": {
    happened: "会议室不认识此页面地址中的名称。",
    doing: unchanged,
    youCan: "请用正确地址打开页面，或告知 IT。",
  },
  "request.origin": { happened: "其他网站试图操作本会议室。", doing: "已拒绝。", youCan: "请打开会议室自己的页面。" },
  "request.elsewhere": {
    happened: "此内容只能在会议室电脑的屏幕上查看。",
    doing: "已拒绝。",
    youCan: "请到会议室电脑前操作，或请 IT 允许。",
  },
  "request.invalid": { happened: "会议室无法理解此页面。", doing: unchanged, youCan: reload },
  "request.unknown": { happened: "会议室不认识此页面的请求。", doing: unchanged, youCan: reload },
  "request.type": { happened: "会议室无法理解此页面。", doing: unchanged, youCan: reload },
  "request.too-large": { happened: "内容过长。", doing: unchanged, youCan: "请使用更短的名称或链接。" },
  "request.too-many": { happened: "一次请求过多。", doing: "会议室需要稍作缓冲。", youCan: "请稍候再试。" },
  "protocol.invalid": { happened: "会议室的两个部分无法互相理解。", doing: "错误已写入日志。", youCan: tellIt },
};

const notSettable = {
  happened: "现在无法这样设置此摄像头的画面。",
  doing: unchanged,
  youCan: "请先关闭“自动”，或选择其他摄像头。",
};

const notMovable = { happened: "此处无法转动该摄像头。", doing: unchanged, youCan: "请选择其他摄像头，或用手转动。" };

export const impossible: Catalogue["impossible"] = {
  join: { happened: "现在无法加入这场会议。", doing: unchanged, youCan: "请先离开当前会议，或按名称加入。" },
  openAssisted: {
    happened: "现在无法打开此网页。",
    doing: unchanged,
    youCan: "请先离开当前会议，或在您自己的设备上使用链接。",
  },
  pointer: { happened: "现在无法移动显示屏的指针。", doing: unchanged, youCan: "请使用显示屏的触摸功能。" },
  meetNow: { happened: "现在无法开始新会议。", doing: unchanged, youCan: "请先离开当前会议。" },
  leave: { happened: "会议室不在会议中。", doing: unchanged, youCan: "无需操作。" },
  cancelAutoJoin: { happened: "会议室已开始加入。", doing: "加入仍在继续。", youCan: "请点“取消”或“离开”。" },
  setMicrophone: { happened: "现在无法切换麦克风。", doing: unchanged, youCan: "请等会议室进入会议。" },
  setCamera: { happened: "现在无法切换摄像头。", doing: unchanged, youCan: "请等会议室进入会议。" },
  setVolume: { happened: "现在无法调节音量。", doing: unchanged, youCan: "请稍候再试。" },
  startShare: { happened: "现在没有可共享的内容。", doing: "有画面时即可共享。", youCan: "请接上电脑，再点“共享”。" },
  stopShare: { happened: "没有正在共享的内容。", doing: unchanged, youCan: "无需操作。" },
  bookNow: { happened: "无法预订这段时间。", doing: unchanged, youCan: "请选择更短的时间，或不预订直接开会。" },
  checkIn: { happened: "没有需要确认的内容。", doing: unchanged, youCan: "无需操作。" },
  raiseHand: { happened: "现在无法举手或放下手。", doing: unchanged, youCan: "请等会议室加入会议。" },
  extend: { happened: "预订无法延长。", doing: "会议继续进行。", youCan: "请另找会议室，或按时结束。" },
  useDevice: {
    happened: "现在无法使用该设备。",
    doing: "会议室继续使用现有设备。",
    youCan: "请检查连接线，或选择其他设备。",
  },
  moveCamera: notMovable,
  cameraHome: notMovable,
  cameraPreset: notMovable,
  setPicture: notSettable,
  pictureDefaults: notSettable,
  setDisplay: { happened: "此处无法开关会议室的显示屏。", doing: unchanged, youCan: "请使用显示屏的遥控器。" },
};
