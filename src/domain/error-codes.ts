/** When trying again makes sense. */
export type Retry = "now" | "later" | "never";

/**
 * Every error code, once. `docs` is what IT reads; the table in src/domain/README.md is generated from it and a test
 * keeps both equal.
 */
export const errorTable = {
  programming: { retry: "never", docs: "A mistake in Roomkeeper itself. Report it with the log." },
  cancelled: { retry: "never", docs: "Somebody changed their mind. Nothing to mend." },
  "config.unreadable": {
    retry: "later",
    docs: "A settings file cannot be read or is not YAML. The message names file and line.",
  },
  "config.invalid": {
    retry: "never",
    docs: "A setting has a value that is not allowed. The message names path, value and what is allowed.",
  },
  "config.secret": {
    retry: "later",
    docs: "A secret's file is missing or empty. Create it, readable by the daemon's user.",
  },
  "device.gone": { retry: "later", docs: "The device was unplugged or its node disappeared." },
  "device.busy": { retry: "later", docs: "Another program holds the device." },
  "device.timeout": { retry: "later", docs: "The device did not answer in time." },
  "device.permission": { retry: "later", docs: "The daemon's user may not open the device: install the udev rules." },
  "device.protocol": { retry: "later", docs: "The device answered something that its protocol does not allow." },
  "device.tool": {
    retry: "later",
    docs: "A program that the driver needs is not installed. The message names its package.",
  },
  "device.settings": { retry: "never", docs: "The driver refuses these settings. The message names the field." },
  "media.pipeline": { retry: "later", docs: "The capture or playback pipeline ended or could not start." },
  "media.frozen": { retry: "now", docs: "No new frame came for a while although the device is there." },
  "media.input": {
    retry: "never",
    docs: "Media of a shape that the native layer must not be given (size, rate, queue).",
  },
  "meeting.refused": { retry: "never", docs: "The meeting server refused the token or the room." },
  "meeting.unreachable": { retry: "later", docs: "The meeting server does not answer." },
  "meeting.token": { retry: "later", docs: "No token could be had for the meeting." },
  "meeting.unknown": {
    retry: "never",
    docs: "The link, number or booking does not name a meeting that this room can join.",
  },
  "meeting.denied": { retry: "never", docs: "The host did not let the room in." },
  "meeting.timeout": { retry: "later", docs: "A step of joining took too long." },
  "meeting.removed": { retry: "never", docs: "The host removed the room, or the meeting was ended." },
  "meeting.encrypted": {
    retry: "never",
    docs: "The meeting is encrypted and the passphrase is missing or wrong: ask for the full link.",
  },
  "meeting.assisted": {
    retry: "never",
    docs: "The room cannot enter this service by itself. Open its own page on the display, or use the link on another device.",
  },
  "assisted.window": {
    retry: "now",
    docs: "The browser window of a meeting could not be opened, or ended by itself. The message says why.",
  },
  "intent.invalid": { retry: "never", docs: "A wish of a shape that is not known. The message names the field." },
  "intent.impossible": { retry: "later", docs: "A wish that makes no sense in this state. The message says why." },
  "phone.code": {
    retry: "now",
    docs: "The code of the display was used or is too old. Scan the one that is shown now.",
  },
  "calendar.unreachable": { retry: "later", docs: "The calendar cannot be fetched. The last bookings stay." },
  "calendar.refused": { retry: "later", docs: "The calendar server refuses the room's account, or asks it to wait." },
  "calendar.unreadable": { retry: "later", docs: "What came is not a calendar. The message names line and property." },
  "calendar.event": { retry: "never", docs: "One event cannot be read; the others are shown." },
  "process.crashed": { retry: "now", docs: "A child process ended unexpectedly; another was started." },
  "process.timeout": { retry: "now", docs: "A child process stopped answering and was replaced." },
  "panel.port": {
    retry: "never",
    docs: "The address or port for the pages is taken or not allowed. The message names it: choose another panel.port.",
  },
  "request.host": {
    retry: "never",
    docs: "The pages were asked for under a name that is not theirs. Open them by address, or add the name to panel.names.",
  },
  "request.origin": { retry: "never", docs: "A page of another site asked. Only this room's own pages may." },
  "request.elsewhere": {
    retry: "never",
    docs: "Only for the room computer's own screen. The message says which setting allows it elsewhere.",
  },
  "request.invalid": { retry: "never", docs: "A request or message of a wrong shape. The message names the place." },
  "request.unknown": { retry: "never", docs: "There is nothing at this address, or not for this method." },
  "request.type": { retry: "never", docs: "Wishes are sent as application/json." },
  "request.too-large": { retry: "never", docs: "A request or message is larger than 64 kB." },
  "request.too-many": { retry: "later", docs: "More requests, messages or pages at once than a room needs." },
  "hub.protocol": {
    retry: "never",
    docs: "A message between a room and its hub does not fit. The message names the field.",
  },
  "hub.unreachable": { retry: "later", docs: "The hub does not answer. The room goes on working and tries again." },
  "hub.refused": { retry: "later", docs: "The hub refuses this room or this wish. The message says why." },
  "hub.revoked": {
    retry: "later",
    docs: "The key of this room's computer was revoked. The room shows a new claim code by itself, once the hub has proven it.",
  },
  "hub.unknown-room": {
    retry: "later",
    docs: "The hub does not know this room's certificate (any more): it was away for long, or the hub came back from an older backup. It can be claimed again beside.",
  },
  "hub.was-revoked": {
    retry: "never",
    docs: "This code is shown by a computer whose key was revoked before. Claim it again only if it is where it belongs, and say so.",
  },
  "hub.proxy": { retry: "later", docs: "The HTTP proxy on the way to the hub refuses the connection." },
  "hub.claim": { retry: "never", docs: "The claim code is wrong, used or too old. Let the room show a new one." },
  "hub.certificate": {
    retry: "never",
    docs: "A certificate or a signing request cannot be used. The message says why.",
  },
  "hub.store": {
    retry: "later",
    docs: "The hub's database cannot be opened, read or written. The message names the cause.",
  },
  "hub.invalid": {
    retry: "never",
    docs: "A request to the hub has a value that is not allowed. The message names it.",
  },
  "hub.signed-out": { retry: "never", docs: "Nobody is signed in, or the session or key has ended." },
  "hub.forbidden": { retry: "never", docs: "The signed-in person or key may not do this." },
  "hub.not-found": { retry: "never", docs: "There is no such thing, or it belongs to another organisation." },
  "hub.conflict": { retry: "never", docs: "The thing has changed in the meantime, or a name is taken." },
  "hub.in-use": { retry: "never", docs: "Something still depends on what should be removed. The message names it." },
  "hub.busy": { retry: "later", docs: "Too many requests. Come again after the time that the answer names." },
  "protocol.invalid": { retry: "never", docs: "A message between two processes does not fit its schema." },
} as const satisfies Record<string, { retry: Retry; docs: string }>;

export type ErrorCode = keyof typeof errorTable;
