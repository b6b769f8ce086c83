import type { Migration } from "kysely/migration";
import { up as first } from "./0001-first.ts";
import { up as signIn } from "./0002-sign-in.ts";
import { up as deliveries } from "./0003-deliveries.ts";
import { up as health } from "./0004-health.ts";
import { up as resets } from "./0005-resets.ts";
import { up as claimedAgain } from "./0006-claimed-again.ts";

/** Every migration in order. One that was released is never changed: add another. */
export const migrations: Record<string, Migration> = {
  "0001-first": { up: first },
  "0002-sign-in": { up: signIn },
  "0003-deliveries": { up: deliveries },
  "0004-health": { up: health },
  "0005-resets": { up: resets },
  "0006-claimed-again": { up: claimedAgain },
};
