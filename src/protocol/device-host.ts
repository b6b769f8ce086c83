import type { Static } from "typebox";
import Type from "typebox";
import { readerOf } from "./check.ts";
import { CapabilitiesShape, DeviceEventShape, DeviceOrderShape, RoomSummaryShape } from "./device-shapes.ts";
import { nullable, oneOf, strict } from "./shapes.ts";

/** Daemon ⇄ device host, over the child's IPC channel. The host may die at any moment; `configure` makes it whole again. */

const message = <T extends string, P extends Type.TProperties>(type: T, fields: P) =>
  Type.Object({ type: Type.Literal(type), ...fields }, strict);

const HostOrderSchema = Type.Union([
  /** Which drivers run, with their settings (a driver that is absent is off), and the size that cameras are opened for. */
  message("configure", {
    drivers: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
    /** Drivers of others: absolute paths, or packages. They run unless they are `off`. */
    modules: Type.Optional(Type.Array(Type.String())),
    /** Drivers that must not run although they are named: those that crashed the host again and again. */
    off: Type.Optional(Type.Array(Type.String())),
    cameraSize: Type.Object({ width: Type.Integer(), height: Type.Integer(), framesPerSecond: Type.Integer() }, strict),
  }),
  /** A meeting worker has (or no longer has) these devices open. */
  message("activity", { activeDeviceIds: Type.Array(Type.String()) }),
  /** The device is there but gives nothing (a frozen camera): close it, reset it where possible, open it again. */
  message("reset", { deviceId: Type.String() }),
  /** Answered by `commandResult` with the same id, always, and within the host's deadline. */
  message("command", { id: Type.Integer(), deviceId: Type.String(), command: DeviceOrderShape }),
  /** What lamps, keys and panels show from now on; the newest counts. */
  message("show", { room: RoomSummaryShape }),
  message("rescan", {}),
  message("ping", { id: Type.Integer() }),
  message("stop", {}),
]);

const DeviceReportShape = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    driver: Type.String(),
    descriptorKey: Type.String(),
    port: Type.String(),
    phase: oneOf("found", "claimed", "opening", "ready", "active", "faulted", "gone"),
    claim: Type.String(),
    capabilities: CapabilitiesShape,
    problem: nullable(Type.Object({ code: Type.String(), message: Type.String() }, strict)),
    standIn: Type.Boolean(),
  },
  strict,
);

const HostReportSchema = Type.Union([
  message("ready", {}),
  /** All devices, whole, each time something changed. The best for a room first, in the same order each time. */
  message("devices", { devices: Type.Array(DeviceReportShape) }),
  /** Something happened at a device: a key was pressed. */
  message("observation", { deviceId: Type.String(), event: DeviceEventShape }),
  /** What became of a command: null, or why it was not taken. */
  message("commandResult", {
    id: Type.Integer(),
    deviceId: Type.String(),
    problem: nullable(Type.Object({ code: Type.String(), message: Type.String() }, strict)),
  }),
  /** This driver is called, or its call ended (""): when the host dies now, this is who did it. */
  message("calling", { driver: Type.String() }),
  /** A driver threw where nobody could catch it; the host ends. */
  message("crashed", { driver: Type.String(), detail: Type.String() }),
  /** A driver's settings were refused; the driver stays off, the others run. */
  message("settingsRefused", { driver: Type.String(), detail: Type.String() }),
  message("pong", { id: Type.Integer() }),
]);

export type HostOrder = Static<typeof HostOrderSchema>;
export type HostReport = Static<typeof HostReportSchema>;

export const readCapabilities = readerOf(CapabilitiesShape, "capabilities", "protocol.invalid");
export const readHostOrder = readerOf(HostOrderSchema, "device host order", "protocol.invalid");
export const readHostReport = readerOf(HostReportSchema, "device host report", "protocol.invalid");
