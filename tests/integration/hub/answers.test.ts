import { afterAll, beforeAll, expect, test } from "vitest";
import { allRoutes } from "../../../src/hub/api/all-routes.ts";
import { RollOuts } from "../../../src/hub/work/roll-outs.ts";
import { HubKit } from "./hub-kit.ts";

let kit: HubKit;
const nasty = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)</script>";
const ids: Record<string, string> = {};

beforeAll(async () => {
  kit = await HubKit.start();
  await kit.signInFirst();
  ids.organisation = kit.organisation;
  const made = async (path: string, body: object) => (await kit.own<Record<string, string>>("POST", path, body)).body;
  ids.site = (await made("/sites", { name: nasty, address: nasty })).id as string;
  const rooms = await made("/rooms", { rooms: [{ name: nasty, site: ids.site }] });
  ids.room = (rooms.rooms as unknown as string[])[0] as string;
  await kit.until(`/rooms/${ids.room}`, (room: { id?: string }) => room.id === ids.room);
  await kit.own("PATCH", `/rooms/${ids.room}`, { building: nasty, floor: nasty, tags: [nasty.slice(0, 90)] });
  ids.action = (await made(`/rooms/${ids.room}/actions`, { verb: "leave", arguments: { note: nasty } })).id as string;
  ids.rollout = (await made("/rollouts", { name: nasty, kind: "room", scope: ids.room, settings: {} })).id as string;
});
afterAll(() => kit.stop());

test("whatever people and rooms are called, no answer is a page, and none may be taken for one", async () => {
  const routes = allRoutes(kit.hub.parts, new RollOuts(kit.hub.parts)).filter(
    ({ method, stream }) => method === "GET" && !stream,
  );
  let told = 0;
  for (const { path } of routes) {
    const address = path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "x-1");
    const { headers, body } = await kit.call("GET", address);
    const typed = headers["content-type"] ?? "";
    if (headers.location === undefined)
      expect(typed, path).toMatch(/^(application\/(problem\+)?json|text\/(plain|csv)|application\/(gzip|x-ndjson))/);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["content-security-policy"], path).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers["content-security-policy"], path).not.toMatch(/unsafe|https?:|\*/);
    if (JSON.stringify(body).includes("onerror")) told += 1;
  }
  // The names were there to be seen, as they were typed.
  expect(told).toBeGreaterThan(4);
  expect((await kit.own<{ name: string }>("GET", `/rooms/${ids.room}`)).body.name).toBe(nasty);
});

test("an address that is not there answers with a problem that does not repeat it", async () => {
  const { status, headers, body } = await kit.call("GET", `/api/${encodeURIComponent(nasty)}`);
  expect(status).toBe(404);
  expect(headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(JSON.stringify(body)).not.toContain("onerror");
});

test("a sheet of rooms is saved, not shown, and its cells are no formulas", async () => {
  await kit.own("PATCH", `/rooms/${ids.room}`, { building: '=HYPERLINK("http://evil.example";"x")' });
  await kit.until(`/rooms/${ids.room}`, (room: { building?: string }) => room.building?.startsWith("=") === true);
  const sheets = allRoutes(kit.hub.parts, new RollOuts(kit.hub.parts)).filter(({ path }) =>
    /csv|sheet|export/.test(path),
  );
  for (const { path } of sheets.filter(({ method }) => method === "GET")) {
    const { headers, body } = await kit.call<string>("GET", path.replace(":organisation", kit.organisation));
    if (!headers["content-type"]?.startsWith("text/csv")) continue;
    expect(headers["content-disposition"]).toMatch(/^attachment/);
    expect(body).not.toMatch(/(^|,)"?=/m);
  }
});
