import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Transfer, UsbDevice } from "./device.ts";
import { type Submit, status, submitReply, takeMessage, type Unlink, unlinkReply } from "./messages.ts";
import { answerControl } from "./standard-requests.ts";

/** One emulated device behind a TCP port of the loopback, for a kernel's vhci_hcd to take. */
export class PluggableDevice {
  readonly device: UsbDevice;
  readonly port: number;
  readonly #server: Server;
  #socket: Socket | null = null;

  private constructor(device: UsbDevice, server: Server) {
    this.device = device;
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on("connection", (socket) => {
      this.#socket = socket;
      serve(device, socket);
    });
  }

  static async listen(device: UsbDevice): Promise<PluggableDevice> {
    const server = createServer({ noDelay: true }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new PluggableDevice(device, server);
  }

  /** A kernel has taken it. */
  get isTaken(): boolean {
    return this.#socket !== null && !this.#socket.destroyed;
  }

  /** Pulls the cable: the kernel sees the device vanish. It may be plugged again. */
  pull(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  close(): void {
    this.pull();
    this.#server.close();
  }
}

/** Speaks USB/IP for a device until the connection ends. What is no message ends it: nothing after it can be understood. */
export function serve(device: UsbDevice, socket: Duplex): void {
  const pending = new Map<number, { cancelled: boolean }>();
  let waiting: Buffer = Buffer.alloc(0);
  const submit = (message: Submit) => {
    const state = { cancelled: false };
    pending.set(message.sequence, state);
    const reply = (code: number, parts: readonly Buffer[]) => {
      if (state.cancelled || !pending.delete(message.sequence)) return;
      socket.write(submitReply(message, code, parts));
    };
    if (message.endpoint === 0) return answerControl(device, message, reply, state);
    const endpoint = device.endpoints.get(message.endpoint | (message.direction === "in" ? 0x80 : 0));
    if (endpoint === undefined) return reply(status.stalled, []);
    endpoint(transferOf(message, state, (parts) => reply(status.done, parts)));
  };
  const unlink = (message: Unlink) => {
    const victim = pending.get(message.victim);
    pending.delete(message.victim);
    if (victim !== undefined) victim.cancelled = true;
    socket.write(unlinkReply(message, victim !== undefined));
  };
  const next = () => {
    try {
      return takeMessage(waiting);
    } catch (error) {
      socket.destroy(error as Error);
      return null;
    }
  };
  socket.on("data", (bytes: Buffer) => {
    waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
    for (let taken = next(); taken !== null; taken = next()) {
      waiting = taken.rest;
      if (taken.message.type === "submit") submit(taken.message);
      else unlink(taken.message);
    }
  });
  // However it ended, `close` follows.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    for (const state of pending.values()) state.cancelled = true;
    pending.clear();
    device.unplugged?.();
  });
}

function transferOf(
  message: Submit,
  state: { cancelled: boolean },
  done: (parts: readonly Buffer[]) => void,
): Transfer {
  return {
    length: message.length,
    // The bytes lie in a buffer that is used again.
    data: Buffer.from(message.data),
    packets: message.packets.map(({ length }) => length),
    get cancelled() {
      return state.cancelled;
    },
    // More than the host asked for would break the connection: on a real bus it is cut off as well.
    complete: (parts = []) =>
      done(message.packets.length > 0 ? parts : parts.map((part) => part.subarray(0, message.length))),
  };
}
