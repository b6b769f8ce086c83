import type { Language } from "../../../domain/room-state.ts";
import type { RoomStatus } from "../../../protocol/hub/shown-room.ts";

export interface FleetWords {
  statuses: Record<RoomStatus, string>;
  offline: string;
  never: string;
  cloned: string;
  missing: (things: string) => string;
  rejected: (version: number) => string;
  behind: (version: number, reported: number) => string;
  capabilities: Record<string, string>;
  list: (parts: string[]) => string;
  site: string;
  group: string;
  noSite: string;
  noGroup: string;
}

export const fleetWords: Record<Language, FleetWords> = {
  en: {
    statuses: { never: "Never seen", offline: "Offline", meeting: "In a meeting", idle: "Idle" },
    offline: "No connection to the hub",
    never: "Waits to be claimed",
    cloned: "Its key may be in use elsewhere",
    missing: (things) => `Missing: ${things}`,
    rejected: (version) => `Refused configuration ${version}`,
    behind: (version, reported) =>
      reported === 0
        ? `Configuration ${version} not yet there`
        : `Runs configuration ${reported}, should run ${version}`,
    capabilities: {
      camera: "camera",
      microphone: "microphone",
      speaker: "speaker",
      capture: "share input",
      display: "display",
      ptz: "moving camera",
      callControls: "call buttons",
      indicators: "status lights",
      cameraControls: "camera controls",
      keys: "keys",
      occupancy: "presence sensor",
      relay: "relay",
      touchScreen: "touch screen",
      sensor: "sensor",
    },
    list: (parts) => parts.join(", "),
    site: "Site",
    group: "Group",
    noSite: "No site",
    noGroup: "No group",
  },
  zh: {
    statuses: { never: "从未连接", offline: "离线", meeting: "会议中", idle: "空闲" },
    offline: "与中心没有连接",
    never: "等待认领",
    cloned: "其密钥可能在别处使用",
    missing: (things) => `缺少：${things}`,
    rejected: (version) => `拒绝了配置 ${version}`,
    behind: (version, reported) =>
      reported === 0 ? `配置 ${version} 尚未到达` : `运行配置 ${reported}，应为 ${version}`,
    capabilities: {
      camera: "摄像头",
      microphone: "麦克风",
      speaker: "扬声器",
      capture: "共享输入",
      display: "显示屏",
      ptz: "可动摄像头",
      callControls: "通话按键",
      indicators: "状态灯",
      cameraControls: "摄像头控制",
      keys: "按键",
      occupancy: "人体感应",
      relay: "继电器",
      touchScreen: "触摸屏",
      sensor: "传感器",
    },
    list: (parts) => parts.join("、"),
    site: "地点",
    group: "组",
    noSite: "无地点",
    noGroup: "无组",
  },
};
