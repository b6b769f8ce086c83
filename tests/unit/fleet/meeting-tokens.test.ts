import { expect, test } from "vitest";
import { MeetingTokens } from "../../../src/fleet/meeting-tokens.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

/** Tokens that are kept on a disk whose first write waits until it may go on. */
function tokensOnSlowDisk() {
  const clock = new FakeClock(Date.UTC(2026, 10, 25));
  const slow = Promise.withResolvers<void>();
  const disk: { kept: string[]; saves: number } = { kept: [], saves: 0 };
  const save = async (value: unknown) => {
    if (disk.saves++ === 0) await slow.promise;
    disk.kept = (value as [string, unknown][]).map(([key]) => key.trim());
  };
  const tokens: MeetingTokens = new MeetingTokens({
    ask: ({ request, meeting }) =>
      tokens.answered({ kind: "token", request, url: "wss://x", token: meeting, expiresAt: clock.now() + 3_600_000 }),
    ...{ online: () => true, hubNow: () => clock.now(), clock, log: silentLog },
    kept: { load: () => Promise.resolve(null), save },
  });
  return { tokens, disk, goOn: slow.resolve };
}

test("a slow write of few tokens does not come over a quick one of more", async () => {
  const { tokens, disk, goOn } = tokensOnSlowDisk();
  await tokens.token("spare");
  await tokens.token("board");
  goOn();
  await expect.poll(() => disk.kept).toEqual(["spare", "board"]);
  expect(disk.saves).toBe(2);
});

test("many tokens at once are no queue of writes that outlives the link: when it is over, all of them are on disk", async () => {
  const { tokens, disk, goOn } = tokensOnSlowDisk();
  const meetings = Array.from({ length: 50 }, (_, at) => `meeting-${at}`);
  for (const meeting of meetings) await tokens.token(meeting);
  goOn();
  await tokens.saved;
  expect(disk).toEqual({ kept: meetings, saves: 2 });
});
