import { StreamDeck } from "../emulators/stream-deck/stream-deck.ts";
import { inMeeting } from "../lab/device-host.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { untilTrue } from "../room/until.ts";
import { check } from "./check.ts";

const driver = "stream-deck";
const identity = {
  ...{ ids: "0fd9:0080", version: 0x0100, manufacturer: "Elgato", product: "Lab Deck", serial: "LABDECK00001" },
};
/** Where the driver puts the microphone. */
const microphone = 1;
const flips = 20;

export const deckPressed: Scenario = {
  name: "stream-deck",
  symptom: "a key of the Stream Deck does nothing, shows what was long ago, or stays dark after it was plugged anew",
  async run(lab) {
    const host = await lab.deviceHost();
    const deck = await lab.plug(new StreamDeck(identity), 6);
    const { device } = deck;
    const show = (isMuted: boolean) => host.tell({ type: "show", room: { ...inMeeting, microphone: !isMuted } });
    const shown = (what: string, fits: (picture: Buffer) => boolean) =>
      untilTrue(what, patienceMs(5000), () => fits(device.pictures[microphone] ?? Buffer.alloc(0)));
    try {
      const { keys } = (await host.ready(driver)).device.capabilities;
      check(keys?.rows === 3 && keys.columns === 5, "it has fifteen keys", keys);
      await show(false);
      await shown("the microphone's key is drawn", (picture) => isJpeg(picture));
      const open = device.pictures[microphone] as Buffer;
      await show(true);
      await shown("it is drawn anew", (picture) => !picture.equals(open));
      const muted = device.pictures[microphone] as Buffer;
      const before = device.drawn[microphone] ?? 0;
      for (let flip = 0; flip < flips; flip++) await show(flip % 2 === 1);
      await show(false);
      await show(true);
      const from = host.heard.length;
      device.press(microphone);
      await host.next("the key is told", ({ type }) => type === "observation", from, patienceMs(2000));
      await shown("the newest state won", (picture) => picture.equals(muted));
      const drawn = (device.drawn[microphone] ?? 0) - before;
      lab.numbers.note(`pictures drawn for ${flips + 2} changes in a row`, drawn, "", "fewer: the newest wins");
      deck.pull();
      await host.gone(driver);
      await deck.plug();
      await host.ready(driver);
      await shown("it shows the state again", (picture) => picture.equals(muted));
    } finally {
      deck.close();
      await host.gone(driver);
    }
  },
};

const isJpeg = (bytes: Buffer) =>
  bytes[0] === 0xff && bytes[1] === 0xd8 && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
