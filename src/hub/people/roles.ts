/** What can be done with the hub. A role or an API key has some of them. */
export const permissions = [
  "rooms:read",
  "rooms:watch",
  "rooms:act",
  "rooms:write",
  "settings:read",
  "settings:write",
  "alerts:read",
  "alerts:write",
  "audit:read",
  "people:read",
  "people:write",
  "keys:write",
  "trust:write",
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ["owner", "administrator", "operator", "viewer", "partner"] as const;
export type Role = (typeof roles)[number];

const see: Permission[] = ["rooms:read", "settings:read", "alerts:read"];

/** Partners are outside people: what they may do is only for the rooms that were assigned to them, and nothing about people. */
const granted: Record<Role, readonly Permission[]> = {
  owner: permissions,
  administrator: permissions,
  operator: [...see, "rooms:watch", "rooms:act", "alerts:write"],
  viewer: see,
  partner: [...see, "rooms:watch", "rooms:act"],
};

export const permissionsOf = (role: Role): ReadonlySet<Permission> => new Set(granted[role]);

/** Only an owner makes owners, and nobody changes somebody above. */
export function mayGive(giver: Role, given: Role): boolean {
  return giver === "owner" || (giver === "administrator" && given !== "owner");
}

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);
export const isPermission = (text: string): text is Permission => (permissions as readonly string[]).includes(text);
