import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allRoutes } from "../../../src/hub/api/all-routes.ts";
import type { Route } from "../../../src/hub/api/route.ts";
import type { FleetRoom } from "../../../src/hub/estate/room-row.ts";
import { permissionsOf, roles } from "../../../src/hub/people/roles.ts";
import { keepPart } from "../../../src/hub/work/bundles.ts";
import { RollOuts } from "../../../src/hub/work/roll-outs.ts";
import type { PlaceList } from "../../../src/protocol/hub/shown-places.ts";
import { HubKit } from "./hub-kit.ts";

/** Two organisations on one hub, each with one of everything. */
let kit: HubKit;
const acme: Record<string, string> = {};
const rival: Record<string, string> = {};
const marker = "ACME-SECRET-WORD";
/** Takes what the channels send. */
const receiver = createServer((_, response) => response.end());

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  kit = await HubKit.start();
  await kit.signInFirst();
  const db = kit.hub.parts.store.db;
  await fill(acme, marker);
  await db.insertInto("organisations").values({ id: "org-rival", name: "Rival", created_at: 1 }).execute();
  const me = await kit.call<{ id: string }>("GET", "/api/me");
  acme.person = me.body.id;
  const { invite } = await import("../../../src/hub/people/invite.ts");
  const secret = await kit.hub.parts.store.change((tx) =>
    invite(tx, "org-rival", "eve@rival.example", "owner", Date.now()),
  );
  kit.take(await kit.accept(secret, "eve@rival.example"));
  kit.organisation = "org-rival";
  rival.organisation = "org-rival";
  await fill(rival, "rival");
});
afterAll(async () => {
  await kit.stop();
  receiver.close();
});

async function fill(ids: Record<string, string>, word: string) {
  const make = async (path: string, body: object) => {
    const { body: answer, status } = await kit.own<Record<string, string>>("POST", path, body);
    if (status !== 200) throw new Error(JSON.stringify(answer));
    return answer as Record<string, string>;
  };
  ids.organisation = kit.organisation;
  ids.site = (await make("/sites", { name: `${word} site` })).id as string;
  ids.group = (await make("/groups", { name: `${word} group`, site: ids.site })).id as string;
  const rooms = (await make("/rooms", {
    rooms: [{ name: `${word} room`, site: ids.site, group: ids.group }],
  })) as unknown as { rooms: string[] };
  ids.room = rooms.rooms[0] as string;
  await kit.until(`/rooms/${ids.room}`, (room: { id?: string }) => room.id === ids.room);
  ids.action = (await make(`/rooms/${ids.room}/actions`, { verb: "leave", arguments: { note: word } })).id as string;
  const key = await make("/keys", { name: `${word} key`, scopes: ["rooms:read"] });
  ids.key = key.id as string;
  ids.secret = key.secret as string;
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  ids.channel = (await make("/channels", { kind: "webhook", name: `${word} channel`, url })).id as string;
  const until = Date.now() + 3_600_000;
  ids.silence = (await make("/silences", { room: ids.room, cause: "fault", until, reason: word })).id as string;
  const rule = { name: word, looksFor: "fault", severity: "notice", forSeconds: 0 };
  ids.rule = (await make("/alert-rules", rule)).id as string;
  const asked = await make(`/rooms/${ids.room}/actions`, { verb: "logs" });
  ids.bundle = asked.id as string;
  const { organisation = "", room = "", bundle = "" } = ids;
  const data = Buffer.from(word).toString("base64");
  const sha256 = createHash("sha256").update(word).digest("hex");
  const identity = { organisation, room, serial: "", renewOnly: false };
  await keepPart(kit.hub.parts.store, identity, { action: bundle, number: 0, of: 1, sha256, data }, Date.now());
  const settings = { room: { name: word } };
  ids.rollout = (await make("/rollouts", { name: word, kind: "room", scope: ids.room, settings })).id as string;
}

const routes = (): Route[] =>
  allRoutes(kit.hub.parts, new RollOuts(kit.hub.parts)).filter(
    (route) => route.path.startsWith("/api/o/") && !route.stream,
  );

/** A path with these ids in it, and a body that its schema accepts as far as ids go. */
function address(route: Route, ids: Record<string, string>): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(ids[name] ?? (name === "order" ? "pause" : "x-1")),
  );
}

const bodies: Record<string, (ids: Record<string, string>) => object> = {
  "POST /api/o/:organisation/rooms/:room/actions": () => ({ verb: "leave" }),
  "PATCH /api/o/:organisation/rooms/:room": (ids) => ({
    name: "taken",
    site: ids.site as string,
    group: ids.group as string,
  }),
  "POST /api/o/:organisation/rooms/:room/revoke": () => ({ reason: "x" }),
  "POST /api/o/:organisation/claims": (ids) => ({ code: "ABCD-EFGHJK", name: "x", site: ids.site, room: ids.room }),
  "POST /api/o/:organisation/rooms": (ids) => ({ rooms: [{ name: "x", site: ids.site }] }),
  "POST /api/o/:organisation/prepared-rooms": (ids) => ({ rooms: [{ name: "x", site: ids.site, csr: "x" }] }),
  "POST /api/o/:organisation/sites": () => ({ name: "x" }),
  "PUT /api/o/:organisation/sites/:site": () => ({ name: "taken" }),
  "DELETE /api/o/:organisation/sites/:site": (ids) => ({ to: ids.group, rooms: 1 }),
  "DELETE /api/o/:organisation/groups/:group": () => ({ to: null }),
  "POST /api/o/:organisation/groups": (ids) => ({ name: "x", site: ids.site }),
  "PUT /api/o/:organisation/groups/:group": (ids) => ({ name: "taken", site: ids.site as string }),
  "POST /api/o/:organisation/templates/preview": (ids) => ({ kind: "site", scope: ids.site, settings: {} }),
  "POST /api/o/:organisation/rollouts": (ids) => ({ name: "x", kind: "group", scope: ids.group, settings: {} }),
  "POST /api/o/:organisation/people": () => ({ email: "x@y.z", role: "viewer" }),
  "PATCH /api/o/:organisation/people/:person": () => ({ role: "viewer" }),
  "POST /api/o/:organisation/grants": (ids) => ({ person: ids.person, kind: "room", scope: ids.room }),
  "POST /api/o/:organisation/keys": () => ({ name: "x", scopes: ["rooms:read"] }),
  "POST /api/o/:organisation/silences": (ids) => ({ room: ids.room, cause: "x", until: Date.now() + 1e6, reason: "x" }),
  "PATCH /api/o/:organisation/channels/:channel": () => ({ name: "taken" }),
  "PATCH /api/o/:organisation/alert-rules/:rule": () => ({ enabled: false }),
  "POST /api/o/:organisation/rooms/import": (ids) => ({ csv: `id,name\n${ids.room},taken`, preview: false }),
  "PUT /api/o/:organisation/livekit": () => ({ url: "wss://x", apiKey: "x", apiSecret: "x" }),
};

/** Everything of an organisation in the database, to see that nothing has changed. */
async function everythingOf(organisation: string): Promise<string> {
  const { db } = kit.hub.parts.store;
  const tables = [
    "sites",
    "room_groups",
    "rooms",
    "certificates",
    "actions",
    "templates",
    "rollouts",
    "memberships",
    "api_keys",
    "partner_grants",
    "livekit_servers",
    "audit",
    "invitations",
    "channels",
    "silences",
    "alert_rules",
    "bundles",
  ] as const;
  const rows = await Promise.all(
    tables.map((table) => db.selectFrom(table).selectAll().where("organisation", "=", organisation).execute()),
  );
  return JSON.stringify(rows);
}

test("with foreign ids in every place of every route, another organisation's data are neither told nor changed", async () => {
  const before = await everythingOf(acme.organisation as string);
  const all = routes();
  const mixture = fc.dictionary(fc.constantFrom(...Object.keys(acme)), fc.boolean(), { minKeys: 1 });
  await fc.assert(
    fc.asyncProperty(fc.nat(all.length - 1), mixture, async (at, foreign) => {
      const route = all[at] as Route;
      const ids = Object.fromEntries(
        Object.keys(acme).map((name) => [name, (foreign[name] ? acme : { ...acme, ...rival })[name] as string]),
      );
      const body = bodies[`${route.method} ${route.path}`]?.(ids);
      const usable = route.method === "GET" ? undefined : (body ?? {});
      const answer = await kit.call(route.method, address(route, ids), usable);
      const text = JSON.stringify(answer.body);
      expect(text).not.toContain(marker);
      if (ids.organisation === acme.organisation) expect(answer.status).toBe(404);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
  expect(await everythingOf(acme.organisation as string)).toBe(before);
});

test("each route, asked with all ids foreign, refuses or shows nothing", async () => {
  for (const route of routes()) {
    const { organisation: _, ...foreign } = acme;
    const ids = { ...foreign, organisation: rival.organisation as string };
    const body = route.method === "GET" ? undefined : (bodies[`${route.method} ${route.path}`]?.(ids) ?? {});
    const answer = await kit.call(route.method, address(route, ids), body);
    expect(JSON.stringify(answer.body), `${route.method} ${route.path}`).not.toContain(marker);
    if (/:(room|action|key|rollout|site|group|channel|silence|bundle)\b/.test(route.path))
      expect([400, 404]).toContain(answer.status);
  }
});

test("an API key of one organisation opens nothing of another, and no more than its scopes", async () => {
  const bearer = { authorization: `Bearer ${acme.secret}`, cookie: "" };
  for (const route of routes()) {
    const own = await kit.call(route.method, address(route, acme), route.method === "GET" ? undefined : {}, bearer);
    const foreign = await kit.call(
      route.method,
      address(route, rival),
      route.method === "GET" ? undefined : {},
      bearer,
    );
    expect(foreign.status, route.path).toBe(404);
    if (route.needs !== "rooms:read") expect(own.status, route.path).toBe(403);
  }
});

test("a live stream tells nothing of rooms that the reader may not see", async () => {
  const streams = allRoutes(kit.hub.parts, new RollOuts(kit.hub.parts)).filter((route) => route.stream);
  expect(streams.map((route) => route.path)).toEqual([
    "/api/o/:organisation/live",
    "/api/o/:organisation/alerts/live",
    "/api/o/:organisation/rooms/:room/live",
  ]);
  for (const route of streams) {
    expect((await kit.call("GET", address(route, acme))).status).toBe(404);
    expect((await kit.call("GET", address(route, acme), undefined, { cookie: "" })).status).toBe(401);
  }
  const foreign = { ...acme, organisation: rival.organisation as string };
  const ofRoom = streams.find(({ path }) => path.includes(":room")) as Route;
  expect((await kit.call("GET", address(ofRoom, foreign))).status).toBe(404);
  const told = await listen(`/api/o/${rival.organisation}/live`, () => {
    kit.hub.parts.view.update(acme.room as string, { software: "9" });
    kit.hub.parts.view.put({
      ...(kit.hub.parts.view.byId(acme.room as string) as FleetRoom),
      id: "seen",
      organisation: "org-rival",
      name: "seen",
    });
  });
  expect(told).toContain('"id":"seen"');
  expect(told).not.toContain(acme.room);
});

test("a live stream of one room tells nothing of the others", async () => {
  const { view } = kit.hub.parts;
  const one = view.byId(acme.room as string) as FleetRoom;
  const told = await listen(`/api/o/${rival.organisation}/live?room=wanted`, () => {
    for (const id of ["unwanted", "wanted"]) view.put({ ...one, id, organisation: "org-rival", name: id });
  });
  expect(told).toContain('"id":"wanted"');
  expect(told).not.toContain("unwanted");
});

/** An open stream. */
function watch(path: string, cookie: string) {
  const { hostname, port } = new URL(kit.hub.url);
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const where = { hostname, port, path, headers: { cookie }, ca: kit.hub.parts.authority.certificate };
  request(where, (response) => {
    response.on("data", () => begun.resolve());
    response.on("end", () => ended.resolve());
  }).end();
  return { begun: begun.promise, ended: ended.promise };
}

/** What a stream says until it has said something. */
function listen(path: string, act: () => void): Promise<string> {
  const { hostname, port } = new URL(kit.hub.url);
  const headers = { cookie: `__Host-roomkeeper=${kit.cookie}` };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers, ca: kit.hub.parts.authority.certificate }, (response) => {
      let text = "";
      act();
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (!text.includes("event: ")) return;
        asked.destroy();
        resolve(text);
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}

test("without a session every route of an organisation is closed", async () => {
  for (const route of routes()) {
    const answer = await kit.call(route.method, address(route, acme), route.method === "GET" ? undefined : {}, {
      cookie: "",
      "x-csrf": "",
    });
    expect(answer.status, route.path).toBe(401);
  }
});

test("a change without the anti-forgery header is refused, whatever the cookie", async () => {
  for (const route of routes().filter((one) => one.method !== "GET")) {
    const answer = await kit.call(route.method, address(route, rival), {}, { "x-csrf": "" });
    expect(answer.status, route.path).toBe(403);
  }
});

test("no role below administrator can change people, keys or trust", () => {
  for (const role of roles.filter((one) => one !== "owner" && one !== "administrator")) {
    for (const permission of [
      "people:write",
      "keys:write",
      "trust:write",
      "settings:write",
      "rooms:write",
      "audit:read",
    ] as const) {
      expect(permissionsOf(role).has(permission), `${role} ${permission}`).toBe(false);
    }
  }
});

test("a partner sees and moves assigned rooms only, until the assignment is taken back", async () => {
  const { body: added } = await kit.own<{ rooms: string[] }>("POST", "/rooms", {
    rooms: [{ name: "Not for partners" }],
  });
  const hidden = added.rooms[0] as string;
  const site = (await kit.own<{ id: string }>("POST", "/sites", { name: "Partner's" })).body.id;
  const shown = await kit.own<{ rooms: string[] }>("POST", "/rooms", { rooms: [{ name: "For partners", site }] });
  const assigned = shown.body.rooms[0] as string;
  await kit.until(`/rooms/${assigned}`, (room: { id?: string }) => room.id === assigned);
  const invited = await kit.own<{ secret: string }>("POST", "/people", {
    email: "pat@partner.example",
    role: "partner",
  });
  const accepted = await kit.accept(invited.body.secret, "pat@partner.example");
  const person = accepted.body.person as string;
  const cookie = /__Host-roomkeeper=([^;]+)/.exec(accepted.headers["set-cookie"]?.[0] ?? "")?.[1];
  const pat = { cookie: `__Host-roomkeeper=${cookie}`, "x-csrf": accepted.body.csrf as string };
  const listed = async () =>
    (await kit.own<{ rooms: { id: string }[] }>("GET", "/rooms", undefined, pat)).body.rooms.map((room) => room.id);
  expect(await listed()).toEqual([]);
  const grant = await kit.own<{ id: string }>("POST", "/grants", { person, kind: "site", scope: site });
  expect(await listed()).toEqual([assigned]);
  const places = await kit.own<PlaceList>("GET", "/places", undefined, pat);
  expect(places.body.sites.map(({ name, counts }) => [name, counts.rooms])).toEqual([["Partner's", 1]]);
  expect((await kit.own("GET", `/rooms/${hidden}`, undefined, pat)).status).toBe(404);
  expect((await kit.own("POST", `/rooms/${hidden}/actions`, { verb: "leave" }, pat)).status).toBe(404);
  expect((await kit.own("POST", `/rooms/${assigned}/actions`, { verb: "leave" }, pat)).status).toBe(200);
  expect((await kit.own("GET", "/people", undefined, pat)).status).toBe(403);
  const watching = watch(`/api/o/${kit.organisation}/live`, pat.cookie);
  await watching.begun;
  await kit.own("DELETE", `/grants/${grant.body.id}`);
  // What was being shown live ends at once, too.
  await watching.ended;
  expect(await listed()).toEqual([]);
  const audit = await kit.own<{ what: string }[]>("GET", "/audit");
  expect(audit.body.map((entry) => entry.what)).toEqual(
    expect.arrayContaining(["partner.granted", "partner.revoked", "action.asked"]),
  );
});
