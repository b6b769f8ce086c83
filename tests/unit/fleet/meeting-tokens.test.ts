import { expect, test } from "vitest";
import { MeetingTokens } from "../../../src/fleet/meeting-tokens.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

test("a slow write of few tokens does not come over a quick one of more", async () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 25));
  const slow = Promise.withResolvers<void>();
  let disk: [string, unknown][] = [];
  let saves = 0;
  const save = async (value: unknown) => {
    if (saves++ === 0) await slow.promise;
    disk = value as [string, unknown][];
  };
  const tokens: MeetingTokens = new MeetingTokens({
    ask: ({ request, meeting }) =>
      tokens.answered({ kind: "token", request, url: "wss://x", token: meeting, expiresAt: clock.now() + 3_600_000 }),
    ...{ online: () => true, hubNow: () => clock.now(), clock, log: silentLog },
    kept: { load: () => Promise.resolve(null), save },
  });
  await tokens.token("spare");
  await tokens.token("board");
  slow.resolve();
  await expect.poll(() => disk.map(([key]) => key.trim())).toEqual(["spare", "board"]);
  expect(saves).toBe(2);
});
