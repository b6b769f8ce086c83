import { close } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { DeviceError } from "../../domain/errors.ts";
import type { GpioLine } from "../../driver-contract/index.ts";
import type { RawLine } from "./gpio-line.ts";
import { kernelCalls } from "./kernel-call.ts";

const closeDescriptor = promisify(close);

/** Numbers of linux/gpio.h, version 2 of the interface. */
const getLine = 0xc250b407;
const getValues = 0xc010b40e;
const setValues = 0xc010b40f;
const flags = { activeLow: 1n << 1n, input: 1n << 2n, output: 1n << 3n, pullUp: 1n << 8n, pullDown: 1n << 9n };
const outputValues = 2;

/** struct gpio_v2_line_request: 64 offsets, consumer, config (flags, attributes), counts, fd. */
const request = { size: 592, consumer: 256, flags: 288, attributeCount: 296, attributes: 320, lines: 560, fd: 588 };

/** The bytes of the request; exported for the test that compares them with the kernel's header. */
export function lineRequest(line: GpioLine): Buffer {
  const { direction, activeLow = false, pull, safe = false } = line;
  const bytes = Buffer.alloc(request.size);
  bytes.writeUInt32LE(line.line, 0);
  bytes.write("roomkeeper", request.consumer, "ascii");
  let bits = direction === "out" ? flags.output : flags.input;
  if (activeLow) bits |= flags.activeLow;
  if (pull !== undefined) bits |= pull === "up" ? flags.pullUp : flags.pullDown;
  bytes.writeBigUInt64LE(bits, request.flags);
  if (direction === "out") {
    // One attribute: the value to begin with, so that a relay never moves for a moment.
    bytes.writeUInt32LE(1, request.attributeCount);
    bytes.writeUInt32LE(outputValues, request.attributes);
    bytes.writeBigUInt64LE(safe ? 1n : 0n, request.attributes + 8);
    bytes.writeBigUInt64LE(1n, request.attributes + 16);
  }
  bytes.writeUInt32LE(1, request.lines);
  return bytes;
}

/** @throws DeviceError */
export async function openCharacterLine(line: GpioLine): Promise<RawLine> {
  const subject = `${line.chip} line ${line.line}`;
  const kernel = await kernelCalls();
  const call = async (fd: number, code: number, data: Buffer) => {
    const problem = await kernel(fd, code, data);
    if (problem !== null) throw new DeviceError(kindOf(problem), `${subject}: the kernel says ${problem}`, { subject });
  };
  const chip = await open(line.chip, "r+");
  const bytes = lineRequest(line);
  try {
    await call(chip.fd, getLine, bytes);
  } finally {
    await chip.close();
  }
  const fd = bytes.readInt32LE(request.fd);
  const values = (on: boolean) => {
    const data = Buffer.alloc(16);
    data.writeBigUInt64LE(on ? 1n : 0n, 0);
    data.writeBigUInt64LE(1n, 8);
    return data;
  };
  return {
    async read() {
      const data = values(false);
      await call(fd, getValues, data);
      return (data.readBigUInt64LE(0) & 1n) === 1n;
    },
    write: (on) => call(fd, setValues, values(on)),
    close: () => closeDescriptor(fd),
  };
}

function kindOf(problem: string): "device.busy" | "device.gone" | "device.timeout" | "device.protocol" {
  if (problem === "EBUSY") return "device.busy";
  if (problem === "ETIMEDOUT") return "device.timeout";
  return problem === "ENODEV" ? "device.gone" : "device.protocol";
}
