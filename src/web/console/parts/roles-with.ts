const all = ["operator", "administrator", "owner"];
const above = ["administrator", "owner"];
const ofRooms = ["partner", ...all];

/** Which roles may do what somebody may not, the least of them first; a test keeps it as the hub has it. */
export const rolesWith: Readonly<Record<string, readonly string[]>> = {
  "rooms:watch": ofRooms,
  "rooms:act": ofRooms,
  "rooms:write": above,
  "settings:write": above,
  "alerts:write": all,
  "trust:write": above,
  "people:read": above,
  "audit:read": above,
};
