import { expect, test } from "vitest";
import { permissions, roles } from "../../../src/hub/people/roles.ts";
import type { ShownKey } from "../../../src/protocol/hub/shown-people.ts";
import { addressOf, detailLines, idOf } from "../../../src/web/console/audit/audit-model.ts";
import {
  givenBy,
  keyState,
  linkOf,
  mayChange,
  readDomains,
  roles as shownRoles,
} from "../../../src/web/console/people/people-model.ts";
import { peopleWords } from "../../../src/web/console/people/words.ts";

test("every role and permission of the hub has its words in both languages", () => {
  for (const words of Object.values(peopleWords)) {
    expect(Object.keys(words.permissions).sort()).toEqual([...permissions].sort());
    expect(Object.keys(words.roles).sort()).toEqual([...roles].sort());
  }
  expect(shownRoles).toEqual(roles);
});

test("an administrator neither makes nor changes owners", () => {
  expect(givenBy("administrator")).not.toContain("owner");
  expect(givenBy("owner")).toContain("owner");
  expect(mayChange("administrator", "owner")).toBe(false);
  expect(mayChange("administrator", "administrator")).toBe(true);
});

test("a key that has ended is not called valid", () => {
  const key = { revokedAt: null, expiresAt: 10 } as ShownKey;
  expect(keyState(key, 9)).toBe("good");
  expect(keyState(key, 10)).toBe("ended");
  expect(keyState({ ...key, revokedAt: 1 }, 9)).toBe("revoked");
});

test("the secret of a link stands behind the hash, which browsers do not send", () => {
  expect(new URL(linkOf("https://hub.example:8443", "s3cret")).pathname).toBe("/welcome");
  expect(new URL(linkOf("https://hub.example", "s3cret")).hash).toBe("#s3cret");
});

test("domains are taken as people write them", () => {
  expect(readDomains("Acme.Example, @acme.org;b.example")).toEqual(["acme.example", "acme.org", "b.example"]);
});

test("details of an entry are lines; what holds nothing is left out", () => {
  expect(detailLines({ role: "viewer", empty: "", nothing: null, list: [1, 2] })).toEqual([
    ["role", "viewer"],
    ["list", "[1,2]"],
  ]);
  expect(detailLines({ text: "x".repeat(1000) })[0]?.[1].length).toBe(160);
});

test("an actor without a name is shown by its id; rooms and roll-outs lead to their pages", () => {
  expect(idOf("person:person-1")).toBe("person-1");
  expect(addressOf("room-1")).toBe("/rooms/room-1");
  expect(addressOf("rollout-1")).toBe("/roll-outs/rollout-1");
  expect(addressOf("bo@acme.example")).toBeNull();
});
