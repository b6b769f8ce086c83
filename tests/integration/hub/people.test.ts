import { afterAll, beforeAll, expect, test } from "vitest";
import { IdentityFolder, signingRequest } from "../../../src/fleet/identity.ts";
import { usualRates } from "../../../src/hub/api/limits.ts";
import { lockMs } from "../../../src/hub/people/sign-in.ts";
import { base32, totpAt } from "../../../src/hub/people/totp.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { HubKit, send } from "./hub-kit.ts";

test("one-time codes are those of RFC 6238's appendix B", () => {
  const seed = Buffer.from("12345678901234567890");
  const vectors: [number, string][] = [
    [59, "287082"],
    [1111111109, "081804"],
    [1234567890, "005924"],
    [20000000000, "353130"],
  ];
  for (const [seconds, code] of vectors) expect(totpAt(seed, Math.floor(seconds / 30))).toBe(code);
  expect(base32(Buffer.from("foobar"))).toBe("MZXW6YTBOI");
});

test("each failure after the fourth doubles the wait, up to an hour", () => {
  expect([1, 4, 5, 6, 10, 100].map(lockMs)).toEqual([0, 0, 1000, 2000, 32_000, 3_600_000]);
});

/** A hub whose clock a test moves; it begins now, as TLS certificates are checked by the machine's own clock. */
class Movable extends FakeClock {
  constructor() {
    super(Date.now());
  }
}

let kit: HubKit;
let clock: Movable;
let code: () => string;
const email = "ann@acme.example";
const password = "correct horse battery";

beforeAll(async () => {
  clock = new Movable();
  kit = await HubKit.start({ clock, rates: usualRates });
  const secret = kit.hub.firstLink as string;
  const opened = await send<{ totp: { seed: string; letters: string } }>(kit.hub, "POST", "/api/invitations/open", {
    secret,
  });
  const letters = opened.body.totp.letters;
  code = () => totpFor(letters, clock.now());
  const accepted = await send(kit.hub, "POST", "/api/invitations/accept", {
    ...{ secret, email, name: "Ann", password },
    seed: opened.body.totp.seed,
    code: code(),
  });
  kit.take(accepted);
  const me = await kit.call<{ organisations: { id: string }[] }>("GET", "/api/me");
  kit.organisation = me.body.organisations[0]?.id as string;
});
afterAll(() => kit.stop());

function totpFor(letters: string, now: number): string {
  const bits = [...letters]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const seed = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  return totpAt(seed, Math.floor(now / 30_000));
}

const signIn = (given: object) => send(kit.hub, "POST", "/api/sign-in", { email, password, code: code(), ...given });

test("a fresh hub has no account, no password, and its one-time link works once", async () => {
  const fresh = await HubKit.start();
  try {
    expect(
      (await send(fresh.hub, "POST", "/api/sign-in", { email: "admin", password: "admin", code: "000000" })).status,
    ).toBe(401);
    expect(await fresh.hub.parts.store.db.selectFrom("people").selectAll().execute()).toEqual([]);
    const link = fresh.hub.firstLink as string;
    await fresh.signInFirst();
    expect((await send(fresh.hub, "POST", "/api/invitations/open", { secret: link })).status).toBe(404);
  } finally {
    await fresh.stop();
  }
});

test("a one-time code works once", async () => {
  await clock.advance(60_000);
  const used = code();
  expect((await signIn({ code: used })).status).toBe(200);
  expect((await signIn({ code: used })).status).toBe(401);
});

test("wrong password, wrong code and unknown address cannot be told apart", async () => {
  await clock.advance(60_000);
  const answers = [
    await signIn({ password: "wrong horse battery" }),
    await signIn({ code: "000000" }),
    await signIn({ email: "nobody@acme.example" }),
  ];
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
});

test("guessing locks the account for a growing while, also for the right password; the owner gets in afterwards", async () => {
  clock.standStill(3_700_000);
  expect((await signIn({})).status).toBe(200);
  for (let n = 0; n < 6; n++) await signIn({ password: `wrong horse ${n}......` });
  await clock.advance(300);
  expect((await signIn({})).status).toBe(401);
  clock.standStill(3_700_000);
  expect((await signIn({})).status).toBe(200);
});

test("a session ends by itself, and at once when signed out", async () => {
  await clock.advance(60_000);
  const signedIn = await signIn({});
  const cookie = { cookie: (signedIn.headers["set-cookie"]?.[0] ?? "").split(";")[0] as string };
  expect(signedIn.headers["set-cookie"]?.[0]).toMatch(/Secure; HttpOnly; SameSite=Strict/);
  expect((await send(kit.hub, "GET", "/api/me", undefined, cookie)).status).toBe(200);
  await send(kit.hub, "POST", "/api/sign-out", {}, { ...cookie, "x-csrf": signedIn.body.csrf as string });
  expect((await send(kit.hub, "GET", "/api/me", undefined, cookie)).status).toBe(401);
});

const begin = async () => {
  const folder = new IdentityFolder(`${kit.folder}/claims-${Math.random()}`);
  const csr = await signingRequest(await folder.key());
  return (
    await send<{ claim: string; code: string; poll: string }>(kit.hub, "POST", "/api/enrol", { csr, software: "1" })
  ).body;
};
const claim = (typed: string) =>
  kit.hub.parts.claims.claim(
    { typed, organisation: kit.organisation, actor: "person:ann", trustAgain: false, mayReplace: true },
    { name: "Oak", site: null, group: null },
  );
const progress = async (one: { claim: string; poll: string }) =>
  (await send(kit.hub, "POST", `/api/enrol/${one.claim}/progress`, { poll: one.poll })).body.status;

test("a claim code bears five wrong tries, then the right one is refused, too", async () => {
  const shown = await begin();
  const wrong = `${shown.code.slice(0, 5)}${shown.code.endsWith("000000") ? "111111" : "000000"}`;
  for (let n = 0; n < 5; n++) await expect(claim(wrong)).rejects.toThrow(/not known/);
  await expect(claim(shown.code)).rejects.toThrow(/not known/);
  expect(await progress(shown)).toBe("over");
});

test("tries made at the same time all count", async () => {
  const shown = await begin();
  const wrong = `${shown.code.slice(0, 5)}${shown.code.endsWith("000000") ? "111111" : "000000"}`;
  await Promise.allSettled(Array.from({ length: 20 }, () => claim(wrong)));
  await expect(claim(shown.code)).rejects.toThrow(/not known/);
});

test("a claim code works once, also when it is typed twice at the same time", async () => {
  const shown = await begin();
  const results = await Promise.allSettled([claim(shown.code), claim(shown.code)]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await progress(shown)).toBe("claimed");
});

test("a claim code ends after 15 minutes", async () => {
  const shown = await begin();
  await clock.advance(15 * 60_000 + 1);
  await expect(claim(shown.code)).rejects.toThrow(/not known/);
  expect(await progress(shown)).toBe("over");
});

test("another's claim tells nothing without its poll secret", async () => {
  const shown = await begin();
  const answer = await send(kit.hub, "POST", `/api/enrol/${shown.claim}/progress`, { poll: "guess" });
  expect(answer.status).toBe(404);
});

test.each([
  ["no request at all", "hello"],
  ["an empty one", ""],
])("a signing request that is %s is refused with what is expected", async (_, csr) => {
  const answer = await send(kit.hub, "POST", "/api/enrol", { csr, software: "1" });
  expect(answer.status).toBe(400);
  expect(String(answer.body.detail)).toMatch(/PKCS #10|csr/);
});

test("flooding the public doors is answered with 429 and when to come again", async () => {
  const answers = await Promise.all(Array.from({ length: 90 }, () => send(kit.hub, "GET", "/api/enrol/authority")));
  const refused = answers.find((answer) => answer.status === 429);
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
});
