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
  #length = 0;
  /** One end of a range waits for the other; which comes first is the maker's choice. */
  #minimum: Range | null = null;
  #maximum: Range | null = null;
  /** Within a delimiter only the first usage counts. */
  #alternative = 0;

  get length(): number {
    return this.#length;
  }

  take({ tag, size, value }: Item, page: number): void {
    const isExtended = size === 4;
    const id = isExtended ? value % 0x10000 : value;
    const range = { page: isExtended ? Math.floor(value / 0x10000) : page, first: id, last: id, isExtended };
    if (tag === 0x0) this.#add(range);
    else if (tag === 0x1) this.#minimum = range;
    else if (tag === 0x2) this.#maximum = range;
    else if (tag === 0xa) this.#alternative = value === 1 ? 1 : 0;
    this.#close();
  }

  /**
   * The usages in order, each found when it is asked for: a range of four bytes can name 65,536. A field beyond the list takes
   * the last one (HID 1.11, 6.2.2.8).
   * @param page in force at the main item; null when it does not matter
   */
  *inOrder(page: number | null): Generator<FieldUsage> {
    // A usage named on the later page shows that the maker meant pages to change between usages.
    const isSettled = this.#ranges.at(-1)?.page === page;
    for (const range of this.#ranges) {
      const isLater = page !== null && !isSettled && !range.isExtended && page !== range.page;
      for (let id = range.first; id <= range.last; id++)
        yield { page: range.page, id, ...(isLater ? { laterPage: page } : {}) };
    }
  }

  #close() {
    const [minimum, maximum] = [this.#minimum, this.#maximum];
    if (minimum === null || maximum === null) return;
    this.#minimum = null;
    this.#maximum = null;
    // Only one end may name the page.
    const named = minimum.isExtended || !maximum.isExtended ? minimum : maximum;
    if (maximum.last >= minimum.first) this.#add({ ...named, first: minimum.first, last: maximum.last });
  }

  #add(range: Range) {
    if (this.#alternative <= 1) {
      this.#ranges.push(range);
      this.#length += range.last - range.first + 1;
    }
    if (this.#alternative > 0) this.#alternative++;
  }
}
