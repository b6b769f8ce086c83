import { type Item, isKnownItem, itemsOf } from "./items.ts";
import { type FieldUsage, UsageList } from "./usage-list.ts";
import type { Usage } from "./usages.ts";

export type Direction = "in" | "out" | "feature";

/** One field of a report: a bit, a number, or (array) a slot that holds which of several usages is on. */
export interface Field {
  readonly direction: Direction;
  /** 0 when reports have no ids. */
  readonly reportId: number;
  /** From the first payload byte; the id byte is not counted. */
  readonly bitOffset: number;
  readonly bitSize: number;
  readonly logicalMin: number;
  readonly logicalMax: number;
  readonly relative: boolean;
  readonly constant: boolean;
  readonly noPreferred: boolean;
  readonly array: boolean;
  /** One usage, or for an array those that a slot chooses from: value logicalMin + index. */
  readonly usages: readonly FieldUsage[];
  /** Innermost application collection. */
  readonly collection: Usage;
}

interface ReportSize {
  readonly direction: Direction;
  readonly reportId: number;
  readonly bits: number;
}

export interface ReportDescriptor {
  readonly numbered: boolean;
  readonly fields: readonly Field[];
  readonly reports: readonly ReportSize[];
  /** In order of opening, nested ones included. */
  readonly applications: readonly Usage[];
  /** What is not as the specification wants it; the device is kept all the same. */
  readonly oddities: readonly string[];
}

interface Globals {
  page: number;
  logicalMin: number;
  /** The item, since whether it is signed depends on the minimum. */
  logicalMax: Item | null;
  reportSize: number;
  reportCount: number;
  reportId: number;
}

/**
 * Bounds against descriptors made to exhaust us; the largest real ones stay far below. `usages` counts those of all fields
 * together: a few bytes can declare thousands of slots that choose from thousands of usages each.
 */
const limits = { bitsInReport: 8 * 65_536, usages: 20_000, depth: 64, arrayUsages: 1_024 };

const directions: Readonly<Record<number, Direction>> = { 8: "in", 9: "out", 11: "feature" };
const applicationCollection = 1;
const flag = { constant: 0x01, variable: 0x02, relative: 0x04, noPreferred: 0x20 };
const nowhere: Usage = { page: 0, id: 0 };

/** Reads any bytes; what cannot be read is left out and named among the oddities. */
export function parseReportDescriptor(bytes: Uint8Array): ReportDescriptor {
  const reader = new Reader();
  let end = 0;
  for (const item of itemsOf(bytes)) {
    if (!isKnownItem(item)) reader.odd("items of no known kind are passed over");
    reader.take(item);
    end = item.end;
  }
  if (end < bytes.length) reader.odd(`it ends in the middle of an item, at byte ${end}`);
  return reader.result();
}

class Reader {
  #globals: Globals = { page: 0, logicalMin: 0, logicalMax: null, reportSize: 0, reportCount: 0, reportId: 0 };
  #pushed: Globals[] = [];
  #usages = new UsageList();
  #numbered = false;
  /** Application collection, or null for a collection of another kind. */
  readonly #open: (Usage | null)[] = [];
  readonly #fields: Field[] = [];
  readonly #applications: Usage[] = [];
  readonly #bits = new Map<string, ReportSize>();
  readonly #oddities = new Set<string>();
  #usageCount = 0;

  odd(what: string) {
    this.#oddities.add(what);
  }

  take(item: Item) {
    if (item.type === "global") this.#global(item);
    else if (item.type === "local") this.#usages.take(item, this.#globals.page);
    else if (item.type === "main") {
      this.#main(item);
      this.#usages = new UsageList();
    }
  }

  result(): ReportDescriptor {
    if (this.#open.length > 0) this.#oddities.add("a collection is not closed");
    const reports = [...this.#bits.values()].sort(
      (a, b) => a.direction.localeCompare(b.direction) || a.reportId - b.reportId,
    );
    return {
      numbered: this.#numbered,
      fields: this.#fields,
      reports,
      applications: this.#applications,
      oddities: [...this.#oddities],
    };
  }

  #global(item: Item) {
    const globals = this.#globals;
    if (item.tag === 0x0) globals.page = item.value & 0xffff;
    else if (item.tag === 0x1) globals.logicalMin = item.signed;
    else if (item.tag === 0x2) globals.logicalMax = item;
    else if (item.tag === 0x7) globals.reportSize = item.value;
    else if (item.tag === 0x9) globals.reportCount = item.value;
    else if (item.tag === 0x8) this.#reportId(item.value);
    else if (item.tag === 0xa) this.#push();
    else if (item.tag === 0xb) this.#pop();
  }

  #reportId(id: number) {
    if (id === 0 || id > 255) return void this.#oddities.add(`report id ${id} is not allowed`);
    this.#numbered = true;
    this.#globals.reportId = id;
  }

  #push() {
    if (this.#pushed.length < limits.depth) this.#pushed.push({ ...this.#globals });
    else this.#oddities.add("more is pushed than is sensible");
  }

  #pop() {
    const globals = this.#pushed.pop();
    if (globals === undefined) this.#oddities.add("pop without push");
    else this.#globals = globals;
  }

  #main(item: Item) {
    const direction = directions[item.tag];
    if (direction !== undefined) this.#data(direction, item.value);
    else if (item.tag === 0xa) this.#openCollection(item.value);
    else if (item.tag === 0xc && this.#open.length === 0)
      this.#oddities.add("a collection is closed that was not opened");
    else if (item.tag === 0xc) this.#open.pop();
  }

  #openCollection(kind: number) {
    if (this.#open.length >= limits.depth)
      return void this.#oddities.add("collections are nested deeper than is sensible");
    if (kind !== applicationCollection) return void this.#open.push(null);
    if (this.#open.some((one) => one !== null)) this.#oddities.add("an application collection lies within another");
    const usage = this.#usages.inOrder(null).next().value ?? { page: this.#globals.page, id: 0 };
    this.#open.push({ page: usage.page, id: usage.id });
    this.#applications.push({ page: usage.page, id: usage.id });
  }

  #data(direction: Direction, flags: number) {
    const { reportSize, reportCount, reportId } = this.#globals;
    const key = `${direction} ${reportId}`;
    const before = this.#bits.get(key)?.bits ?? 0;
    const bits = before + reportSize * reportCount;
    if (bits > limits.bitsInReport)
      return void this.#oddities.add(`report ${reportId} is larger than is sensible; its rest is left out`);
    this.#bits.set(key, { direction, reportId, bits });
    if (this.#usages.length === 0 || reportSize === 0) return;
    const isArray = (flags & flag.variable) === 0;
    const inField = isArray ? Math.min(this.#usages.length, limits.arrayUsages) : 1;
    if (this.#usageCount + inField * reportCount > limits.usages)
      return void this.#oddities.add(`report ${reportId} has more fields than is sensible; they are left out`);
    this.#usageCount += inField * reportCount;
    const usages = this.#usages.inOrder(this.#globals.page);
    // The slots of an array choose from the same usages.
    let chosen = isArray ? firstOf(usages, inField) : [];
    for (let index = 0; index < reportCount; index++) {
      if (!isArray) chosen = firstOf(usages, 1, chosen);
      this.#field(direction, flags, before + index * reportSize, chosen);
    }
  }

  #field(direction: Direction, flags: number, bitOffset: number, usages: readonly FieldUsage[]) {
    const { reportSize, reportId, logicalMin } = this.#globals;
    this.#fields.push({
      direction,
      reportId,
      bitOffset,
      bitSize: reportSize,
      logicalMin,
      logicalMax: maximum(this.#globals),
      relative: (flags & flag.relative) !== 0,
      constant: (flags & flag.constant) !== 0,
      noPreferred: (flags & flag.noPreferred) !== 0,
      array: (flags & flag.variable) === 0,
      usages,
      collection: this.#open.findLast((one) => one !== null) ?? nowhere,
    });
  }
}

/** Up to `count` more; when there are none left, `otherwise`. */
function firstOf(
  usages: Generator<FieldUsage>,
  count: number,
  otherwise: readonly FieldUsage[] = [],
): readonly FieldUsage[] {
  const taken: FieldUsage[] = [];
  while (taken.length < count) {
    const next = usages.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken.length === 0 ? otherwise : taken;
}

/** Many devices write 255 into one byte, where it means -1: read it unsigned when it would be below the minimum. */
function maximum({ logicalMin, logicalMax }: Globals): number {
  if (logicalMax === null) return 0;
  return logicalMax.signed < logicalMin ? logicalMax.value : logicalMax.signed;
}
