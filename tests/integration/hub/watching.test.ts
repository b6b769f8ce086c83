import { request } from "node:https";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { dialHub } from "../../../src/fleet/hub-socket.ts";
import { agendaEntry, meeting } from "../../unit/fleet/fake-room.ts";
import { HubKit } from "./hub-kit.ts";

let kit: HubKit;
const oak = { id: "", sent: [] as string[] };

const talk = {
  ...meeting(),
  participants: [
    {
      ...{ identity: "ann", name: "Ann Who Is There", speaking: false, microphone: "on" as const },
      ...{ camera: "on" as const, sharing: false, handRaised: false },
    },
  ],
  chat: [{ id: "c1", from: "Ann", text: "what Ann wrote", at: "2026-03-02T09:01:00Z" }],
};

beforeAll(async () => {
  kit = await HubKit.start();
  await kit.signInFirst();
  const { identity, folder } = await kit.enrolRoom("Oak");
  const dial = dialHub({ ...kit.address, authority: identity.authority }, () => identity);
  const { member, room } = kit.member(identity, folder, {
    dial: async (urgency, events) => {
      const socket = await dial(urgency, events);
      const send = (text: string) => {
        oak.sent.push(text);
        socket.send(text);
      };
      return { ...socket, send };
    },
  });
  oak.id = identity.room;
  room.set({ meeting: talk, agenda: [agendaEntry("The merger")] });
  await member.start();
  await kit.until<{ status: string }>(`/rooms/${oak.id}`, ({ status }) => status === "meeting");
});
afterAll(() => kit.stop());

/** An open stream: what it said, by event, until it ended. */
function follow(path: string, headers: Record<string, string> = { cookie: `__Host-roomkeeper=${kit.cookie}` }) {
  const { hostname, port } = new URL(kit.hub.url);
  const [found, ended] = [Promise.withResolvers<RoomState>(), Promise.withResolvers<void>()];
  const asked = request({ hostname, port, path, headers, ca: kit.hub.parts.authority.certificate }, (response) => {
    let text = "";
    response.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const state = /^event: state\ndata: (.*)\n\n/m.exec(text)?.[1];
      if (state !== undefined) found.resolve(JSON.parse(state) as RoomState);
    });
    response.on("end", () => ended.resolve());
  });
  asked.on("error", () => ended.resolve());
  asked.end();
  return { state: found.promise, ended: ended.promise, stop: () => asked.destroy() };
}

const live = () => `/api/o/${kit.organisation}/rooms/${oak.id}/live`;

test("bookings and people leave the room only while somebody looks at it, and what people write never", async () => {
  const said = () => oak.sent.join("\n");
  expect(said()).toContain("Design");
  expect(said()).not.toContain("The merger");
  expect(said()).not.toContain("Ann Who Is There");
  const looking = follow(live());
  const state = await looking.state;
  looking.stop();
  expect(state.agenda.map(({ title }) => title)).toEqual(["The merger"]);
  expect(state.meeting?.participants.map(({ name }) => name)).toEqual(["Ann Who Is There"]);
  expect(said()).not.toContain("what Ann wrote");
});

test("who looked at a room is in the audit log, once for a page that comes back", async () => {
  for (let times = 0; times < 2; times++) {
    const looking = follow(live());
    await looking.state;
    looking.stop();
  }
  const audit = await kit.own<{ what: string; subject: string; actor: string }[]>("GET", "/audit");
  const looks = audit.body.filter(({ what }) => what === "room.watched");
  expect(looks).toMatchObject([{ subject: oak.id, actor: expect.stringMatching(/^person:/) as string }]);
});

test("a partner looks at assigned rooms until the assignment is taken back; a viewer never does", async () => {
  const person = async (email: string, role: string) => {
    const invited = await kit.own<{ secret: string }>("POST", "/people", { email, role });
    const accepted = await kit.accept(invited.body.secret, email);
    const cookie = /__Host-roomkeeper=([^;]+)/.exec(accepted.headers["set-cookie"]?.[0] ?? "")?.[1];
    return { id: accepted.body.person as string, headers: { cookie: `__Host-roomkeeper=${cookie}` } };
  };
  const viewer = await person("vi@acme.example", "viewer");
  expect((await kit.call("GET", live(), undefined, viewer.headers)).status).toBe(403);
  const partner = await person("pat@partner.example", "partner");
  expect((await kit.call("GET", live(), undefined, partner.headers)).status).toBe(404);
  const granted = { person: partner.id, kind: "room", scope: oak.id };
  const { body: grant } = await kit.own<{ id: string }>("POST", "/grants", granted);
  const looking = follow(live(), partner.headers);
  await looking.state;
  await kit.own("DELETE", `/grants/${grant.id}`);
  await looking.ended;
  expect((await kit.call("GET", live(), undefined, partner.headers)).status).toBe(404);
});
