import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { DeviceError } from "../../domain/errors.ts";
import type { Caller, Ear, ListenAddress, StreamAddress, StreamPort } from "../../driver-contract/index.ts";
import { lineError, loadNative } from "./access.ts";

const connectMs = 3_000;
/** A half-open connection is noticed by the system after a minute; drivers notice silence sooner by asking. */
const keepAliveMs = 15_000;

type Address<K extends StreamAddress["kind"]> = Extract<StreamAddress, { kind: K }>;

/** @throws DeviceError */
export function openStream(address: StreamAddress, ear: Ear, signal: AbortSignal): Promise<StreamPort> {
  if (address.kind === "serial") return openSerial(address, ear, signal);
  return address.kind === "tcp" ? openTcp(address, ear, signal) : openUdp(address, ear, signal);
}

export function nameOf(address: StreamAddress): string {
  return address.kind === "serial" ? address.path : `${address.kind} ${address.host}:${address.port}`;
}

async function openSerial(address: Address<"serial">, ear: Ear, signal: AbortSignal): Promise<StreamPort> {
  const { path, baudRate, parity = "none" } = address;
  const { SerialPort } = await loadNative("serialport", () => import("serialport"));
  const port = new SerialPort({ path, baudRate, parity, dataBits: 8, stopBits: 1, autoOpen: false });
  await new Promise<void>((resolve, reject) =>
    port.open((error) => (error === null ? resolve() : reject(serialError(path, error)))),
  );
  const close = () => {
    if (port.isOpen) port.close();
  };
  if (signal.aborted) {
    close();
    throw signal.reason;
  }
  signal.addEventListener("abort", close, { once: true });
  port.on("data", (bytes: Buffer) => ear.heard(new Uint8Array(bytes)));
  port.on("error", (error) => ear.lost(lineError(path, error)));
  port.on("close", () => {
    if (!signal.aborted) ear.lost(new DeviceError("device.gone", `${path} was closed`, { subject: path }));
  });
  return { send: (bytes) => sent(path, (done) => void port.write(Buffer.from(bytes), done)) };
}

/** serialport tells errors of the system as text: `Error: No such file or directory, cannot open /dev/x`. */
function serialError(path: string, error: Error): DeviceError {
  const code = /no such file/i.test(error.message)
    ? "device.gone"
    : /permission denied/i.test(error.message)
      ? "device.permission"
      : /lock|busy/i.test(error.message)
        ? "device.busy"
        : "device.protocol";
  const mends: Partial<Record<typeof code, string>> = {
    "device.permission": ": put the daemon's user into the group dialout",
    "device.gone": ": plug the adapter in, or name its port as in /dev/serial/by-id",
  };
  const mend = mends[code] ?? "";
  return new DeviceError(code, `${path}: ${error.message}${mend}`, { subject: path, cause: error });
}

async function openTcp(address: Address<"tcp">, ear: Ear, signal: AbortSignal): Promise<StreamPort> {
  const name = nameOf(address);
  const socket = connect({ host: address.host, port: address.port, noDelay: true });
  socket.setKeepAlive(true, keepAliveMs);
  socket.setTimeout(connectMs, () => socket.destroy(new DeviceError("device.timeout", `${name} does not answer`)));
  const close = () => void socket.destroy();
  signal.addEventListener("abort", close, { once: true });
  try {
    await once(socket, "connect", { signal });
  } catch (error) {
    close();
    throw signal.aborted ? signal.reason : asDeviceError(name, error);
  }
  socket.setTimeout(0);
  let problem: unknown = null;
  socket.on("data", (bytes) => ear.heard(new Uint8Array(bytes)));
  socket.on("error", (error) => {
    problem = error;
  });
  socket.on("close", () => {
    if (!signal.aborted) ear.lost(problem === null ? hungUp(name) : asDeviceError(name, problem));
  });
  return portOf(socket, name);
}

async function openUdp(address: Address<"udp">, ear: Ear, signal: AbortSignal): Promise<StreamPort> {
  const name = nameOf(address);
  const socket = createSocket({ type: address.host.includes(":") ? "udp6" : "udp4", signal });
  socket.on("error", (error) => {
    if (!signal.aborted) ear.lost(lineError(name, error));
  });
  socket.on("message", (bytes) => ear.heard(new Uint8Array(bytes)));
  const connected = once(socket, "connect", { signal });
  socket.connect(address.port, address.host);
  await connected.catch((error: unknown) => {
    throw signal.aborted ? signal.reason : lineError(name, error);
  });
  return { send: (bytes) => sent(name, (done) => socket.send(bytes, done)) };
}

/** Serves callers at a port until `signal` aborts. @throws DeviceError when the port cannot be had */
export async function listenAt(
  { host, port }: ListenAddress,
  welcome: (caller: StreamPort) => Caller,
  signal: AbortSignal,
): Promise<void> {
  const name = `tcp ${host}:${port}`;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const caller = welcome(portOf(socket, name));
    socket.setKeepAlive(true, keepAliveMs);
    socket.on("data", (bytes) => caller.heard(new Uint8Array(bytes)));
    // Why a caller hung up is its own affair; `close` follows.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      caller.left();
    });
  });
  server.maxConnections = 8;
  server.listen({ host, port, signal });
  await once(server, "listening", { signal }).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : lineError(name, error);
  });
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  signal.addEventListener("abort", hangUp, { once: true });
}

const portOf = (socket: Socket, name: string): StreamPort => ({
  send: (bytes) => sent(name, (done) => void socket.write(bytes, done)),
});

function sent(name: string, send: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    send((error) => (error == null ? resolve() : reject(lineError(name, error))));
  });
}

const hungUp = (name: string) => new DeviceError("device.gone", `${name} hung up`, { subject: name });
const asDeviceError = (name: string, error: unknown) => (error instanceof DeviceError ? error : lineError(name, error));
