import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { HubError } from "../../../src/domain/errors.ts";
import { IdentityFolder } from "../../../src/fleet/identity.ts";
import { Membership } from "../../../src/fleet/membership.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

/** A room that its hub may turn away; `offers` counts the codes that it shows beside. */
function room(issuer = "the hub's own authority") {
  const identity = { room: "room-1", certificate: "", authority: "", issuer, revoked: false, key: "" };
  let offers = 0;
  const membership = new Membership({
    address: { url: "https://hub.example", proxy: null, authority: null },
    ...{ identity, identities: new IdentityFolder("/nowhere"), clock: new FakeClock(), log: silentLog },
    claimBeside: () => {
      offers++;
      return Promise.reject(new HubError("hub.invalid", "not now"));
    },
  });
  return { membership, offers: () => offers };
}

test("a room that has left its hub shows no code for it, although a last dial is turned away", () => {
  const { membership, offers } = room();
  membership.stop();
  membership.turnedAway("hub.unknown-room");
  expect(offers()).toBe(0);
});

test("a code that could not be had is asked for again when the hub turns the room away again", async () => {
  const { membership, offers } = room();
  membership.turnedAway("hub.unknown-room");
  membership.turnedAway("hub.unknown-room");
  expect(offers()).toBe(1);
  await turn();
  membership.turnedAway("hub.unknown-room");
  expect(offers()).toBe(2);
});

test("a room that cannot know its hub's signature shows no code that could never be used", () => {
  const { membership, offers } = room("");
  membership.turnedAway("hub.unknown-room");
  expect(offers()).toBe(0);
});
