import type { ControlRequest, UsbDevice } from "./device.ts";
import { type Submit, status } from "./messages.ts";

/** Numbers of USB 2.0, chapter 9. */
const toHost = 0x80;
const recipient = { device: 0, interface: 1, endpoint: 2 } as const;
const request = {
  getStatus: 0,
  clearFeature: 1,
  getDescriptor: 6,
  getConfiguration: 8,
  setConfiguration: 9,
  setInterface: 11,
};
const descriptorType = { device: 1, configuration: 2, string: 3 } as const;
const nothing = Buffer.alloc(0);

/** Answers a control transfer: what every device answers alike here, the rest by the device. */
export function answerControl(
  device: UsbDevice,
  { setup, data }: Submit,
  reply: (code: number, parts: readonly Buffer[]) => void,
  state: { readonly cancelled: boolean } = { cancelled: false },
): void {
  const asked: ControlRequest = {
    type: setup.readUInt8(0),
    request: setup.readUInt8(1),
    value: setup.readUInt16LE(2),
    index: setup.readUInt16LE(4),
    length: setup.readUInt16LE(6),
    get cancelled() {
      return state.cancelled;
    },
  };
  const answer = standardAnswer(device, asked) ?? device.control(asked, Buffer.from(data));
  if (answer === undefined) return;
  if (answer === null) reply(status.stalled, []);
  else reply(status.done, [answer.subarray(0, asked.length)]);
}

/** Null when it is no standard request, or one that only the device can answer. */
function standardAnswer(device: UsbDevice, { type, request: code, value, index }: ControlRequest): Buffer | null {
  if (type === (toHost | recipient.device)) {
    if (code === request.getDescriptor) return descriptorOf(device, value >> 8, value & 0xff);
    if (code === request.getStatus) return Buffer.from([0, 0]);
    return code === request.getConfiguration ? Buffer.from([1]) : null;
  }
  if (type === recipient.device && code === request.setConfiguration) return nothing;
  if (type === recipient.endpoint && code === request.clearFeature) return nothing;
  if (type !== recipient.interface || code !== request.setInterface) return null;
  device.setInterface?.(index, value);
  return nothing;
}

function descriptorOf(device: UsbDevice, type: number, index: number): Buffer | null {
  if (type === descriptorType.device) return device.deviceDescriptor;
  if (type === descriptorType.configuration) return device.configuration;
  if (type !== descriptorType.string) return null;
  if (index === 0) return Buffer.from([4, descriptorType.string, 0x09, 0x04]);
  const text = device.strings[index];
  if (text === undefined) return null;
  const bytes = Buffer.from(text, "utf16le");
  return Buffer.from([bytes.length + 2, descriptorType.string, ...bytes]);
}
