import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { viscaCamera } from "../../../drivers/visca-camera/driver.ts";
import { openReal } from "./real-driver.ts";

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const accepted = Buffer.from("9041ff", "hex");
const completed = Buffer.from("9051ff", "hex");
const answers: Record<string, string> = {
  "81090400ff": "905002ff",
  "81090612ff": "90500001020300000a0bff",
  "81090447ff": "905001020304ff",
};

/** What a camera answers to one message. */
const reply = (message: string) => {
  const answer = answers[message];
  return answer === undefined ? [accepted, completed] : [Buffer.from(answer, "hex")];
};

describe("a camera that takes raw messages over TCP", () => {
  it("stores a position of its own and goes back to it", async () => {
    const heard: string[] = [];
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      let rest = "";
      socket.on("data", (bytes) => {
        rest += hex(bytes);
        for (let end = rest.indexOf("ff"); end >= 0; end = rest.indexOf("ff")) {
          const message = rest.slice(0, end + 2);
          rest = rest.slice(end + 2);
          heard.push(message);
          for (const answer of reply(message)) socket.write(answer);
        }
      });
    }).listen(0, "127.0.0.1");
    cleanUps.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const settings = { cameras: [{ name: "PTZ", host: "127.0.0.1", port, transport: "raw-tcp" as const }] };
    const { device, close, capabilities } = await openReal(viscaCamera, settings);
    cleanUps.push(close);
    await device.command?.({ type: "ptzPreset", action: "store", number: 1, name: "Board" });
    expect(capabilities().ptz?.presets).toEqual([{ number: 1, name: "Board" }]);
    await device.command?.({ type: "ptzPreset", action: "recall", number: 1 });
    expect(heard).toContain("8101060218140001020300000a0bff");
    expect(heard).toContain("8101044701020304ff");
    await expect(device.command?.({ type: "ptzPreset", action: "recall", number: 2 })).rejects.toThrow(/not stored/);
  });
});

describe("a camera that takes framed messages over UDP", () => {
  it("is driven and stopped, and counts anew when it says that the numbers do not fit", async () => {
    const heard: string[] = [];
    let expected: number | null = null;
    const camera = createSocket("udp4");
    camera.on("message", (frame, { port, address }) => {
      const [type, sequence, payload] = [frame.readUInt16BE(0), frame.readUInt32BE(4), frame.subarray(8)];
      const say = (kind: number, bytes: Buffer) => {
        const head = Buffer.alloc(8);
        head.writeUInt16BE(kind, 0);
        head.writeUInt16BE(bytes.length, 2);
        head.writeUInt32BE(sequence, 4);
        camera.send(Buffer.concat([head, bytes]), port, address);
      };
      if (type === 0x0200) {
        expected = 0;
        return say(0x0201, Buffer.from([0x01]));
      }
      // It has been on for longer than we have: our first number is not the one that it waits for.
      if (expected !== null && sequence < expected) return say(0x0201, Buffer.from([0x0f, 0x01]));
      expected = sequence;
      heard.push(hex(payload));
      for (const answer of reply(hex(payload))) say(0x0111, answer);
    });
    cleanUps.push(() => camera.close());
    camera.bind(0, "127.0.0.1");
    await once(camera, "listening");
    const settings = { cameras: [{ name: "PTZ", host: "127.0.0.1", port: camera.address().port }] };
    const { device, close } = await openReal(viscaCamera, settings);
    cleanUps.push(close);
    await device.command?.({ type: "ptzMove", motion: { pan: 0.5, tilt: 0, zoom: 0 } });
    await device.command?.({ type: "ptzMove", motion: { pan: 0, tilt: 0, zoom: 0 } });
    expect(heard).toContain("810106010c010203ff");
    expect(heard.at(-1)).toBe("8101060101010303ff");
  });

  it("that nobody is at does not open", async () => {
    const silent = createSocket("udp4").bind(0, "127.0.0.1");
    cleanUps.push(() => silent.close());
    await once(silent, "listening");
    const settings = { cameras: [{ name: "PTZ", host: "127.0.0.1", port: silent.address().port }] };
    await expect(openReal(viscaCamera, settings)).rejects.toMatchObject({ code: "device.timeout" });
  });
});
