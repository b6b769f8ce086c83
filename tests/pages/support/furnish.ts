import type { HubKit } from "../../integration/hub/hub-kit.ts";

interface Named {
  id: string;
  name: string;
}

const long = "A name that somebody has written out in full, so that everybody knows at once what is meant by it";

/** For pictures: all that an organisation has after a year beside its rooms. @returns a roll-out that runs, a site and a group */
export async function furnish(kit: HubKit): Promise<{ rollOut: string; site: string; group: string }> {
  const { body: sites } = await kit.own<Named[]>("GET", "/sites");
  const timed = async <T>(what: string, run: Promise<T>): Promise<T> => {
    const began = performance.now();
    const made = await run;
    console.error(`${what}: ${Math.round(performance.now() - began)} ms`);
    return made;
  };
  const groups = await timed("groups", makeGroups(kit, sites));
  await timed("rules, channels, silences", rules(kit));
  await timed("people", people(kit));
  await timed("keys and partners", keysAndGrants(kit, sites));
  const rollOut = await timed("roll-outs", rollOuts(kit, sites, groups));
  return { rollOut, site: sites[0]?.id ?? "", group: groups[0] ?? "" };
}

/** Rooms that never connect: a long list on a small computer. */
export async function listRooms(kit: HubKit, count: number): Promise<void> {
  const { body: sites } = await kit.own<Named[]>("GET", "/sites");
  for (let from = 0; from < count; from += 1000) {
    const rooms = Array.from({ length: Math.min(1000, count - from) }, (_, at) => ({
      name: `Planned ${from + at + 1}`,
      site: sites[at % sites.length]?.id ?? null,
    }));
    await kit.own("POST", "/rooms", { rooms });
  }
}

async function make(kit: HubKit, path: string, body: object): Promise<string> {
  const answer = await kit.own<{ id: string }>("POST", path, body);
  if (answer.status >= 300) console.error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

async function makeGroups(kit: HubKit, sites: Named[]): Promise<string[]> {
  const names = ["Huddle", "Board rooms", "训练室", long, "Focus", "Reception"];
  const made: string[] = [];
  for (let index = 0; index < 12; index++) {
    const site = index % 3 === 0 ? null : (sites[index % sites.length]?.id ?? null);
    made.push(await make(kit, "/groups", { name: `${names[index % names.length]} ${index + 1}`, site }));
  }
  const { body } = await kit.own<{ rooms: Named[] }>("GET", "/rooms?limit=40");
  for (const [index, { id }] of body.rooms.entries())
    await kit.own("PATCH", `/rooms/${id}`, { group: made[index % made.length], expected: ["camera", "display"] });
  return made;
}

async function rules(kit: HubKit): Promise<void> {
  for (const fault of ["camera.failed", "microphone.missing", "network.down", "calendar.stale"])
    await make(kit, "/alert-rules", {
      name: `${long}: ${fault}`,
      looksFor: "fault",
      fault,
      severity: "notice",
      forSeconds: 300,
    });
  for (let index = 0; index < 5; index++) {
    const url = `https://hooks.example.org/roomkeeper/${index}/${"x".repeat(index * 40)}`;
    await make(kit, "/channels", { kind: "webhook", name: `On call ${index + 1}`, url });
  }
  const until = Date.now() + 3 * 86_400_000;
  for (const cause of ["camera.failed", "speaker.missing", "offline"])
    await make(kit, "/silences", { room: null, cause, until, reason: `${long}, and until when` });
}

const roles = ["administrator", "operator", "viewer", "partner"];

async function people(kit: HubKit): Promise<void> {
  for (let index = 0; index < 24; index++) {
    const email = index === 3 ? `${"very.".repeat(12)}long@acme.example` : `person${index}@acme.example`;
    const { body } = await kit.own<{ secret: string }>("POST", "/people", { email, role: roles[index % roles.length] });
    await kit.accept(body.secret, email);
  }
}

async function keysAndGrants(kit: HubKit, sites: Named[]): Promise<void> {
  const { body } = await kit.own<{ id: string; role: string }[]>("GET", "/people");
  const partners = body.filter(({ role }) => role === "partner");
  for (const [index, { id }] of partners.entries())
    await make(kit, "/grants", { person: id, kind: "site", scope: sites[index % sites.length]?.id });
  const scopes = ["rooms:read", "rooms:act", "settings:read", "alerts:read", "audit:read", "people:read"];
  for (let index = 0; index < 18; index++) {
    const name = index === 2 ? long : `Program ${index + 1}`;
    await make(kit, "/keys", { name, scopes: scopes.slice(0, 1 + (index % scopes.length)), expiresInDays: 30 + index });
  }
}

async function rollOuts(kit: HubKit, sites: Named[], groups: string[]): Promise<string> {
  const rules = {
    ...{ wavesPercent: [100], soakMinutes: 0, patienceMinutes: 60, maxFailedPercent: 20 },
    onTooManyFailures: "pause",
  };
  const start = (name: string, kind: string, scope: string, minutes: number, own: object = rules) =>
    make(kit, "/rollouts", { name, kind, scope, settings: { policies: { autoLeaveMinutes: minutes } }, rules: own });
  for (const [index, { id, name }] of sites.slice(0, 6).entries())
    await start(`Leave sooner in ${name}`, "site", id, 5 + index);
  for (const [index, id] of groups.entries()) {
    const made = await start(index === 1 ? long : `Group ${index + 1}: leave later`, "group", id, 20 + index);
    if (index % 5 === 0) await kit.own("POST", `/rollouts/${made}/cancel`);
    if (index % 5 === 1) await kit.own("POST", `/rollouts/${made}/pause`);
  }
  const staged = { ...rules, wavesPercent: [1, 10, 50, 100], soakMinutes: 30 };
  return start("Everybody leaves after ten minutes", "organisation", kit.organisation, 10, staged);
}
