import type { Language } from "../../../domain/room-state.ts";

export interface FieldWords {
  groups: Record<string, string>;
  /** Name and what it does, by path. What has no entry (a newer hub's) is shown by its path. */
  fields: Record<string, readonly [string, string]>;
  /** Choices, by path and value; others are shown as they are. */
  values: Record<string, Record<string, string>>;
}

const languages = { en: "English", zh: "中文" };

export const fieldWords: Record<Language, FieldWords> = {
  en: {
    groups: { room: "Room", policies: "Meetings", media: "Picture and sound", devices: "Devices", log: "Log" },
    fields: {
      "room.name": ["Name", "What people call the room; shown on panel and display, and in the meeting."],
      "room.zone": ["Time zone", "Such as Europe/Berlin."],
      "room.language": ["Language", "Of panel and display."],
      "policies.joinButtonMinutes": ["Join button before the start", "Minutes."],
      "policies.autoJoin.enabled": ["Join by itself", "At the start of a booking."],
      "policies.autoJoin.cancelSeconds": ["Time to cancel joining", "Seconds."],
      "policies.autoJoin.microphone": ["Microphone on after joining by itself", ""],
      "policies.autoJoin.camera": ["Camera on after joining by itself", ""],
      "policies.autoLeaveMinutes": ["Leave when alone", "Minutes after the booked end; 0 is never."],
      "policies.join.microphone": ["Microphone on when people join", ""],
      "policies.join.camera": ["Camera on when people join", ""],
      "policies.autoShare": ["Share what is plugged in", "An HDMI input, after two seconds."],
      "policies.displayStandbyMinutes": ["Displays to standby", "Minutes after the last use; 0 leaves them on."],
      "policies.noShow.enabled": [
        "Give back bookings that nobody came to",
        "Leave it off where Exchange or another panel does it.",
      ],
      "policies.noShow.minutes": ["Give back after", "Minutes after the start."],
      "policies.titles": ["Titles of bookings", "What panel and display show."],
      "policies.meetNow": ["Meet now", "People may start a meeting without a booking."],
      "media.camera.codec": ["Camera: codec", ""],
      "media.camera.simulcast": ["Camera: several sizes at once", "Simulcast, for people with slow networks."],
      "media.camera.quality": ["Camera: size and pictures a second", ""],
      "media.camera.maxBitrate": ["Camera: at most", "Bits a second."],
      "media.share.quality": ["Share: size and pictures a second", ""],
      "media.share.maxBitrate": ["Share: at most", "Bits a second."],
      "media.audio.echoCancellation": ["Echo cancellation", "Automatic: unless the device does it itself."],
      "media.audio.noiseSuppression": ["Noise suppression", ""],
      "media.audio.gainControl": ["Automatic gain", ""],
      "devices.drivers": ["Driver settings", "By driver."],
      "devices.camera": ["Camera to prefer", "Its id."],
      "devices.microphone": ["Microphone to prefer", "Its id."],
      "devices.speaker": ["Speaker to prefer", "Its id."],
      "log.level": ["Detail of the log", ""],
    },
    values: {
      "room.language": languages,
      "policies.titles": { title: "In full", organiser: "Organiser only", busy: "“Busy” only" },
      "media.audio.echoCancellation": { auto: "Automatic", on: "On", off: "Off" },
    },
  },
  zh: {
    groups: { room: "会议室", policies: "会议", media: "画面与声音", devices: "设备", log: "日志" },
    fields: {
      "room.name": ["名称", "人们对会议室的称呼；显示在面板、显示屏和会议中。"],
      "room.zone": ["时区", "例如 Asia/Shanghai。"],
      "room.language": ["语言", "面板和显示屏的语言。"],
      "policies.joinButtonMinutes": ["提前显示加入按钮", "分钟。"],
      "policies.autoJoin.enabled": ["自动加入", "在预订开始时。"],
      "policies.autoJoin.cancelSeconds": ["取消自动加入的时间", "秒。"],
      "policies.autoJoin.microphone": ["自动加入后打开麦克风", ""],
      "policies.autoJoin.camera": ["自动加入后打开摄像头", ""],
      "policies.autoLeaveMinutes": ["独自一人时离开", "预订结束后的分钟数；0 表示从不。"],
      "policies.join.microphone": ["手动加入时打开麦克风", ""],
      "policies.join.camera": ["手动加入时打开摄像头", ""],
      "policies.autoShare": ["自动共享接入的画面", "HDMI 输入，两秒后。"],
      "policies.displayStandbyMinutes": ["显示屏待机", "最后一次使用后的分钟数；0 表示保持开启。"],
      "policies.noShow.enabled": ["释放无人到场的预订", "若 Exchange 或其他面板已处理，请保持关闭。"],
      "policies.noShow.minutes": ["释放时间", "开始后的分钟数。"],
      "policies.titles": ["预订标题", "面板和显示屏显示的内容。"],
      "policies.meetNow": ["立即开会", "无需预订即可开始会议。"],
      "media.camera.codec": ["摄像头：编码", ""],
      "media.camera.simulcast": ["摄像头：同时发送多种尺寸", "联播，适合网络较慢的参会者。"],
      "media.camera.quality": ["摄像头：尺寸与帧率", ""],
      "media.camera.maxBitrate": ["摄像头：上限", "比特每秒。"],
      "media.share.quality": ["共享：尺寸与帧率", ""],
      "media.share.maxBitrate": ["共享：上限", "比特每秒。"],
      "media.audio.echoCancellation": ["回声消除", "自动：设备自身具备时不启用。"],
      "media.audio.noiseSuppression": ["降噪", ""],
      "media.audio.gainControl": ["自动增益", ""],
      "devices.drivers": ["驱动设置", "按驱动。"],
      "devices.camera": ["首选摄像头", "其标识。"],
      "devices.microphone": ["首选麦克风", "其标识。"],
      "devices.speaker": ["首选扬声器", "其标识。"],
      "log.level": ["日志详细程度", ""],
    },
    values: {
      "room.language": languages,
      "policies.titles": { title: "完整显示", organiser: "仅组织者", busy: "仅“忙碌”" },
      "media.audio.echoCancellation": { auto: "自动", on: "开", off: "关" },
    },
  },
};
