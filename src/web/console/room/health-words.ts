import type { Language } from "../../../domain/room-state.ts";

interface HealthWords {
  /** What rooms measure, by the name they give it; others are shown as they are called. */
  measures: Record<string, string>;
  measure: string;
  course: string;
  least: string;
  mean: string;
  most: string;
  health: string;
  noHealth: string;
}

/** Units of what rooms measure, and by what a number is multiplied to be in them. */
export const units: Record<string, readonly [unit: string, factor: number]> = {
  inMeeting: ["%", 100],
  clockAheadSeconds: ["s", 1],
  loadPerProcessor: ["%", 100],
  memoryFreePercent: ["%", 1],
  daemonMegabytes: ["MB", 1],
  processorDegrees: ["°C", 1],
};

export const healthWords: Record<Language, HealthWords> = {
  en: {
    measures: {
      inMeeting: "Time in meetings",
      faults: "Faults",
      devicesWorking: "Working devices",
      clockAheadSeconds: "Clock ahead of the hub's",
      loadPerProcessor: "Processor load",
      memoryFreePercent: "Free memory",
      daemonMegabytes: "Memory of Roomkeeper",
      processorDegrees: "Processor temperature",
    },
    measure: "Measurement",
    course: "Course",
    least: "Least",
    mean: "Mean",
    most: "Most",
    health: "Health, last two days",
    noHealth: "No measurements yet: rooms measure once a minute, and the hub writes them down every few minutes.",
  },
  zh: {
    measures: {
      inMeeting: "会议时间占比",
      faults: "故障数",
      devicesWorking: "正常设备数",
      clockAheadSeconds: "时钟快于中心",
      loadPerProcessor: "处理器负载",
      memoryFreePercent: "空闲内存",
      daemonMegabytes: "Roomkeeper 内存",
      processorDegrees: "处理器温度",
    },
    measure: "测量项",
    course: "走势",
    least: "最小",
    mean: "平均",
    most: "最大",
    health: "最近两天的健康状况",
    noHealth: "还没有测量数据：会议室每分钟测量一次，中心每几分钟记录一次。",
  },
};
