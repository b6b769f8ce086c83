import type { HubParts } from "../hub-parts.ts";
import type { RollOuts } from "../work/roll-outs.ts";
import type { Route } from "./route.ts";
import { actionRoutes } from "./routes/actions.ts";
import { alertRoutes } from "./routes/alerts.ts";
import { auditRoutes } from "./routes/audit.ts";
import { channelRoutes } from "./routes/channels.ts";
import { enrolRoutes } from "./routes/enrol.ts";
import { healthRoutes } from "./routes/health.ts";
import { keyRoutes } from "./routes/keys.ts";
import { liveRoutes } from "./routes/live.ts";
import { metricRoutes } from "./routes/metrics.ts";
import { oidcRoutes } from "./routes/oidc.ts";
import { organisationRoutes } from "./routes/organisation.ts";
import { passkeyRoutes } from "./routes/passkeys.ts";
import { peopleRoutes } from "./routes/people.ts";
import { placeCountRoutes } from "./routes/place-counts.ts";
import { placeRemovalRoutes } from "./routes/place-removal.ts";
import { placeRoutes } from "./routes/places.ts";
import { rollOutRoutes } from "./routes/roll-outs.ts";
import { roomSheetRoutes } from "./routes/room-sheet.ts";
import { roomRoutes } from "./routes/rooms.ts";
import { sessionRoutes } from "./routes/session.ts";
import { settingsRoutes } from "./routes/settings.ts";

/** Every request that the hub answers. */
export function allRoutes(parts: HubParts, rollOuts: RollOuts): Route[] {
  return [
    ...enrolRoutes(parts),
    ...sessionRoutes(parts),
    ...passkeyRoutes(parts),
    ...oidcRoutes(parts),
    ...roomSheetRoutes(parts),
    ...roomRoutes(parts),
    ...healthRoutes(parts),
    ...liveRoutes(parts),
    ...metricRoutes(parts),
    ...actionRoutes(parts),
    ...placeRoutes(parts),
    ...placeRemovalRoutes(parts),
    ...placeCountRoutes(parts),
    ...settingsRoutes(parts, rollOuts),
    ...rollOutRoutes(parts, rollOuts),
    ...alertRoutes(parts),
    ...channelRoutes(parts),
    ...peopleRoutes(parts),
    ...keyRoutes(parts),
    ...auditRoutes(parts),
    ...organisationRoutes(parts),
  ];
}
