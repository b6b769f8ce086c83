import {
  association,
  configuration,
  interfaceDescriptor,
  le16,
  le24,
  le32,
  sized,
  withTotal,
} from "../../usbip/descriptors.ts";
import type { CameraModel } from "./model.ts";

/** USB Video Class 1.0: the descriptors of a camera with a sensor, an extension unit and an MJPEG stream. */

const video = { control: [0x0e, 1, 0], streaming: [0x0e, 2, 0], collection: [0x0e, 3, 0] } as const;
const classInterface = 0x24;
export const entity = { camera: 1, processing: 2, output: 3, extension: 4 } as const;
export const streamEndpoint = 0x81;

/** Three packets of 1024 bytes in each microframe: all that high speed has. */
const isochronousPacket = 1024 | (2 << 11);

/** bmControls of the camera terminal: exposure mode (D1) and time (D3), absolute zoom (D9), absolute pan and tilt (D11). */
const terminalControls = (1 << 1) | (1 << 3) | (1 << 9) | (1 << 11);
/** Of the processing unit: brightness (D0), contrast (D1), white balance (D6) and its automatic (D12). */
const processingControls = (1 << 0) | (1 << 1) | (1 << 6) | (1 << 12);

const extensionUnitId = "a1b2c3d4-e5f6-0718-293a-4b5c6d7e8f90";

export const ticksOf = (framesPerSecond: number) => Math.round(10_000_000 / framesPerSecond);

export const cameraConfiguration = (model: CameraModel) => configuration(2, ...videoFunction(model));

/** Interfaces 0 and 1: a device may have further ones. @param offers the controls that it has, as bmControls */
export function videoFunction(
  model: CameraModel,
  offers = { terminal: terminalControls, processing: processingControls },
): number[][] {
  const isBulk = model.transfer === "bulk";
  const stream = isBulk
    ? [
        interfaceDescriptor(1, 0, 1, video.streaming),
        streamDescriptors(model),
        sized(5, streamEndpoint, 2, ...le16(512), 0),
      ]
    : [
        interfaceDescriptor(1, 0, 0, video.streaming),
        streamDescriptors(model),
        interfaceDescriptor(1, 1, 1, video.streaming),
        sized(5, streamEndpoint, 5, ...le16(isochronousPacket), 1),
      ];
  const control = [interfaceDescriptor(0, 0, 0, video.control), controlDescriptors(offers)];
  return [association(0, 2, video.collection), ...control, ...stream];
}

function controlDescriptors(offers: { terminal: number; processing: number }): number[] {
  const terminal = sized(
    classInterface,
    2,
    entity.camera,
    ...le16(0x0201),
    0,
    0,
    ...zeros(6),
    3,
    ...le24(offers.terminal),
  );
  const processing = sized(
    classInterface,
    5,
    entity.processing,
    entity.camera,
    ...le16(0),
    2,
    ...le16(offers.processing),
    0,
  );
  const guid = [...Buffer.from(extensionUnitId.replaceAll("-", ""), "hex")];
  const extension = sized(classInterface, 6, entity.extension, ...guid, 2, 1, entity.processing, 1, 0b11, 0);
  const output = sized(classInterface, 3, entity.output, ...le16(0x0101), 0, entity.extension, 0);
  const header = (total: number) =>
    sized(classInterface, 1, ...le16(0x0100), ...le16(total), ...le32(30_000_000), 1, 1);
  return withTotal(header, terminal, processing, extension, output);
}

function streamDescriptors({ sizes, rates, largestPicture }: CameraModel): number[] {
  const intervals = rates.map(ticksOf);
  const frames = sizes.map(({ width, height }, index) => {
    const bits = (rate: number) => le32(largestPicture * 8 * rate);
    return sized(
      ...[classInterface, 7, index + 1, 0, ...le16(width), ...le16(height)],
      ...[...bits(Math.min(...rates)), ...bits(Math.max(...rates)), ...le32(largestPicture)],
      ...[...le32(intervals[0] ?? 0), intervals.length, ...intervals.flatMap(le32)],
    );
  });
  const format = sized(classInterface, 6, 1, frames.length, 0, 1, 0, 0, 0, 0);
  const color = sized(classInterface, 0x0d, 1, 1, 4);
  const header = (total: number) =>
    sized(classInterface, 1, 1, ...le16(total), streamEndpoint, 0, entity.output, 0, 0, 0, 1, 0);
  return withTotal(header, format, ...frames, color);
}

const zeros = (count: number) => Array.from({ length: count }, () => 0);
