import Type from "typebox";
import { readerOf } from "../protocol/check.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";
import { strict } from "../protocol/shapes.ts";
import { SettingsSchema } from "./schema.ts";

const { room, policies, media, devices, log } = SettingsSchema.properties;

/**
 * The settings that a hub may manage: never the paths of secret files, programs that are loaded, the room's identity, nor on which
 * address its panel listens. The hub refuses others before any room gets them, and the room does, too: a hub that was taken over
 * must not become a way into the room's computer.
 */
export const ManagedSchema = Type.Object(
  {
    // What is left after taking something out is not strict by itself: it would let through just that.
    room: Type.Optional(Type.Partial(Type.Omit(room, ["id"]), strict)),
    policies,
    media,
    devices: Type.Optional(Type.Omit(devices, ["driverModules"], strict)),
    log,
  },
  strict,
);

const read = readerOf(ManagedSchema, "settings", "config.invalid");

/** @throws RoomkeeperError config.invalid, naming path, value and what is allowed */
export const checkManaged = (document: JsonObject): void => void read(document);
