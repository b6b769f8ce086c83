import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { touchPanel } from "../../../drivers/touch-panel/driver.ts";
import { freePort } from "../../simulators/free-port.ts";
import { SerialLine } from "../../simulators/serial-line.ts";
import { summary } from "../../unit/drivers/driver-bench.ts";
import { openReal } from "./real-driver.ts";

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

it("a control system in the network steers the room and is told what changes; another may come and go", async () => {
  const port = await freePort();
  const { device, events, until, close } = await openReal(touchPanel, { panels: [{ name: "P", listen: { port } }] });
  cleanUps.push(close);
  await device.command?.({ type: "show", room: summary({}) });
  const other = connect(port, "127.0.0.1");
  await once(other, "data");
  other.destroy();
  const socket = connect(port, "127.0.0.1");
  cleanUps.push(() => socket.destroy());
  let text = "";
  const heard = (wanted: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (wanted.test(text)) resolve();
      };
      socket.on("data", (bytes) => {
        text += bytes;
        look();
      });
    });
  await heard(/NEXT/);
  socket.write("mic of");
  socket.write("f\r\nnonsense\r\n");
  await until(() => events.length > 0);
  expect(events).toEqual([{ type: "wish", intent: { type: "setMicrophone", on: false } }]);
  await heard(/OK\r\nERROR there is no NONSENSE/);
  await device.command?.({ type: "show", room: summary({ volumePercent: 35 }) });
  await heard(/VOLUME 35\r\n$/);
});

it("a panel at a serial port is answered there", async () => {
  let text = "";
  const answered = Promise.withResolvers<void>();
  const line: SerialLine = new SerialLine((bytes) => {
    text += bytes;
    if (/OK/.test(text)) answered.resolve();
  });
  cleanUps.push(() => line.unplug());
  const { events, close } = await openReal(touchPanel, { panels: [{ name: "P", serial: line.path }] });
  cleanUps.push(close);
  line.say(Buffer.from("VOLUME UP\r"));
  await answered.promise;
  expect(events).toEqual([{ type: "volume", step: 1 }]);
});
