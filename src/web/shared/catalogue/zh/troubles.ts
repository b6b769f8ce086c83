import type { Catalogue } from "../shape.ts";

const off = "摄像头和麦克风已关闭。";

export const ends: Catalogue["ends"] = {
  left: { happened: "您已离开会议。", doing: off, youCan: "点“加入”可重新进入。" },
  "ended-by-host": { happened: "主持人结束了会议。", doing: off, youCan: "无需操作。" },
  removed: { happened: "有人将本会议室移出了会议。", doing: off, youCan: "再次加入前请先问主持人。" },
  duplicate: {
    happened: "本会议室已从别处加入。",
    doing: "这里的摄像头和麦克风已关闭。",
    youCan: "在这里加入即可取回会议。",
  },
  refused: { happened: "会议不允许本会议室进入。", doing: "我们已停止尝试。", youCan: "请向主持人索取新的邀请。" },
  unreachable: { happened: "无法连接会议服务。", doing: "我们在持续检测连接。", youCan: "请一分钟后重试，或告知 IT。" },
  failed: { happened: "无法加入会议。", doing: "原因已为 IT 记录。", youCan: "请重试；若再次失败，请告知 IT。" },
  denied: { happened: "主持人没有让本会议室进入。", doing: "我们已停止等待。", youCan: "请联系主持人，然后再次加入。" },
  encrypted: {
    happened: "会议已加密，而会议室没有密钥。",
    doing: "没有发送任何内容。",
    youCan: "请索取完整链接并按链接加入。",
  },
  "window-lost": {
    happened: "会议网页意外关闭了。",
    doing: "摄像头、麦克风和扬声器已交还会议室。",
    youCan: "请从预订中再次打开。",
  },
  cancelled: { happened: "已取消加入。", doing: off, youCan: "准备好后点“加入”。" },
};

export const faults: Catalogue["faults"] = {
  "camera.missing": { happened: "没有摄像头。", doing: "恢复后我们会立即使用。", youCan: "请检查连接线。" },
  "camera.failed": { happened: "摄像头没有画面。", doing: "我们正在重启它。", youCan: "若持续如此，请拔下再插上。" },
  "microphone.missing": {
    happened: "没有麦克风：别人听不到您。",
    doing: "恢复后我们会立即使用。",
    youCan: "请检查连接线。",
  },
  "microphone.failed": {
    happened: "麦克风没有声音：别人听不到您。",
    doing: "我们正在重启它。",
    youCan: "若持续如此，请拔下再插上。",
  },
  "speaker.missing": {
    happened: "没有扬声器：您听不到别人。",
    doing: "恢复后我们会立即使用。",
    youCan: "请检查连接线和电源。",
  },
  "speaker.failed": {
    happened: "扬声器不发声：您听不到别人。",
    doing: "我们正在重启它。",
    youCan: "若持续如此，请拔下再插上。",
  },
  "device.failed": {
    happened: "会议室中有设备无法工作。",
    doing: "我们每隔几秒重试一次。",
    youCan: "请拔下再插上，或告知 IT。",
  },
  "device-host.down": { happened: "会议室设备正在重启。", doing: "几秒后恢复。", youCan: "请稍候。" },
  "meeting-worker.down": { happened: "画面和声音中断了。", doing: "我们正在重新启动。", youCan: "请稍候片刻。" },
  "network.down": {
    happened: "会议服务没有响应。",
    doing: "我们每秒检测两次连接，并会自动返回。",
    youCan: "请检查网线，或告知 IT。",
  },
  "meeting.failed": {
    happened: "上一场会议未能加入。",
    doing: "原因已为 IT 记录。",
    youCan: "请重试；若再次失败，请告知 IT。",
  },
  "calendar.stale": {
    happened: "日历可能已过时。",
    doing: "我们每分钟尝试读取。",
    youCan: "找不到您的会议？请按名称加入。",
  },
  "calendar.failed": {
    happened: "无法读取日历。",
    doing: "显示的是最近一次的预订；我们会继续尝试。",
    youCan: "找不到您的会议？请按名称加入。",
  },
  "calendar.event": {
    happened: "有一条预订无法读取。",
    doing: "其他预订均已显示。",
    youCan: "找不到您的会议？请按名称加入。",
  },
  "clock.wrong": {
    happened: "会议室主机的时钟不准。",
    doing: "时钟恢复之前不会自动加入。",
    youCan: "请手动点“加入”，并告知 IT。",
  },
  "settings.rejected": {
    happened: "最新的设置有错误。",
    doing: "仍使用上一份正确的设置。",
    youCan: "这里无需操作，IT 可以修正。",
  },
  "bench.in-use": {
    happened: "测试设备代替了真实设备。",
    doing: "别人看到测试画面，听到测试音。",
    youCan: "正式使用前，请 IT 设置真实设备。",
  },
};

export const pages: Catalogue["pages"] = {
  lost: {
    happened: "本面板与会议室主机失去连接。",
    doing: "正在自动重连；进行中的会议不受影响。",
    youCan: "请稍候；若持续如此，请检查面板的网络。",
  },
  unanswered: { happened: "会议室主机没有应答。", doing: "我们正在重新连接。", youCan: "请稍候，然后再点一次。" },
  unconfirmed: {
    happened: "这次用时异常。",
    doing: "面板显示的是真实状态。",
    youCan: "请再点一次，或查看会议室状态。",
  },
  reconnecting: {
    happened: "与会议的连接已断开：别人听不到您。",
    doing: "我们正在自动返回会议。",
    youCan: "请稍候。",
  },
  mutedByOther: {
    happened: "会议中有人将本会议室静音。",
    doing: "在您打开之前，麦克风保持关闭。",
    youCan: "要发言请点“麦克风”。",
  },
  cameraStopped: {
    happened: "会议中有人关闭了本会议室的摄像头。",
    doing: "在您打开之前，摄像头保持关闭。",
    youCan: "要显示画面请点“摄像头”。",
  },
  microphoneWithheld: {
    happened: "主持人不允许本会议室发言。",
    doing: "主持人允许后，声音会自动恢复。",
    youCan: "请举手，或给主持人发消息。",
  },
  cameraWithheld: {
    happened: "主持人不允许本会议室开启摄像头。",
    doing: "主持人允许后，画面会自动恢复。",
    youCan: "请联系主持人。",
  },
  displayWaits: {
    happened: "会议室已加入，但其显示屏仍在等待准入。",
    doing: "声音正常；主持人准入显示屏后会有画面。",
    youCan: "请主持人也准入本会议室的第二个条目。",
  },
  inTheClear: {
    happened: "此加密会议中有人未加密。",
    doing: "会议室能听到和看到对方，但对方只能收到噪音。",
    youCan: "请对方用完整链接重新加入。姓名见“IT 详情”。",
  },
  bookingCancelled: {
    happened: "此会议的预订已被取消。",
    doing: "会议继续：会议室不会因此挂断。",
    youCan: "其他人可能会预订会议室。结束后请点“离开”。",
  },
  bookingMoved: {
    happened: "此会议的预订已改到其他时间。",
    doing: "会议继续：会议室不会因此挂断。",
    youCan: "其他人可能会预订会议室。结束后请点“离开”。",
  },
  talkingWhileMuted: {
    happened: "您已静音：没有人听到您。",
    doing: "麦克风保持关闭，直到您打开它。",
    youCan: "点按“麦克风”即可发言。",
  },
  poor: { happened: "连接较弱。", doing: "优先保证声音，画面可能变粗糙。", youCan: "若持续如此，请关闭摄像头。" },
  leaving: { happened: "正在离开会议。", doing: "正在关闭摄像头和麦克风。", youCan: "请稍候。" },
  cameraNotAllowed: {
    happened: "浏览器未允许使用摄像头或麦克风。",
    doing: "您可以不使用它们直接加入。",
    youCan: "请在浏览器地址栏中允许使用。",
  },
  cameraMissing: {
    happened: "未找到摄像头或麦克风。",
    doing: "您可以不使用它们直接加入。",
    youCan: "插上设备后重新载入页面。",
  },
  meetingLost: {
    happened: "与会议的连接已断开。",
    doing: "我们已尝试返回会议。",
    youCan: "请检查网络并再次加入。",
  },
  guestRemoved: { happened: "您被移出了会议。", doing: off, youCan: "再次加入前请先问主持人。" },
};
