import type { Descriptor } from "../../src/domain/device.ts";
import { DeviceError } from "../../src/domain/errors.ts";
import type { Device, DriverContext, Match } from "../../src/driver-contract/index.ts";
import { type Field, parseReportDescriptor, type ReportDescriptor } from "../hid-speakerphone/report-descriptor.ts";
import { bitsOf } from "../hid-speakerphone/reports.ts";

/** Digitizer page of the HID usage tables: touch screen, tip switch, contact count maximum. */
const digitizer = { page: 0x0d, touchScreen: 0x04, tipSwitch: 0x42, contactCountMaximum: 0x55, contactCount: 0x54 };

/** Somebody who touches the screen is there, and so for a while. */
const hereMs = 60_000;
/** A finger sends a hundred reports a second: nothing new comes of them. */
const notedEveryMs = 5_000;

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const isUsage = ({ usages }: Field, id: number) =>
  usages.some((usage) => usage.page === digitizer.page && usage.id === id);

/** A touch screen by its report descriptor; null for anything else, also for touch pads and pens. */
export function matchTouchScreen({ facts, name }: Descriptor): Match | null {
  const { applications, fields } = parseReportDescriptor(bytesOf(facts.reportDescriptor ?? ""));
  const isScreen = applications.some(({ page, id }) => page === digitizer.page && id === digitizer.touchScreen);
  if (!isScreen || !fields.some((field) => field.direction === "in" && isUsage(field, digitizer.tipSwitch)))
    return null;
  return { score: 50, why: "a touch screen, by its report descriptor", title: name || "Touch screen" };
}

/**
 * A local screen's touches. What they mean is the browser's business, which gets them from the system; here they say that the screen
 * is there and that somebody is in the room. Never that nobody is.
 */
export async function openTouchScreen(
  { node, facts }: Descriptor,
  deviceId: string,
  { transports, observe, clock, fail, log }: DriverContext,
): Promise<Device> {
  const descriptor = parseReportDescriptor(bytesOf(facts.reportDescriptor ?? ""));
  const touchScreen = { contacts: contactsOf(descriptor) };
  let notedMs = Number.NEGATIVE_INFINITY;
  let cancel = () => {};
  const tell = (occupied: true | null) =>
    observe({ type: "capabilities", capabilities: { touchScreen, occupancy: { occupied } } });
  const heard = (report: Uint8Array) => {
    const now = clock.monotonicMs();
    if (now - notedMs < notedEveryMs || !isTouched(descriptor, report)) return;
    notedMs = now;
    tell(true);
    cancel();
    cancel = clock.after(hereMs, () => tell(null));
  };
  try {
    await transports.hid(node, { heard, lost: fail });
  } catch (error) {
    // Touching works all the same: no trouble that people in the room should read about.
    if (!(error instanceof DeviceError) || error.code !== "device.permission") throw error;
    log.info("touches do not tell that somebody is there", { why: error.message });
  }
  return {
    id: deviceId,
    capabilities: { touchScreen, occupancy: { occupied: null } },
    configure: () => Promise.resolve(),
    close: () => Promise.resolve(cancel()),
  };
}

/** How many fingers it tells apart: as many tip switches as a report has, or what it says of itself. */
function contactsOf({ fields }: ReportDescriptor): number {
  const told = fields.find(
    (field) => isUsage(field, digitizer.contactCountMaximum) || isUsage(field, digitizer.contactCount),
  );
  const tips = fields.filter((field) => field.direction === "in" && isUsage(field, digitizer.tipSwitch));
  return Math.max(1, tips.length, told?.logicalMax ?? 0);
}

function isTouched({ numbered, fields }: ReportDescriptor, report: Uint8Array): boolean {
  const id = numbered ? report[0] : 0;
  const payload = numbered ? report.subarray(1) : report;
  return fields.some(
    (field) =>
      field.direction === "in" &&
      field.reportId === id &&
      isUsage(field, digitizer.tipSwitch) &&
      bitsOf(payload, field.bitOffset, field.bitSize) === 1,
  );
}
