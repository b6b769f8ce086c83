import { expect, test } from "vitest";
import { permissionsOf, roles } from "../../../src/hub/people/roles.ts";
import { roleWords } from "../../../src/web/console/parts/role-words.ts";
import { rolesWith } from "../../../src/web/console/parts/roles-with.ts";

test.each(Object.entries(rolesWith))(
  "who is told that %s is for others is told the roles that the hub allows it",
  (permission, told) => {
    const allowed = roles.filter((role) => (permissionsOf(role) as ReadonlySet<string>).has(permission));
    expect([...told].sort()).toEqual([...allowed].sort());
  },
);

test.each(["en", "zh"] as const)("%s: no refusal is without words", (language) => {
  const { doing, many, one } = roleWords[language];
  expect(Object.keys(doing).sort()).toEqual(Object.keys(rolesWith).sort());
  for (const role of roles) expect([role, many[role], one[role]]).not.toContain(undefined);
});
