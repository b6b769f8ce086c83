import { describe, expect, it } from "vitest";
import { mayPublish } from "../../../../src/meeting-worker/livekit/permissions.ts";

type Permission = NonNullable<Parameters<typeof mayPublish>[0]>;
const permission = (canPublish: boolean, canPublishSources: number[]) =>
  ({ canPublish, canPublishSources }) as Permission;
const camera = 1;
const microphone = 2;

describe("what the room may publish", () => {
  it("an empty list of sources means all of them", () => {
    expect(mayPublish(permission(true, []), camera)).toBe(true);
  });

  it("a listed source may, another may not", () => {
    expect(mayPublish(permission(true, [microphone]), microphone)).toBe(true);
    expect(mayPublish(permission(true, [microphone]), camera)).toBe(false);
  });

  it("who may not publish at all may not publish a listed source", () => {
    expect(mayPublish(permission(false, []), camera)).toBe(false);
  });

  it("no word of the server about it is no ban", () => {
    expect(mayPublish(undefined, camera)).toBe(true);
  });
});
