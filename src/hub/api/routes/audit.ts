import { Readable } from "node:stream";
import Type from "typebox";
import type { AuditCheck, ShownAudit, ShownAuditEntry } from "../../../protocol/hub/shown-audit.ts";
import type { HubParts } from "../../hub-parts.ts";
import { actorNames } from "../../people/names.ts";
import { auditBefore, auditFromFirst, checkChain, readAudit } from "../../store/audit.ts";
import type { AuditRow } from "../../store/tables.ts";
import { scopeNames } from "../../work/scope-names.ts";
import { inOrganisation, type Route, route, strictObject } from "../route.ts";

/** The audit log: read from either end, searched, exported, checked. */
export function auditRoutes(parts: HubParts): Route[] {
  return [listAudit(parts), newestAudit(parts), exportAudit(parts), checkAudit(parts)];
}

/** A search looks at so many entries at most before it answers; the asker goes on from there. */
const mostLookedAt = 20_000;
const atOnce = 2_000;

function newestAudit(parts: HubParts): Route {
  return route({
    method: "GET",
    path: "/api/o/:organisation/audit/newest",
    summary: "Who did what, newest first, with names; `before` a number, with all words of `search` in it",
    needs: "audit:read",
    params: inOrganisation({}),
    query: strictObject({
      before: Type.Optional(Type.Integer({ minimum: 1 })),
      search: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    }),
    handle: async ({ actor, query }): Promise<ShownAudit> => {
      const { before = Number.MAX_SAFE_INTEGER, search = "", limit = 100 } = query;
      const words = wordsOf(search);
      const entries: ShownAuditEntry[] = [];
      let next: number | null = before;
      for (let looked = 0; next !== null && entries.length < limit && looked < mostLookedAt; ) {
        const size = words.length === 0 ? limit - entries.length : atOnce;
        const rows = await auditBefore(parts.store.db, actor.organisation, next, size);
        looked += rows.length;
        const shown = await named(parts, actor.organisation, rows);
        const fitting = shown.filter((entry) => fits(entry, words));
        const taken = fitting.slice(0, limit - entries.length);
        entries.push(...taken);
        const last = taken.length < fitting.length ? taken.at(-1) : shown.at(-1);
        next = last === undefined || last.number <= 1 ? null : last.number;
      }
      return { entries, next };
    },
  });
}

/** Quotation marks keep words together. */
const wordsOf = (search: string): string[] =>
  [...search.toLowerCase().matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

function fits({ actor, actorName, what, subject, subjectName, detail }: ShownAuditEntry, words: string[]): boolean {
  if (words.length === 0) return true;
  const whole = [actor, actorName, what, subject, subjectName, JSON.stringify(detail)].join(" ").toLowerCase();
  return words.every((word) => whole.includes(word));
}

async function named(parts: HubParts, organisation: string, rows: readonly AuditRow[]): Promise<ShownAuditEntry[]> {
  const subjects = ["person", "key", "room"].flatMap((kind) =>
    rows.filter(({ subject }) => subject.startsWith(`${kind}-`)).map(({ subject }) => `${kind}:${subject}`),
  );
  const names = await actorNames(parts, organisation, [...rows.map(({ actor }) => actor), ...subjects]);
  const nameOf = await scopeNames(parts, organisation);
  for (const [id, name] of await rollOutNames(parts, organisation, rows)) names.set(`rollout:${id}`, name);
  return rows.map(({ number, at, actor, what, subject, detail }) => {
    const [kind = ""] = subject.split("-");
    const scope = nameOf(kind, subject);
    const subjectName = names.get(`${kind}:${subject}`) ?? (scope === subject ? "" : scope);
    const about = { subject, subjectName, detail: JSON.parse(detail) as Record<string, unknown> };
    return { number, at, actor, actorName: names.get(actor) ?? "", what, ...about };
  });
}

async function rollOutNames({ store }: HubParts, organisation: string, rows: readonly AuditRow[]) {
  const ids = [...new Set(rows.map(({ subject }) => subject).filter((subject) => subject.startsWith("rollout-")))];
  if (ids.length === 0) return [];
  const query = store.db.selectFrom("rollouts").select(["id", "name"]).where("organisation", "=", organisation);
  return (await query.where("id", "in", ids).execute()).map(({ id, name }) => [id, name] as const);
}

function listAudit(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/audit",
    summary: "Who did what: entries after a number, oldest first; each one's hash covers the one before",
    needs: "audit:read",
    params: inOrganisation({}),
    query: strictObject({
      after: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
    }),
    handle: async ({ actor, query }) => {
      const rows = await readAudit(store.db, actor.organisation, query.after ?? 0, query.limit ?? 1000);
      return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as unknown }));
    },
  });
}

function exportAudit(parts: HubParts): Route {
  return route({
    method: "GET",
    path: "/api/o/:organisation/audit.jsonl",
    summary:
      "The whole audit log, one JSON object a line; `roomkeeper hub check-audit FILE` checks its chain elsewhere",
    needs: "audit:read",
    params: inOrganisation({}),
    handle: ({ actor, headers }) => {
      headers["content-type"] = "application/jsonl; charset=utf-8";
      headers["content-disposition"] = 'attachment; filename="audit.jsonl"';
      return Promise.resolve(Readable.from(linesOf(parts, actor.organisation)));
    },
  });
}

async function* linesOf({ store }: HubParts, organisation: string): AsyncGenerator<string> {
  for await (const some of auditFromFirst(store.db, organisation))
    yield some.map((row) => `${JSON.stringify(row)}\n`).join("");
}

function checkAudit(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/audit/check",
    summary: "Whether the whole chain of audit entries is unbroken; else the first number that does not fit",
    needs: "audit:read",
    params: inOrganisation({}),
    handle: ({ actor }): Promise<AuditCheck> => checkChain(store.db, actor.organisation),
  });
}
