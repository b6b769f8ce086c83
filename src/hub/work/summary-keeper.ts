import type { HubParts } from "../hub-parts.ts";

const chunk = 100;

/** Writes what rooms of this process last showed into the store, now and then: after a restart the list is not empty. */
export class SummaryKeeper {
  readonly #parts: HubParts;
  readonly #dirty = new Set<string>();

  constructor(parts: HubParts) {
    this.#parts = parts;
    parts.fanOut.subscribe("room", ({ id, hub, change }) => {
      if (hub === parts.hub && (change.summary !== undefined || change.connected !== undefined)) this.#dirty.add(id);
    });
  }

  async flush(): Promise<void> {
    const { view, store, clock } = this.#parts;
    const rooms = [...this.#dirty];
    this.#dirty.clear();
    for (let at = 0; at < rooms.length; at += chunk) {
      const values = rooms.slice(at, at + chunk).flatMap((id) => {
        const summary = view.byId(id)?.summary;
        return summary == null ? [] : [{ room: id, summary: JSON.stringify(summary), at: clock.now() }];
      });
      if (values.length === 0) continue;
      await store.db
        .insertInto("room_summaries")
        .values(values)
        .onConflict((c) =>
          c.column("room").doUpdateSet((e) => ({ summary: e.ref("excluded.summary"), at: e.ref("excluded.at") })),
        )
        .execute();
    }
  }
}
