/** All that a driver may import from the house, besides src/domain. */
export type { Clock } from "../platform/clock.ts";
export type { Log } from "../platform/log.ts";
export type { DriverContext, Observation } from "./context.ts";
export type { AnyDriver, Claim, Device, Driver, Manifest, Match, MatchRule, Wishes } from "./driver.ts";
export { defineDriver } from "./driver.ts";
export type { ClipSpec, Transports, V4l2Formats, V4l2Port } from "./transports.ts";
export { fourccFormats } from "./transports.ts";
