import { afterAll, beforeAll, expect, test } from "vitest";
import { runHubCommand } from "../../../src/hub/hub-command.ts";
import { invite } from "../../../src/hub/people/invite.ts";
import { IdentityProvider } from "../../simulators/identity-provider.ts";
import { type Answer, HubKit, send } from "./hub-kit.ts";
import { SoftwareAuthenticator } from "./software-authenticator.ts";

let kit: HubKit;
let provider: IdentityProvider;

beforeAll(async () => {
  kit = await HubKit.start({}, { names: ["localhost", "127.0.0.1"] });
  await kit.signInFirst();
  const { body } = await kit.own<{ redirectUri: string }>("GET", "/identity-provider");
  provider = await IdentityProvider.start(
    {
      owner: { email: "owner@acme.example", email_verified: true, name: "Olive" },
      bob: { email: "Bob@acme.example", email_verified: true, name: "Bob" },
      mallory: { email: "owner@acme.example", email_verified: false, name: "Mallory" },
      stranger: { email: "stranger@acme.example", email_verified: true, name: "Stranger" },
    },
    body.redirectUri,
  );
});
afterAll(async () => {
  await kit.stop();
  provider.stop();
});

const cookieOf = (answer: Answer<unknown>, name: string) =>
  (answer.headers["set-cookie"] ?? [])
    .map((one) => new RegExp(`^${name}=([^;]+)`).exec(one)?.[1])
    .find((one) => one !== undefined);

const setProvider = (change: object = {}) =>
  kit.own("PUT", "/identity-provider", {
    ...{ issuer: provider.issuer, clientId: "hub", clientSecret: "a secret of the test" },
    ...{ domains: ["acme.example"], newcomers: null, ...change },
  });

/** The whole way through the provider; `login` is who signs in there. */
async function throughProvider(login: string) {
  const begun = await send<{ url: string }>(kit.hub, "POST", "/api/sign-in/oidc", { email: "x@ACME.example" });
  expect(begun.status).toBe(200);
  const trip = cookieOf(begun, "__Host-roomkeeper-oidc");
  const back = new URL(await provider.signIn(begun.body.url, login));
  const path = `${back.pathname}${back.search}`;
  const finish = (cookie = `__Host-roomkeeper-oidc=${trip}`) =>
    send(kit.hub, "GET", path, undefined, cookie === "" ? {} : { cookie });
  return { finish, path };
}

const meOf = (cookie: string) =>
  send<{ email: string; organisations: { id: string; role: string }[] }>(kit.hub, "GET", "/api/me", undefined, {
    cookie: `__Host-roomkeeper=${cookie}`,
  });

test("a member signs in through the organisation's provider, which needs no password of the hub", async () => {
  expect((await setProvider()).status).toBe(200);
  const { finish } = await throughProvider("owner");
  const done = await finish();
  expect([done.status, done.headers.location]).toEqual([303, "/"]);
  const me = await meOf(cookieOf(done, "__Host-roomkeeper") as string);
  expect(me.body).toMatchObject({ email: "owner@acme.example", organisations: [{ role: "owner" }] });
  // The answer of the provider works once.
  expect((await finish()).headers.location).toMatch(/sign-in-failed/);
});

test("the provider's answer in another browser signs nobody in", async () => {
  const { finish } = await throughProvider("owner");
  expect((await finish("")).headers.location).toMatch(/sign-in-failed/);
  expect(cookieOf(await finish("__Host-roomkeeper-oidc=other"), "__Host-roomkeeper")).toBeUndefined();
});

test("an altered state is refused", async () => {
  const { path } = await throughProvider("owner");
  const begun = await send(kit.hub, "POST", "/api/sign-in/oidc", { email: "x@acme.example" });
  const cookie = `__Host-roomkeeper-oidc=${cookieOf(begun, "__Host-roomkeeper-oidc")}`;
  const done = await send(kit.hub, "GET", path, undefined, { cookie });
  expect(done.headers.location).toMatch(/sign-in-failed/);
});

test("an address that the provider does not call verified is nobody's", async () => {
  const { finish } = await throughProvider("mallory");
  const done = await finish();
  expect(decodeURIComponent(done.headers.location as string)).toMatch(/no verified e-mail/);
  expect(cookieOf(done, "__Host-roomkeeper")).toBeUndefined();
});

test("who is invited gets their role; who is not stays outside until the organisation lets newcomers in", async () => {
  expect(decodeURIComponent((await (await throughProvider("bob")).finish()).headers.location as string)).toMatch(
    /nobody has invited you/,
  );
  await kit.own("POST", "/people", { email: "bob@acme.example", role: "operator" });
  const bob = await (await throughProvider("bob")).finish();
  const me = await meOf(cookieOf(bob, "__Host-roomkeeper") as string);
  expect(me.body.organisations).toMatchObject([{ id: kit.organisation, role: "operator" }]);
  await setProvider({ newcomers: "viewer", clientSecret: undefined });
  const stranger = await (await throughProvider("stranger")).finish();
  const other = await meOf(cookieOf(stranger, "__Host-roomkeeper") as string);
  expect(other.body.organisations).toMatchObject([{ role: "viewer" }]);
});

test("somebody taken out of the organisation is not let in by the provider again", async () => {
  const people = await kit.own<{ id: string; email: string }[]>("GET", "/people");
  const bob = people.body.find(({ email }) => email === "bob@acme.example");
  await kit.own("DELETE", `/people/${bob?.id}`);
  const done = await (await throughProvider("bob")).finish();
  expect(decodeURIComponent(done.headers.location as string)).toMatch(/no longer belong/);
});

test("a provider that cannot be used is not kept, and only owners set one", async () => {
  expect((await setProvider({ issuer: "http://127.0.0.1:1" })).status).toBe(502);
  expect((await kit.own<{ provider: { issuer: string } }>("GET", "/identity-provider")).body.provider.issuer).toBe(
    provider.issuer,
  );
  const key = await kit.own<{ secret: string }>("POST", "/keys", { name: "k", scopes: ["people:write"] });
  const headers = { authorization: `Bearer ${key.body.secret}` };
  const path = `/api/o/${kit.organisation}/identity-provider`;
  expect((await send(kit.hub, "DELETE", path, undefined, headers)).status).toBe(403);
});

test("an invited person accepts with a passkey, and signs in with it", async () => {
  const invited = await kit.own<{ secret: string }>("POST", "/people", { email: "eve@else.example", role: "viewer" });
  const { secret } = invited.body;
  const offer = { secret, email: "", name: "Eve" };
  const options = await send<never>(kit.hub, "POST", "/api/invitations/passkey", offer);
  const key = new SoftwareAuthenticator(kit.hub.url);
  const response = key.create(options.body);
  const accept = { secret, keyName: "phone", response };
  const accepted = await send(kit.hub, "POST", "/api/invitations/accept-passkey", accept);
  expect(accepted.status).toBe(200);
  const signedIn = await signInWith(key);
  expect(signedIn.status).toBe(200);
  const cookie = cookieOf(signedIn, "__Host-roomkeeper") as string;
  expect((await meOf(cookie)).body.email).toBe("eve@else.example");
  // Without a password, the last passkey stays.
  const own = { cookie: `__Host-roomkeeper=${cookie}`, "x-csrf": signedIn.body.csrf as string };
  expect((await send(kit.hub, "DELETE", `/api/passkeys/${key.id}`, undefined, own)).status).toBe(409);
});

async function signInWith(
  key: SoftwareAuthenticator,
  change: (response: ReturnType<typeof key.get>) => void = () => {},
) {
  const options = await send<{ challenge: string; rpId: string }>(kit.hub, "POST", "/api/sign-in/passkey/options");
  const response = key.get(options.body);
  change(response);
  const signedIn = await send(kit.hub, "POST", "/api/sign-in/passkey", { response });
  return { ...signedIn, again: () => send(kit.hub, "POST", "/api/sign-in/passkey", { response }) };
}

async function addedKey(origin = kit.hub.url) {
  const key = new SoftwareAuthenticator(origin);
  const options = await kit.call<never>("POST", "/api/passkeys/options");
  const added = await kit.call("POST", "/api/passkeys", { name: "key", response: key.create(options.body) });
  return { key, added };
}

test("a passkey of one's own can be added, is listed, used, and taken out", async () => {
  const { key, added } = await addedKey();
  expect(added.status).toBe(200);
  const signedIn = await signInWith(key);
  expect(signedIn.status).toBe(200);
  const listed = await kit.call<{ id: string; usedAt: number }[]>("GET", "/api/passkeys");
  expect(listed.body.find(({ id }) => id === key.id)?.usedAt).toBeGreaterThan(0);
  expect((await kit.call("DELETE", `/api/passkeys/${key.id}`)).status).toBe(200);
  expect((await signInWith(key)).status).toBe(401);
});

test("a passkey's answer that is replayed, altered, or of another site's page signs nobody in", async () => {
  const { key } = await addedKey();
  const good = await signInWith(key);
  expect(good.status).toBe(200);
  expect((await good.again()).status).toBe(401);
  const altered = await signInWith(key, ({ response }) => {
    response.signature = Buffer.alloc(70, 1).toString("base64url");
  });
  expect(altered.status).toBe(401);
  expect((await addedKey("https://evil.example")).added.status).toBe(401);
});

test("somebody who lost their key is let in anew by a link; the old key and its sessions end with its use", async () => {
  const invited = await kit.own<{ secret: string }>("POST", "/people", { email: "lost@else.example", role: "viewer" });
  const accepted = await kit.accept(invited.body.secret, "lost@else.example");
  const person = accepted.body.person as string;
  const before = cookieOf(accepted, "__Host-roomkeeper") as string;
  const reset = await kit.own<{ secret: string }>("POST", `/people/${person}/reset`);
  expect((await meOf(before)).status).toBe(200);
  const key = new SoftwareAuthenticator(kit.hub.url);
  const { secret } = reset.body;
  const offer = await send<never>(kit.hub, "POST", "/api/invitations/passkey", { secret, email: "", name: "x" });
  const again = { secret, keyName: "new", response: key.create(offer.body) };
  expect((await send(kit.hub, "POST", "/api/invitations/accept-passkey", again)).body.person).toBe(person);
  expect((await meOf(before)).status).toBe(401);
  const signedIn = await signInWith(key);
  expect((await meOf(cookieOf(signedIn, "__Host-roomkeeper") as string)).body.email).toBe("lost@else.example");
  const old = { email: "lost@else.example", password: "correct horse battery", code: "000000" };
  expect((await send(kit.hub, "POST", "/api/sign-in", old)).status).toBe(401);
});

test("a partner with an account takes a second customer's link with it, and nobody else can", async () => {
  const { store } = kit.hub.parts;
  const now = Date.now();
  await store.db.insertInto("organisations").values({ id: "org-two", name: "Two", created_at: now }).execute();
  const link = (email: string) => store.change((tx) => invite(tx, "org-two", email, "partner", now));
  const secret = await link("owner@acme.example");
  const stranger = await link("somebody@else.example");
  expect((await kit.call("POST", "/api/invitations/join", { secret: stranger })).status).toBe(403);
  expect((await kit.call("POST", "/api/invitations/join", { secret })).body.organisation).toBe("org-two");
  expect((await kit.call("POST", "/api/invitations/join", { secret })).status).toBe(404);
  const me = await kit.call<{ organisations: { role: string }[] }>("GET", "/api/me");
  expect(me.body.organisations.map(({ role }) => role).sort()).toEqual(["owner", "partner"]);
  // Who belongs to two organisations is not opened anew by one of them.
  const own = await kit.own<{ id: string; email: string }[]>("GET", "/people");
  const owner = own.body.find(({ email }) => email === "owner@acme.example");
  expect((await kit.own("POST", `/people/${owner?.id}/reset`)).status).toBe(409);
});

test("who has the hub's computer gets in again by a command", async () => {
  const said: string[] = [];
  const io = { out: (text: string) => void said.push(text), err() {} };
  const parts = { version: "1", folder: kit.settings.folder, pagesFolder: "", ended: Promise.resolve() };
  expect(await runHubCommand(["owner-link"], io, parts)).toBe(0);
  const secret = /#(\S+)/.exec(said[0] ?? "")?.[1] as string;
  const accepted = await kit.accept(secret, "rescue@acme.example");
  expect((await meOf(cookieOf(accepted, "__Host-roomkeeper") as string)).body.organisations).toMatchObject([
    { id: kit.organisation, role: "owner" },
  ]);
});

test("what people did to sign in is in the audit, whose chain holds", async () => {
  const audit = await kit.own<{ what: string; detail: { way?: string } }[]>("GET", "/audit");
  const ways = audit.body.filter(({ what }) => what === "person.signed-in").map(({ detail }) => detail.way);
  expect(new Set(ways)).toEqual(new Set(["invitation", "provider", "passkey"]));
  expect((await kit.own("GET", "/audit/check")).body.firstBroken).toBeNull();
});
