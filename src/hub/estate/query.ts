import { drifts, type FleetRoom, missingOf, statusOf, troubleOf } from "./room-row.ts";

type Test = (room: FleetRoom) => boolean;

/** Words that stand alone. */
const states: Record<string, Test> = {
  offline: (room) => statusOf(room) === "offline",
  never: (room) => statusOf(room) === "never",
  meeting: (room) => statusOf(room) === "meeting",
  idle: (room) => statusOf(room) === "idle",
  online: (room) => room.connected,
  fault: (room) => troubleOf(room) !== null,
  serious: (room) => troubleOf(room) === "serious",
  missing: (room) => missingOf(room).length > 0,
  drift: drifts,
  trouble: (room) =>
    statusOf(room) === "offline" || troubleOf(room) !== null || missingOf(room).length > 0 || room.suspicion !== null,
};

/** `field:value`: the field has the value in it; `field:"value"` of a place: it is the value. */
const fields: Record<string, (room: FleetRoom, value: string, exact: boolean) => boolean> = {
  model: (room, value) => room.summary?.devices.some((device) => has(device.title, value)) ?? false,
  fault: (room, value) => (room.connected && room.summary?.faults.some((fault) => has(fault.code, value))) || false,
  missing: (room, value) => missingOf(room).some((capability) => has(capability, value)),
  tag: (room, value) => room.tags.some((tag) => tag.toLowerCase() === value),
  site: (room, value, exact) => within(room.siteName, value, exact) || room.site?.toLowerCase() === value,
  group: (room, value, exact) => within(room.groupName, value, exact) || room.group?.toLowerCase() === value,
  building: (room, value, exact) => within(room.building, value, exact),
  floor: (room, value) => room.floor.toLowerCase() === value,
  version: (room, value) => has(room.software, value),
  id: (room, value) => room.id === value,
};

const has = (text: string, value: string) => text.toLowerCase().includes(value);
/** `site:""` finds rooms without a site. */
const within = (text: string, value: string, exact: boolean) =>
  exact ? text.toLowerCase() === value : has(text, value);

/** One word of a search, `-` before it negates; quotation marks keep words together, two of them are one in the text. */
const word = /(-?)(?:([a-z]+):)?(?:"((?:[^"]|"")*)"|(\S+))/giu;

/**
 * Reads a search such as `offline tag:board -floor:3 oak` as a test; all words must fit. What is quoted is the
 * whole name of a site, group or building, whatever its case. A word that is neither a state nor a
 * known field is looked for in names, sites and tags.
 */
export function readQuery(text: string): Test {
  const tests = [...text.slice(0, 500).matchAll(word)].map(([, minus, field, quoted, plain]) => {
    const value = (quoted?.replaceAll('""', '"') ?? plain ?? "").toLowerCase();
    const test = testOf(field?.toLowerCase(), value, quoted !== undefined);
    return minus === "-" ? (room: FleetRoom) => !test(room) : test;
  });
  return (room) => tests.every((test) => test(room));
}

function testOf(field: string | undefined, value: string, quoted: boolean): Test {
  const known = field !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (known !== undefined) return (room) => known(room, value, quoted);
  if (field === undefined && !quoted && Object.hasOwn(states, value)) return states[value] as Test;
  const wanted = field === undefined ? value : `${field}:${value}`;
  return (room) => has(room.name, wanted) || has(room.siteName, wanted) || room.tags.some((tag) => has(tag, wanted));
}
