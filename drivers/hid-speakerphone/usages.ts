/** A usage's place in the usage tables. */
export interface Usage {
  readonly page: number;
  readonly id: number;
}

/** The usages that matter to a room, by page and id (HID Usage Tables 1.4). */
export const page = { led: 0x08, telephony: 0x0b, consumer: 0x0c } as const;

const telephony: Readonly<Record<number, string>> = {
  7: "programmable-button",
  32: "hook-switch",
  33: "flash",
  34: "feature",
  35: "hold",
  36: "redial",
  37: "transfer",
  38: "drop",
  39: "park",
  40: "forward-calls",
  41: "alternate-function",
  42: "line",
  43: "speaker-phone",
  44: "conference",
  45: "ring-enable",
  46: "ring-select",
  47: "phone-mute",
  48: "caller-id",
  49: "send",
  80: "speed-dial",
  81: "store-number",
  82: "recall-number",
  83: "phone-directory",
  112: "voice-mail",
  113: "screen-calls",
  114: "do-not-disturb",
  115: "message",
  116: "answer-on-off",
  144: "inside-dial-tone",
  145: "outside-dial-tone",
  146: "inside-ring-tone",
  147: "outside-ring-tone",
  148: "priority-ring-tone",
  149: "inside-ringback",
  150: "priority-ringback",
  151: "line-busy-tone",
  152: "reorder-tone",
  153: "call-waiting-tone",
  154: "confirmation-tone-1",
  155: "confirmation-tone-2",
  156: "tones-off",
  157: "outside-ringback",
  158: "ringer",
  186: "phone-key-star",
  187: "phone-key-pound",
  188: "phone-key-a",
  189: "phone-key-b",
  190: "phone-key-c",
  191: "phone-key-d",
};

const led: Readonly<Record<number, string>> = {
  9: "led-mute",
  23: "led-off-hook",
  24: "led-ring",
  25: "led-message-waiting",
  26: "led-data-mode",
  30: "led-speaker",
  31: "led-headset",
  32: "led-hold",
  33: "led-mic",
  34: "led-coverage",
  39: "led-stand-by",
  41: "led-camera-off",
  42: "led-on-line",
  43: "led-off-line",
  44: "led-busy",
  45: "led-ready",
};

const consumer: Readonly<Record<number, string>> = {
  48: "power",
  176: "play",
  177: "pause",
  178: "record",
  179: "fast-forward",
  180: "rewind",
  181: "next-track",
  182: "previous-track",
  183: "stop",
  205: "play-pause",
  207: "voice-command",
  224: "volume",
  226: "mute",
  233: "volume-up",
  234: "volume-down",
};

const tables: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  [page.telephony]: telephony,
  [page.led]: led,
  [page.consumer]: consumer,
};
const prefixes: Readonly<Record<number, string>> = {
  [page.telephony]: "telephony",
  [page.led]: "led",
  [page.consumer]: "consumer",
};

/** A name, such as "phone-mute" or, without one, "consumer-0x1B1"; null for pages that are none of our business. */
export function usageName(usage: Usage): string | null {
  const table = tables[usage.page];
  // Usage 0 is "undefined" on every page: vendors put pipes of their own there.
  if (table === undefined || usage.id === 0) return null;
  if (usage.page === page.telephony && usage.id >= 0xb0 && usage.id <= 0xb9) return `phone-key-${usage.id - 0xb0}`;
  return table[usage.id] ?? `${prefixes[usage.page]}-${hex(usage.id)}`;
}

/** 0x0B, 0x2F, 0xFF30. */
export const hex = (value: number) => `0x${value.toString(16).toUpperCase().padStart(2, "0")}`;
