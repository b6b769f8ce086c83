import type { Transports } from "../../src/driver-contract/index.ts";

const absent = (what: string) => () => Promise.reject(new TypeError(`this test has no ${what}`));

/** Transports that lead nowhere, for tests to replace those that they need. */
export const noTransports: Transports = {
  v4l2: absent("V4L2 node"),
  alsa: absent("sound card"),
  clip: absent("clip"),
  secret: absent("secret"),
  hid: absent("HID device"),
  stream: absent("stream"),
  listen: absent("port"),
  gpio: absent("GPIO line"),
  cec: absent("CEC adapter"),
  streamDeck: absent("Stream Deck"),
};
