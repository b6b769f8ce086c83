import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { displays } from "../../../drivers/displays/driver.ts";
import { mdcFrame } from "../../../drivers/displays/protocols/samsung-mdc.ts";
import { SerialLine } from "../../simulators/serial-line.ts";
import { openReal } from "./real-driver.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

const open = async (entry: Record<string, unknown>) => {
  const opened = await openReal(displays, { displays: [{ name: "Wall", ...entry } as never] });
  cleanUps.push(opened.close);
  return opened;
};

/** A Samsung display: power that comes a moment after the order, as told by its line. */
function samsung(say: (bytes: Uint8Array) => void) {
  let power = 0;
  return (bytes: Uint8Array) => {
    const [, command = 0, id = 0, length = 0, value = 0] = bytes;
    if (command === 0x11 && length === 1) power = value;
    const now = command === 0x11 ? power : 0x21;
    const [, ...body] = mdcFrame(0xff, id, 0x41, command, now);
    say(Uint8Array.of(0xaa, ...body));
  };
}

describe("a display at a serial port", () => {
  it("is asked, switched on, and believed only when it says so", async () => {
    const line: SerialLine = new SerialLine((bytes) => display(bytes));
    const display = samsung((bytes) => line.say(bytes));
    cleanUps.push(() => line.unplug());
    const { device, until, capabilities } = await open({ protocol: "samsung-mdc", serial: line.path });
    await until(() => capabilities().display?.power === "off");
    await device.command?.({ type: "displayPower", on: true });
    await until(() => capabilities().display?.power === "on");
    expect(capabilities().display?.trouble).toBeNull();
  });

  it("whose line echoes and cuts answers into pieces is understood", async () => {
    const line: SerialLine = new SerialLine((bytes) => {
      line.say(bytes);
      display(bytes);
    });
    const display = samsung((bytes) => {
      line.say(bytes.subarray(0, 3));
      setImmediate(() => line.say(bytes.subarray(3)));
    });
    cleanUps.push(() => line.unplug());
    const { until, capabilities } = await open({ protocol: "samsung-mdc", serial: line.path });
    await until(() => capabilities().display?.power === "off");
  });

  it("that says nothing is told with what is usual, not as a display that is off", async () => {
    const line = new SerialLine(() => undefined);
    cleanUps.push(() => line.unplug());
    const { until, capabilities } = await open({ protocol: "samsung-mdc", serial: line.path });
    await until(() => capabilities().display?.trouble != null);
    expect(capabilities().display).toMatchObject({ power: null, trouble: expect.stringMatching(/display's id/) });
  });

  it("that is pulled out is told as gone", async () => {
    const line = new SerialLine(() => undefined);
    const { until, failures } = await open({ protocol: "samsung-mdc", serial: line.path });
    line.unplug();
    await until(() => failures.length > 0);
    expect(failures[0]?.code).toBe("device.gone");
  });

  it("that is not there is told by its path, with what is usual", async () => {
    await expect(open({ protocol: "nec", serial: "/dev/serial/by-id/none" })).rejects.toMatchObject({
      code: "device.gone",
      message: expect.stringMatching(/by-id\/none.*null modem/),
    });
  });
});

/** A TCP server that plays a display. */
async function listen(connection: (socket: Socket) => void): Promise<{ host: string; port: number; server: Server }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    connection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { host: "127.0.0.1", port: (server.address() as { port: number }).port, server };
}

describe("a projector in the network", () => {
  it("with a password is greeted with the digest, once a connection", async () => {
    const heard: string[] = [];
    const { host, port } = await listen((socket) => {
      socket.write("PJLINK 1 498e4a67\r");
      socket.on("data", (text) => {
        heard.push(String(text));
        socket.write("%1POWR=1\r");
      });
    });
    const folder = await mkdtemp(join(tmpdir(), "rk-pjlink-"));
    cleanUps.push(() => rm(folder, { recursive: true }));
    const passwordFile = join(folder, "password");
    await writeFile(passwordFile, "JBMIAProjectorLink\n");
    const { until, capabilities } = await open({ protocol: "pjlink", host, port, passwordFile });
    await until(() => capabilities().display?.power === "on");
    expect(heard[0]).toBe("5d8409bc1c3fa39749434aa3a5c38682%1POWR ?\r");
  });

  it("with a password that the settings lack is refused in words", async () => {
    const { host, port } = await listen((socket) => void socket.write("PJLINK 1 498e4a67\r"));
    await expect(open({ protocol: "pjlink", host, port })).rejects.toThrow(/passwordFile/);
  });

  it("that hangs up is told as gone", async () => {
    const { host, port } = await listen((socket) => {
      socket.write("PJLINK 0\r");
      socket.once("data", () => socket.end());
    });
    const { until, failures } = await open({ protocol: "pjlink", host, port });
    await until(() => failures.length > 0);
    expect(failures[0]).toMatchObject({ code: "device.gone" });
  });
});
