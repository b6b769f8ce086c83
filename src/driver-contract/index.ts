/** All that a driver may import from the house, besides src/domain. */
export type { DriverContext, Memory, Observation } from "./context.ts";
export type { AnyDriver, Claim, Device, Driver, Match, Wishes } from "./driver.ts";
export { defineDriver } from "./driver.ts";
export type { ClipSpec, Transports, V4l2Formats } from "./transports.ts";
export { fourccFormats } from "./transports.ts";
