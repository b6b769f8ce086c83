import type { Static } from "typebox";
import Type from "typebox";
import { strict } from "../protocol/shapes.ts";

/** What the room's hub may do with the computer itself. Not among the settings that a hub sets. */
export const ComputerSchema = Type.Object(
  {
    startsAgain: Type.Optional(
      Type.Boolean({
        description:
          "Whatever started the daemon starts it again when it ends: the hub may restart it. Found out by itself under systemd.",
      }),
    ),
    reboot: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
        maxItems: 20,
        description:
          "Program and arguments that reboot the computer for the hub; none: refused. Under systemd: systemctl reboot.",
      }),
    ),
  },
  strict,
);

export interface ComputerSettings {
  /** Null: as the surroundings say. */
  startsAgain: boolean | null;
  reboot: string[] | null;
}

export const completeComputer = (written: Static<typeof ComputerSchema>): ComputerSettings => ({
  startsAgain: written.startsAgain ?? null,
  reboot: written.reboot ?? null,
});
