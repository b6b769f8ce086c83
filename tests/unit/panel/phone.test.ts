import { describe, expect, test } from "vitest";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import { isLoopback, phoneAddress } from "../../../src/panel/phone-address.ts";
import { startPanel } from "./panel-harness.ts";

const interfaces = {
  lo: [{ address: "127.0.0.1", family: "IPv4", internal: true }],
  eth0: [
    { address: "169.254.3.4", family: "IPv4", internal: false },
    { address: "fe80::1", family: "IPv6", internal: false },
    { address: "10.1.2.3", family: "IPv4", internal: false },
  ],
} as unknown as NonNullable<Parameters<typeof phoneAddress>[2]>;

describe("the address that phones are told", () => {
  test.each([
    ["pages of this computer only: none", "127.0.0.1", [], null],
    ["localhost: none", "localhost", ["oak.example.org"], null],
    ["one address", "10.9.9.9", [], "http://10.9.9.9:8420"],
    ["any address: the one in the network", "0.0.0.0", [], "http://10.1.2.3:8420"],
    ["a name that the administrator gave", "0.0.0.0", ["oak.example.org"], "http://oak.example.org:8420"],
    ["a name with its port", "::", ["oak.example.org:80"], "http://oak.example.org:80"],
  ])("%s", (_, host, allowedHosts, address) => {
    expect(phoneAddress({ host, allowedHosts }, 8420, interfaces)).toBe(address);
  });

  test("a computer without network has none", () => {
    expect(phoneAddress({ host: "0.0.0.0", allowedHosts: [] }, 8420, {})).toBeNull();
  });

  test.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])("%s is this computer", (ip) => expect(isLoopback(ip)).toBe(true));
});

const post = (body: unknown) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

describe("phones", () => {
  const sent: string[][] = [];
  const phone = {
    code: () => ({ code: "ABCD2345", expiresAt: "2026-03-02T09:05:00Z" }),
    send: (code: string, link: string) => Promise.resolve(void sent.push([code, link])),
    meeting: (code: string) =>
      code === "good"
        ? Promise.resolve("https://visio.example.org/abc-defg-hij")
        : Promise.reject(new RoomkeeperError("phone.code", "used")),
  };

  test("are off unless the settings say so: no code, no page, nothing to send", async () => {
    const { ask } = await startPanel();
    for (const path of ["/phone", "/api/phone-code"]) expect((await ask(path)).status).toBe(404);
    expect((await ask("/api/phone/link", post({ code: "abcd", link: "x" }))).status).toBe(404);
  });

  test("get no code where the pages stay on this computer", async () => {
    const { ask } = await startPanel({ phone });
    expect((await ask("/api/phone-code")).status).toBe(404);
  });

  test("the display of this computer gets a code with the address of the network, behind #", async () => {
    const { ask } = await startPanel({ phone, host: "0.0.0.0", allowedHosts: ["oak.example.org"] });
    const answer = await ask("/api/phone-code");
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      url: expect.stringMatching(/^http:\/\/oak\.example\.org:\d+\/phone#ABCD2345$/),
    });
  });

  test("send a link, and ask for the meeting's; what is wrong is said", async () => {
    const { ask } = await startPanel({ phone, host: "0.0.0.0" });
    expect((await ask("/api/phone/link", post({ code: "good", link: "https://x.example" }))).status).toBe(202);
    expect(sent).toEqual([["good", "https://x.example"]]);
    expect((await ask("/api/phone/meeting", post({ code: "good" }))).body).toEqual({
      url: "https://visio.example.org/abc-defg-hij",
    });
    const refused = await ask("/api/phone/meeting", post({ code: "used" }));
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([409, "phone.code"]);
    expect((await ask("/api/phone/link", post({ code: "good" }))).status).toBe(400);
  });
});
