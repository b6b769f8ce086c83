import { signal } from "@preact/signals";

export type SheetName =
  | "joinByName"
  | "devices"
  | "status"
  | "share"
  | "assisted"
  | "typing"
  | "messages"
  | "book"
  | "camera"
  | "report";

const opened = signal<SheetName | null>(null);

/** The second level: at most one sheet is open. */
export const sheet = {
  opened,
  open: (name: SheetName): void => {
    opened.value = name;
  },
  close: (): void => {
    opened.value = null;
  },
};
