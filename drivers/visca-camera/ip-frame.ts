/** VISCA over IP (Sony): UDP 52381, type(2) length(2) sequence(4), then the message. Many cameras take raw messages instead. */
const types = { command: 0x0100, inquiry: 0x0110, reply: 0x0111, control: 0x0200, controlReply: 0x0201 } as const;
const headLength = 8;

export interface IpFrame {
  readonly type: number;
  readonly sequence: number;
  readonly payload: Uint8Array;
}

/** Frames an order (`8x 01`) or a question (`8x 09`). @param sequence 32 bit, one more each time */
export function ipFrame(message: Uint8Array, sequence: number): Uint8Array {
  return framed(message[1] === 0x09 ? types.inquiry : types.command, sequence, message);
}

/** Begins counting anew; the camera answers the next sequence number from 0 on. */
export const resetSequence = () => framed(types.control, 0, Uint8Array.of(0x01));

/** A datagram as a frame; null when it is none. */
export function readIpFrame(datagram: Uint8Array): IpFrame | null {
  if (datagram.length < headLength) return null;
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const length = view.getUint16(2);
  if (datagram.length < headLength + length) return null;
  return {
    type: view.getUint16(0),
    sequence: view.getUint32(4),
    payload: datagram.slice(headLength, headLength + length),
  };
}

/** Whether a camera's message is in it. What else comes speaks of sequence numbers. */
export const isReply = ({ type }: IpFrame) => type === types.reply;

/** True when the camera says that our sequence number is not the one it waits for: reset and send again. */
export const isSequenceError = ({ type, payload }: IpFrame) =>
  (type === types.control || type === types.controlReply) && payload[0] === 0x0f && payload[1] === 0x01;

function framed(type: number, sequence: number, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(headLength + payload.length);
  const view = new DataView(frame.buffer);
  view.setUint16(0, type);
  view.setUint16(2, payload.length);
  view.setUint32(4, sequence >>> 0);
  frame.set(payload, headLength);
  return frame;
}
