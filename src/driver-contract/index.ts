/** All that a driver may import from the house, besides src/domain. */
export type { Clock } from "../platform/clock.ts";
export type { DriverContext, Memory, Observation } from "./context.ts";
export type { AnyDriver, Claim, Device, Driver, Match, Wishes } from "./driver.ts";
export { defineDriver } from "./driver.ts";
export type {
  Caller,
  CecPort,
  CecPower,
  ClipSpec,
  Ear,
  ExtensionQuery,
  GpioLine,
  GpioPort,
  HidPort,
  InputSignal,
  ListenAddress,
  StreamAddress,
  StreamDeckEar,
  StreamDeckPort,
  StreamPort,
  Transports,
  V4l2Formats,
  V4l2Port,
  VideoInput,
} from "./transports.ts";
export { fourccFormats } from "./transports.ts";
