import Type from "typebox";
import { readerOf } from "../../protocol/check.ts";
import type { JsonObject } from "../../protocol/hub/difference.ts";
import { SettingsSchema } from "../../settings/schema.ts";

const { room, policies, media, devices, log } = SettingsSchema.properties;

/**
 * The settings that a hub may manage: never the paths of secret files, the room's identity, nor on which address its panel
 * listens. A hub that was taken over must not become a way into the room's computer.
 */
export const TargetSchema = Type.Object(
  {
    room: Type.Optional(Type.Partial(Type.Omit(room, ["id"]))),
    policies,
    media,
    devices,
    log,
  },
  { additionalProperties: false },
);

const read = readerOf(TargetSchema, "settings", "config.invalid");

/** @throws RoomkeeperError config.invalid, naming path, value and what is allowed */
export const checkTarget = (document: JsonObject): void => void read(document);
