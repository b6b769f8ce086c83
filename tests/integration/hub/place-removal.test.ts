import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertRoom } from "../../../src/hub/trust/claims.ts";
import { removalEffects, removePlace } from "../../../src/hub/work/place-removal.ts";
import type { ShownRemoval } from "../../../src/protocol/hub/shown-places.ts";
import { onBothStores } from "../../simulators/both-stores.ts";
import { HubKit } from "./hub-kit.ts";

onBothStores((fresh) => {
  async function setUp() {
    const store = await fresh();
    await store.change(async (tx) => {
      for (const organisation of ["o1", "o2"]) {
        await tx.insertInto("organisations").values({ id: organisation, name: organisation, created_at: 1 }).execute();
        for (const id of ["lyon", "oslo"]) {
          const row = { address: "", zone: "", latitude: null, longitude: null, organisation };
          await tx
            .insertInto("sites")
            .values({ ...row, id: `${organisation}-${id}`, name: id })
            .execute();
        }
        const group = { id: `${organisation}-board`, name: "board", site: `${organisation}-lyon`, organisation };
        await tx.insertInto("room_groups").values(group).execute();
        const place = { site: `${organisation}-lyon`, group: group.id };
        await insertRoom(tx, `${organisation}-r1`, organisation, { name: "One", ...place }, 1);
        await insertRoom(
          tx,
          `${organisation}-r2`,
          organisation,
          { name: "Two", ...place, site: `${organisation}-oslo` },
          1,
        );
        const templates = [
          ["site", `${organisation}-lyon`, { log: { level: "debug" }, policies: { meetNow: false } }],
          ["site", `${organisation}-oslo`, { log: { level: "warn" } }],
          ["group", group.id, { policies: { meetNow: true } }],
        ] as const;
        for (const [scope_kind, scope, document] of templates) {
          const row = { id: `${scope}-t`, organisation, scope_kind, scope, version: 1, changed_at: 1, changed_by: "x" };
          await tx
            .insertInto("templates")
            .values({ ...row, document: JSON.stringify(document) })
            .execute();
        }
      }
    });
    return store;
  }

  test("it is said before which rooms lose a site and which values change thus, and just that follows", async () => {
    const store = await setUp();
    const removal = { organisation: "o1", kind: "site" as const, id: "o1-lyon", to: "o1-oslo" };
    const effects = await removalEffects(store.db, removal);
    expect(effects).toMatchObject({
      name: "lyon",
      rooms: ["o1-r1"],
      groups: [{ id: "o1-board", name: "board" }],
      own: { policies: { meetNow: false } },
      obstacles: [],
      settings: { rooms: ["o1-r1"], changes: [{ path: "log.level", before: "debug", value: "warn", rooms: 1 }] },
    });
    const targets = await store.change((tx) => removePlace(tx, removal, 2));
    expect(targets).toMatchObject([
      { room: "o1-r1", document: { log: { level: "warn" }, policies: { meetNow: true } } },
    ]);
    const rooms = await store.db.selectFrom("rooms").select(["id", "site", "room_group"]).orderBy("id").execute();
    expect(rooms).toEqual([
      { id: "o1-r1", site: "o1-oslo", room_group: "o1-board" },
      { id: "o1-r2", site: "o1-oslo", room_group: "o1-board" },
      { id: "o2-r1", site: "o2-lyon", room_group: "o2-board" },
      { id: "o2-r2", site: "o2-oslo", room_group: "o2-board" },
    ]);
    const left = await store.db.selectFrom("templates").select("scope").orderBy("scope").execute();
    expect(left.map(({ scope }) => scope)).not.toContain("o1-lyon");
    expect(left).toHaveLength(5);
    expect(
      (await store.db.selectFrom("room_groups").selectAll().where("organisation", "=", "o1").execute())[0]?.site,
    ).toBe("o1-oslo");
  });

  test("a group goes without taking rooms along; they lose what it alone gave them", async () => {
    const store = await setUp();
    const removal = { organisation: "o1", kind: "group" as const, id: "o1-board", to: null };
    const { settings, rooms } = await removalEffects(store.db, removal);
    expect(rooms).toEqual(["o1-r1", "o1-r2"]);
    expect(settings.changes).toEqual(
      expect.arrayContaining([
        { path: "policies.meetNow", before: true, value: false, rooms: 1, live: true },
        { path: "policies.meetNow", before: true, rooms: 1, live: true },
      ]),
    );
    await store.change((tx) => removePlace(tx, removal, 2));
    expect(await store.db.selectFrom("rooms").select("id").where("room_group", "is", null).execute()).toHaveLength(2);
  });

  test.each([
    ["of another organisation", { id: "o2-lyon", to: null }, /no such site/],
    [
      "with rooms that should go to a foreign one",
      { id: "o1-lyon", to: "o2-oslo" },
      /another site of this organisation/,
    ],
    ["with rooms that should stay", { id: "o1-lyon", to: "o1-lyon" }, /another site of this organisation/],
    ["with rooms that should go to a group", { id: "o1-lyon", to: "o1-board" }, /another site of this organisation/],
  ])("a site %s is not removed", async (_which, asked, why) => {
    const store = await setUp();
    await expect(removalEffects(store.db, { organisation: "o1", kind: "site", ...asked })).rejects.toThrow(why);
  });
});

describe("over the interface", () => {
  let kit: HubKit;
  beforeAll(async () => {
    kit = await HubKit.start();
    await kit.signInFirst();
  });
  afterAll(() => kit.stop());

  const make = async (path: string, body: object) => (await kit.own<{ id: string }>("POST", path, body)).body.id;
  const site = (name: string) => make("/sites", { name });
  async function roomIn(place: object): Promise<string> {
    const { body } = await kit.own<{ rooms: string[] }>("POST", "/rooms", { rooms: [{ name: "Oak", ...place }] });
    const id = body.rooms[0] as string;
    await kit.until<{ id?: string }>(`/rooms/${id}`, (room) => room.id === id);
    return id;
  }

  test("a site with rooms goes only when it is said where they go, and that is in the audit log", async () => {
    const where = { address: "1 rue de la Paix", zone: "Europe/Paris", latitude: 48.87, longitude: 2.33 };
    const [from, to] = [await make("/sites", { name: "From", ...where }), await site("To")];
    const room = await roomIn({ site: from });
    const refused = await kit.own("DELETE", `/sites/${from}`, {});
    expect([refused.status, refused.body.code]).toEqual([409, "hub.in-use"]);
    const late = await kit.own("DELETE", `/sites/${from}`, { to, rooms: 7 });
    expect([late.status, late.body.code]).toEqual([409, "hub.conflict"]);
    const preview = await kit.own<ShownRemoval>("GET", `/sites/${from}/removal?to=${to}`);
    expect(preview.body).toMatchObject({ rooms: 1, named: [{ id: room, name: "Oak" }], changed: 0, obstacles: [] });
    expect((await kit.own("DELETE", `/sites/${from}`, { to, rooms: 1 })).status).toBe(200);
    await kit.until<{ site: string; siteName: string }>(
      `/rooms/${room}`,
      (one) => one.site === to && one.siteName === "To",
    );
    const { body } = await kit.own<{ what: string; detail: object }[]>("GET", "/audit");
    expect(body.find(({ what }) => what === "site.removed")?.detail).toMatchObject({
      ...{ name: "From", ...where, to, rooms: [room] },
    });
  });

  test("a group is not taken from under a roll-out, nor from a partner who was assigned it", async () => {
    const group = await make("/groups", { name: "Board" });
    await roomIn({ group });
    const settings = { log: { level: "debug" } };
    const rollOut = await make("/rollouts", { name: "x", kind: "group", scope: group, settings });
    const obstacles = async () => (await kit.own<ShownRemoval>("GET", `/groups/${group}/removal`)).body.obstacles;
    expect(await obstacles()).toEqual(["rolling-out"]);
    const refused = await kit.own("DELETE", `/groups/${group}`, { to: null });
    expect([refused.status, refused.body.code]).toEqual([409, "hub.in-use"]);
    expect(refused.body.detail).toMatch(/a roll-out of its settings is under way/);
    await kit.own("POST", `/rollouts/${rollOut}/cancel`);
    expect(await obstacles()).toEqual([]);
    const now = Date.now();
    const grant = { id: "g1", person: "p1", scope_kind: "group", scope: group, created_at: now, revoked_at: null };
    await kit.hub.parts.store.db
      .insertInto("partner_grants")
      .values({ ...grant, organisation: kit.organisation })
      .execute();
    expect(await obstacles()).toEqual(["granted"]);
    await kit.hub.parts.store.db.updateTable("partner_grants").set({ revoked_at: now }).execute();
    expect((await kit.own("DELETE", `/groups/${group}`, { to: null })).status).toBe(200);
    expect((await kit.own("GET", `/groups/${group}/removal`)).status).toBe(404);
  });
});
