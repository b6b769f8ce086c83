import { describe, expect, it } from "vitest";
import { parseCards, parseEld, parseUsbStream } from "../../../src/device-host/enumerate/proc-asound.ts";

const cards = ` 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0x6001110000 irq 145
 1 [USB            ]: USB-Audio - Jabra SPEAK 510 USB
                      Jabra SPEAK 510 USB at usb-0000:00:14.0-2, full speed
12 [Loopback       ]: Loopback - Loopback
                      Loopback 1
`;

it("cards are listed with the driver, names with dashes and all", () => {
  expect([...parseCards(cards)]).toEqual([
    [0, { driver: "HDA-Intel", name: "HDA Intel PCH" }],
    [1, { driver: "USB-Audio", name: "Jabra SPEAK 510 USB" }],
    [12, { driver: "Loopback", name: "Loopback" }],
  ]);
  expect(parseCards("--- no soundcards ---\n").size).toBe(0);
});

const jabra = `Jabra SPEAK 510 USB at usb-0000:00:14.0-2, full speed : USB Audio

Playback:
  Status: Stop
  Interface 2
    Altset 1
    Format: S16_LE
    Channels: 2
    Endpoint: 0x03 (3 OUT) (ADAPTIVE)
    Rates: 8000, 16000, 48000
    Bits: 16
    Channel map: FL FR

Capture:
  Status: Running
    Interface = 1
    Momentary freq = 16000 Hz (0x10.0000)
  Interface 1
    Altset 1
    Format: S16_LE
    Channels: 1
    Endpoint: 0x83 (3 IN) (ASYNC)
    Rates: 16000
    Channel map: MONO
`;

describe("channels of a USB card", () => {
  it("differ by direction", () => {
    expect(parseUsbStream(jabra)).toEqual({ capture: [1], playback: [2] });
  });

  it("several settings are all listed; a card without the file has none", () => {
    const text = `Capture:\n  Interface 1\n    Altset 1\n    Channels: 2\n    Altset 2\n    Channels: 1\n`;
    expect(parseUsbStream(text)).toEqual({ capture: [1, 2], playback: [] });
    expect(parseUsbStream("")).toEqual({ capture: [], playback: [] });
  });
});

describe("the display at an HDMI output", () => {
  it("is named when there is one", () => {
    expect(
      parseEld("monitor_present\t\t1\neld_valid\t\t1\nmonitor_name\t\tSAMSUNG QM55\nconnection_type\t\tHDMI\n"),
    ).toEqual({
      isPresent: true,
      name: "SAMSUNG QM55",
    });
  });

  it("is absent when the cable is out, and unknown when the file says nothing", () => {
    expect(parseEld("monitor_present\t\t0\neld_valid\t\t0\n")).toEqual({ isPresent: false, name: "" });
    expect(parseEld("")).toBeNull();
  });
});
