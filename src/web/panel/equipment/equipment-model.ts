import type { DeviceState, RoomState } from "../../../domain/room-state.ts";

/** What the mirror shows: the picture, or why there is none. */
export type MirrorShows = "picture" | "waiting" | "off" | "missing" | "elsewhere" | "busy";

/** @param picture number of the newest one @param refused code of the daemon's refusal */
export function mirrorOf(state: RoomState, picture: number | null, refused: string | null): MirrorShows {
  const camera = state.devices.find(({ roles }) => roles.includes("camera"));
  if (camera === undefined) return "missing";
  if (refused === "request.elsewhere") return "elsewhere";
  if (refused !== null) return "busy";
  if (state.meeting !== null && !state.meeting.camera.wanted) return "off";
  return picture === null ? "waiting" : "picture";
}

/** The camera that can be moved from here: the one that is used, or the only one that moves. The daemon decides alike. */
export function movableCamera({ devices }: Pick<RoomState, "devices">): DeviceState | null {
  const movable = devices.filter(({ ptz, phase }) => ptz !== undefined && (phase === "ready" || phase === "active"));
  return movable.find(({ roles }) => roles.includes("camera")) ?? (movable.length === 1 ? (movable[0] ?? null) : null);
}

const mostPresets = 9;

/** Number for one more position; null when all places are taken. */
export function freePreset(presets: readonly { number: number }[]): number | null {
  for (let number = 1; number <= mostPresets; number++)
    if (!presets.some((preset) => preset.number === number)) return number;
  return null;
}

export interface Direction {
  pan: number;
  tilt: number;
}

/** Nearer to the middle than this is rest. */
const rest = 0.18;
const steps = 5;

/**
 * Where a finger on the round pad points: speeds from -1 to 1, in few steps, so that a trembling finger makes no hundred wishes.
 * @param x, y from the middle, 1 at the edge; y grows downwards
 */
export function directionOf(x: number, y: number, camera: { pan: boolean; tilt: boolean }): Direction {
  const length = Math.hypot(x, y);
  if (length < rest) return { pan: 0, tilt: 0 };
  const speed = Math.min(1, (length - rest) / (1 - rest));
  const along = (part: number) => {
    const share = Math.abs(part / length) < 0.3 ? 0 : part / length;
    const stepped = Math.ceil(Math.abs(share) * speed * steps) / steps;
    return stepped === 0 ? 0 : Math.sign(share) * stepped;
  };
  return { pan: camera.pan ? along(x) : 0, tilt: camera.tilt ? along(-y) : 0 };
}
