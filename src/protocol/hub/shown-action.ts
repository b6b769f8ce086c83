/** What a room was asked to do, and what came of it. Times in milliseconds since 1970 UTC. */
export interface ShownAction {
  id: string;
  room: string;
  verb: string;
  /** JSON. */
  arguments: string;
  /** `waiting`, `sent`, or how it ended (bodies.ts). */
  status: string;
  detail: string;
  /** `person:ID` or `key:ID`. */
  by: string;
  /** What people call them. */
  byName: string;
  at: number;
  expiresAt: number;
  endedAt: number | null;
}
