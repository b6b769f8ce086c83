import { type Direction, type Field, parseReportDescriptor, type ReportDescriptor } from "./report-descriptor.ts";
import { hex, page, type Usage, usageName } from "./usages.ts";

/** One control of a device in words: a key, a lamp, a level. For people and for reports about devices. */
interface ControlDescription {
  readonly usage: string;
  readonly page: string;
  readonly usageId: string;
  readonly direction: Direction;
  readonly reportId: number;
  readonly bitOffset: number;
  readonly bitSize: number;
  readonly relative: boolean;
  readonly absolute: boolean;
  readonly array: boolean;
  readonly constant: boolean;
  readonly noPreferred: boolean;
  readonly logicalMin: number;
  readonly logicalMax: number;
  readonly collection: string;
  /** Array fields: what the field holds when this usage is on. */
  readonly value?: number;
  /** The usage's page by the letter of the specification, where makers mean the other. */
  readonly ambiguousPage?: string;
}

export interface HidDescription {
  readonly telephony: boolean;
  readonly muteButton: "phone-mute" | "consumer-mute" | "none";
  readonly muteLed: boolean;
  readonly offHookLed: boolean;
  readonly numbered: boolean;
  readonly applicationCollections: readonly string[];
  readonly reports: readonly { direction: Direction; reportId: number; bits: number; payloadBytes: number }[];
  readonly controls: readonly ControlDescription[];
}

/** Everything on the telephony, LED and consumer pages of a report descriptor. Any bytes give an answer. */
export const describeHid = (bytes: Uint8Array): HidDescription => describe(parseReportDescriptor(bytes));

/** The same of a descriptor that was read already. */
export function describe({ numbered, fields, reports, applications }: ReportDescriptor): HidDescription {
  const controls = fields.flatMap(controlsOf);
  const has = (usage: string, direction: Direction) =>
    controls.some((control) => control.usage === usage && control.direction === direction);
  return {
    telephony: controls.some((control) => control.page === hex(page.telephony) && control.direction === "in"),
    muteButton: has("phone-mute", "in") ? "phone-mute" : has("mute", "in") ? "consumer-mute" : "none",
    muteLed: has("led-mute", "out"),
    offHookLed: has("led-off-hook", "out"),
    numbered,
    applicationCollections: applications.map(collectionName),
    reports: reports.map((report) => ({ ...report, payloadBytes: Math.ceil(report.bits / 8) })),
    controls,
  };
}

function controlsOf(field: Field): ControlDescription[] {
  return field.usages.flatMap((usage, index) => {
    const name = usageName(usage);
    if (name === null) return [];
    return {
      usage: name,
      page: hex(usage.page),
      usageId: hex(usage.id),
      direction: field.direction,
      reportId: field.reportId,
      bitOffset: field.bitOffset,
      bitSize: field.bitSize,
      relative: field.relative,
      absolute: !field.relative,
      array: field.array,
      constant: field.constant,
      noPreferred: field.noPreferred,
      logicalMin: field.logicalMin,
      logicalMax: field.logicalMax,
      collection: collectionName(field.collection),
      ...(field.array ? { value: field.logicalMin + index } : {}),
      ...(usage.laterPage === undefined ? {} : { ambiguousPage: hex(usage.laterPage) }),
    };
  });
}

const collectionName = (usage: Usage) => `${hex(usage.page)}/${hex(usage.id)}`;
