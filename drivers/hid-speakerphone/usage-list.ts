import type { Item } from "./items.ts";
import type { Usage } from "./usages.ts";

/** A usage as a field has it. */
export interface FieldUsage extends Usage {
  /** The page that was in force at the field, where it differs from the usage's: by the letter, that one counts. */
  readonly laterPage?: number;
}

interface Range {
  readonly page: number;
  readonly first: number;
  readonly last: number;
  /** It named its page itself (four bytes). */
  readonly isExtended: boolean;
}

/** The local items before a main item: usages in order, single or in ranges. */
export class UsageList {
  readonly #ranges: Range[] = [];
  #minimum: Range | null = null;
  /** Within a delimiter only the first usage counts. */
  #alternative = 0;

  get length(): number {
    return this.#ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  }

  take({ tag, size, value }: Item, page: number): void {
    const isExtended = size === 4;
    const id = isExtended ? value % 0x10000 : value;
    const range = { page: isExtended ? Math.floor(value / 0x10000) : page, first: id, last: id, isExtended };
    if (tag === 0x0) this.#add(range);
    else if (tag === 0x1) this.#minimum = range;
    else if (tag === 0x2) this.#close(id);
    else if (tag === 0xa) this.#alternative = value === 1 ? 1 : 0;
  }

  at(index: number): Usage | undefined {
    return this.upTo(index + 1, null)[index];
  }

  /**
   * The first `count` usages. Fewer when the list is shorter; a field beyond the list then takes the last one (HID 1.11,
   * 6.2.2.8).
   * @param page in force at the main item
   */
  upTo(count: number, page: number | null): FieldUsage[] {
    const usages: FieldUsage[] = [];
    // A usage named on the later page shows that the maker meant pages to change between usages.
    const isSettled = this.#ranges.at(-1)?.page === page;
    for (const range of this.#ranges)
      for (let id = range.first; id <= range.last && usages.length < count; id++) {
        const isLater = page !== null && !isSettled && !range.isExtended && page !== range.page;
        usages.push({ page: range.page, id, ...(isLater ? { laterPage: page } : {}) });
      }
    return usages;
  }

  #add(range: Range) {
    if (this.#alternative <= 1) this.#ranges.push(range);
    if (this.#alternative > 0) this.#alternative++;
  }

  #close(last: number) {
    if (this.#minimum !== null && last >= this.#minimum.first) this.#add({ ...this.#minimum, last });
    this.#minimum = null;
  }
}
