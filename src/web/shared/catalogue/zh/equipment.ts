import type { Catalogue } from "../shape.ts";

export const equipment: Catalogue["equipment"] = {
  trouble: (device) => ({
    forIt: {
      happened: `会议室电脑无权使用“${device}”。`,
      doing: "每分钟会再次尝试。",
      youCan: "请告知 IT：详细信息中写明缺少什么。",
    },
    busy: {
      happened: `“${device}”正被其他程序使用。`,
      doing: "一旦空闲，会立即使用它。",
      youCan: "请关闭其他程序，或告知 IT。",
    },
    silent: {
      happened: `“${device}”没有应答。`,
      doing: "每隔几秒会再次尝试。",
      youCan: "请检查其线缆和电源。",
    },
    odd: {
      happened: `“${device}”工作不正常。`,
      doing: "每隔几秒会再次尝试。",
      youCan: "请拔下后重新插入，或告知 IT。",
    },
  }),
  shareLost: (device) => ({
    happened: `“${device}”已被拔出：共享已结束。`,
    doing: "会议继续进行。",
    youCan: "要再次共享，请重新插入。",
  }),
  shareRefused: (device) => ({
    unsteady: {
      happened: `“${device}”收到的画面时有时无。`,
      doing: "画面稳定后会立即共享。",
      youCan: "请插紧插头，或更换线缆。",
    },
    unsupported: {
      happened: `“${device}”无法显示收到的画面。`,
      doing: "可以显示时会立即共享。",
      youCan: "请将所接设备设为 1920 × 1080、60 赫兹。",
    },
    interlaced: {
      happened: `“${device}”收到隔行画面，无法共享。`,
      doing: "可以共享时会立即共享。",
      youCan: "请将所接设备改为逐行扫描（1920 × 1080）。",
    },
  }),
  mirror: "摄像头画面（镜像）",
  noMirror: {
    waiting: "摄像头正在启动…",
    off: "摄像头已关闭。",
    missing: "没有摄像头。",
    elsewhere: "画面仅在会议室电脑上显示。",
    busy: "摄像头正被其他程序使用。",
  },
  microphoneLevel: "麦克风音量",
  microphoneQuiet: "没有声音：请说句话。",
  microphoneHeard: "麦克风听到您了。",
  speakerLevel: "扬声器音量",
  speakerQuiet: "没有播放声音。",
  speakerPlays: "扬声器正在播放。",
  testTone: "播放测试音",
  toneHint: "只有本会议室能听到。",
  toneSilent: "声音已关闭：请先调高音量。",
  toneRefused: "现在无法播放。",
  moveCamera: "移动摄像头",
  cameraTitle: "摄像头",
  cannotMove: "无法从这里移动此摄像头。",
  joystick: "移动摄像头：按住并拖动，或按住方向键",
  nearer: "拉近",
  further: "拉远",
  home: "居中",
  positions: "已存位置",
  noPositions: "还没有。移动摄像头，然后保存位置。",
  position: (number) => `位置 ${number}`,
  keepPosition: "保存此位置",
  keepHere: "存为此处",
  changePositions: "更改",
  remove: "删除",
  done: "完成",
};

export const report: Catalogue["report"] = {
  button: "报告问题",
  title: "报告问题",
  hint: "会议室会为 IT 保存它所知道的：状态和日志，不含姓名和链接。",
  kinds: {
    picture: "摄像头或画面",
    sound: "麦克风或声音",
    meeting: "加入或离开会议",
    display: "显示屏或共享",
    other: "其他问题",
  },
  send: "报告",
  sending: "正在保存…",
  failed: "无法保存。请再试一次，或告知 IT。",
  kept: "谢谢。请把此编号告知 IT：",
  keptHint: "IT 可凭此编号查到会议室当时的情况。",
};
