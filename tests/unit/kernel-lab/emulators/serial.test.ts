import { describe, expect, test } from "vitest";
import type { DisplayProtocol, DisplayRequest } from "../../../../drivers/displays/protocol.ts";
import { lg } from "../../../../drivers/displays/protocols/lg.ts";
import { nec } from "../../../../drivers/displays/protocols/nec.ts";
import { samsungMdc } from "../../../../drivers/displays/protocols/samsung-mdc.ts";
import { sharp } from "../../../../drivers/displays/protocols/sharp.ts";
import { sonyRs232 } from "../../../../drivers/displays/protocols/sony-rs232.ts";
import { radarReports } from "../../../../drivers/gpio/ld2410.ts";
import { panTiltOf, visca, viscaMessages, viscaReply } from "../../../../drivers/visca-camera/messages.ts";
import { BraviaDisplay } from "../../../kernel-lab/emulators/serial/bravia-display.ts";
import type { FramedPeer } from "../../../kernel-lab/emulators/serial/framed-peer.ts";
import { Ld2410Radar } from "../../../kernel-lab/emulators/serial/ld2410-radar.ts";
import { LgDisplay } from "../../../kernel-lab/emulators/serial/lg-display.ts";
import { MdcDisplay } from "../../../kernel-lab/emulators/serial/mdc-display.ts";
import { NecDisplay } from "../../../kernel-lab/emulators/serial/nec-display.ts";
import { SerialAdapter } from "../../../kernel-lab/emulators/serial/serial-adapter.ts";
import { SharpDisplay } from "../../../kernel-lab/emulators/serial/sharp-display.ts";
import { ViscaCamera } from "../../../kernel-lab/emulators/serial/visca-camera.ts";
import { hostAsks, hostSends } from "../transfers.ts";

const identity = { ids: "0403:6015", version: 0x0100, manufacturer: "Acme", product: "Serial", serial: "1" };

/** All that it says to these bytes, which come in these pieces. */
function asked({ peer }: FramedPeer, ...pieces: Uint8Array[]): Uint8Array {
  const said: Uint8Array[] = [];
  for (const piece of pieces) peer(Buffer.from(piece), (bytes) => said.push(bytes));
  return Uint8Array.from(said.flatMap((bytes) => [...bytes]));
}

type Display = FramedPeer & { isOn: boolean; input: unknown };
const displays: [string, DisplayProtocol, () => Display][] = [
  ["Samsung", samsungMdc(1), () => new MdcDisplay()],
  ["LG", lg(1), () => new LgDisplay()],
  ["NEC", nec(1), () => new NecDisplay()],
  ["Sharp", sharp, () => new SharpDisplay()],
  ["Sony", sonyRs232, () => new BraviaDisplay()],
];

describe.each(displays)("the emulated %s display at a serial line", (name, protocol, make) => {
  const ask = (display: Display, request: DisplayRequest) => {
    const bytes = protocol.encode(request) ?? new Uint8Array();
    return protocol.decode(asked(display, bytes.subarray(0, 2), bytes.subarray(2)), request).answers;
  };

  test("answers so that the driver understands, also when a question comes in pieces", () => {
    const display = make();
    expect(ask(display, { type: "askPower" })).toEqual([{ type: "power", power: "off", asked: true }]);
    expect(ask(display, { type: "setPower", on: true })).toEqual([{ type: "done" }]);
    expect(display.isOn).toBe(true);
    expect(ask(display, { type: "askPower" })).toEqual([{ type: "power", power: "on", asked: true }]);
    expect(ask(display, { type: "setInput", input: "hdmi2" })).toEqual([{ type: "done" }]);
    expect(ask(display, { type: "askInput" })).toEqual([{ type: "input", input: "hdmi2", asked: true }]);
    expect(ask(display, { type: "setPower", on: false })).toEqual([{ type: "done" }]);
    expect(display.isOn).toBe(false);
  });

  test("one that talks nonsense or is silent does nothing that it is told", () => {
    for (const temper of ["nonsense", "silent"] as const) {
      const display = make();
      display.temper = temper;
      const answers = ask(display, { type: "setPower", on: true });
      expect(display.isOn).toBe(false);
      expect(answers.every(({ type }) => type === "garbled")).toBe(true);
    }
  });

  // Samsung sets answer for their input also when they sleep.
  test.skipIf(name === "Samsung")("one that sleeps takes no input", () => {
    const display = make();
    const before = display.input;
    expect(ask(display, { type: "setInput", input: "hdmi1" })).toMatchObject([{ type: "refused" }]);
    expect(display.input).toEqual(before);
  });
});

describe("the emulated camera at a serial line", () => {
  const replies = (camera: ViscaCamera, ...pieces: Uint8Array[]) =>
    viscaMessages(asked(camera, ...pieces)).messages.map(viscaReply);

  test("turns and stands, goes where it is sent, and tells where it is", () => {
    const camera = new ViscaCamera();
    const taken = [{ type: "accepted" }, { type: "completed" }];
    expect(replies(camera, visca.drive({ pan: -1, tilt: 1 }))).toMatchObject(taken);
    expect(camera.turning).toEqual({ pan: -1, tilt: -1 });
    replies(camera, visca.stop);
    expect(camera.turning).toEqual({ pan: 0, tilt: 0 });
    replies(camera, visca.panTiltTo(-300, 40), visca.zoomTo(900));
    const [place] = replies(camera, visca.askPanTilt.subarray(0, 3), visca.askPanTilt.subarray(3));
    expect(place?.type === "answer" && panTiltOf(place.data)).toEqual({ pan: -300, tilt: 40 });
    expect(camera.zoom).toBe(900);
  });

  test("says so when it does not understand, and is silent to what is for another", () => {
    const camera = new ViscaCamera();
    expect(replies(camera, visca.power(true))).toMatchObject([{ type: "error", code: 2 }]);
    expect(replies(camera, Uint8Array.of(0x82, 0x09, 0x04, 0x00, 0xff))).toEqual([]);
  });
});

test("the emulated radar talks so that the driver understands, from the middle of a report on", () => {
  const radar = new Ld2410Radar();
  Object.assign(radar, { moving: true, distanceCm: 300 });
  const bytes = Uint8Array.of(...radar.report().subarray(7), ...radar.report());
  expect(radarReports(bytes).reports).toEqual([{ moving: true, still: false, distanceCm: 300 }]);
});

describe("the emulated serial adapter", () => {
  test("carries bytes both ways and remembers the rate", () => {
    const adapter = new SerialAdapter(identity, (bytes, say) => say(Buffer.from(bytes).reverse()));
    const heard = hostAsks();
    adapter.endpoints.get(0x81)?.(heard.transfer);
    adapter.endpoints.get(0x02)?.(hostSends(Buffer.from("abc")));
    expect(String(heard.answers[0])).toBe("cba");
    const coding = { type: 0x21, request: 0x20, value: 0, index: 0, length: 7 };
    adapter.control(coding, Buffer.from([0x00, 0xc2, 0x01, 0, 0, 0, 8]));
    expect(adapter.baudRate).toBe(115_200);
  });

  test("keeps a little for a host that does not listen, and no more", () => {
    const adapter = new SerialAdapter(identity, () => undefined);
    for (let piece = 0; piece < 100; piece++) adapter.say(Buffer.from(`${piece}`));
    const asks = Array.from({ length: 20 }, hostAsks);
    for (const { transfer } of asks) adapter.endpoints.get(0x81)?.(transfer);
    const heard = asks.flatMap(({ answers }) => answers.map(String));
    expect([heard.length, heard.at(-1)]).toEqual([16, "99"]);
  });
});
