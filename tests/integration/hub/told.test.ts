import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Message } from "../../../src/hub/alerts/channel.ts";
import { summarise } from "../../../src/hub/estate/summary.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { fleetRoom } from "../../unit/hub/fleet-room.ts";
import { HubKit } from "./hub-kit.ts";

// The hub's time moves only when a test moves it; it begins now, as TLS certificates are checked by the machine's own.
const start = Date.now();
const hour = 3_600_000;

let kit: HubKit;
let clock: FakeClock;
let mail: MailServer;
beforeAll(async () => {
  clock = new FakeClock(start);
  kit = await HubKit.start({ clock });
  await kit.signInFirst();
  mail = await MailServer.start(kit);
});
afterAll(async () => {
  mail.stop();
  await kit.stop();
});
beforeEach(async () => {
  await still();
  for (const { id } of (await kit.own<{ id: string }[]>("GET", "/channels")).body)
    await kit.own("DELETE", `/channels/${id}`);
});

interface Mail {
  from: string;
  to: string[];
  text: string;
  user: string;
}

/** A real mail server with TLS from the start and a password. */
class MailServer {
  readonly received: Mail[] = [];
  readonly url: string;
  readonly #server: SMTPServer;

  private constructor(server: SMTPServer, port: number) {
    this.#server = server;
    this.url = `smtps://hub@127.0.0.1:${port}`;
  }

  static async start({ hub }: HubKit): Promise<MailServer> {
    const { certificate, key } = await hub.parts.authority.issueForServer(["127.0.0.1"], Date.now());
    const server = new SMTPServer({
      ...{ secure: true, key, cert: certificate, authMethods: ["PLAIN", "LOGIN"] },
      onAuth: ({ username, password }, _session, done) =>
        password === "of the mail server" ? done(null, { user: username }) : done(new Error("wrong password")),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom === false ? "" : mailFrom.address;
          const text = Buffer.concat(chunks).toString();
          mail.received.push({ from, to: rcptTo.map(({ address }) => address), text, user: String(session.user) });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    server.on("error", () => undefined);
    const { port } = server.server.address() as { port: number };
    return new MailServer(server, port);
  }

  stop(): void {
    this.#server.close();
  }
}

/** The hub's time moves on, second by second, until it is so. */
async function moved(until: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    if (await until()) return;
    await clock.advance(3000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("it did not come to that");
}

const see = (id: string, code: string | null) =>
  kit.hub.parts.view.put(
    fleetRoom(id, {
      organisation: kit.organisation,
      summary: summarise({ faults: code === null ? [] : [{ code, severity: "warning", subject: "", since: "" }] }),
    }),
  );

/** No room has a fault, and every alert is over. */
async function still(): Promise<void> {
  for (const room of [...kit.hub.parts.view.everything()]) see(room.id, null);
  await moved(async () => {
    const alerts = await kit.own<{ closedAt: number | null }[]>("GET", "/alerts");
    return alerts.body.every(({ closedAt }) => closedAt !== null);
  });
}

const email = (to: string, change: object = {}) => ({
  ...{ kind: "email", name: "desk", url: mail.url, password: "of the mail server", ...change },
  ...{ from: "hub@acme.example", to: [to], authority: kit.hub.parts.authority.certificate },
});
const mailsTo = (to: string) => mail.received.filter((one) => one.to.includes(to));

test("people are told by mail, over TLS and with the server's password: once for all rooms of a cause, and of the recovery", async () => {
  await kit.own("POST", "/channels", email("grouped@acme.example"));
  for (const id of ["oak", "elm", "ash"]) see(id, "camera.missing");
  await moved(() => mailsTo("grouped@acme.example").length > 0);
  expect(mailsTo("grouped@acme.example")[0]).toMatchObject({ from: "hub@acme.example", user: "hub" });
  expect(mailsTo("grouped@acme.example")[0]?.text).toMatch(/Subject: \[warning\] camera\.missing: 3\s+rooms/);
  expect(mailsTo("grouped@acme.example")[0]?.text).toMatch(/ {2}ash\r\n {2}elm\r\n {2}oak/);
  for (const id of ["oak", "elm", "ash"]) see(id, null);
  await moved(() => mailsTo("grouped@acme.example").length > 1);
  expect(mailsTo("grouped@acme.example")[1]?.text).toMatch(/recovered: camera\.missing/);
  const thread = (one: Mail | undefined) => /References: (<\S+>)/.exec(one?.text ?? "")?.[1];
  expect(thread(mailsTo("grouped@acme.example")[0])).toBe(thread(mailsTo("grouped@acme.example")[1]));
  await clock.advance(60_000);
  expect(mailsTo("grouped@acme.example").length).toBe(2);
});

test("in quiet hours nothing is told; what is over by their end is never told, what stands is told once", async () => {
  const now = new Date(clock.now());
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString().slice(11, 16);
  const quiet = { zone: "UTC", from: at(-hour), to: at(hour / 6), weekends: false, except: "serious" };
  await kit.own("POST", "/channels", email("quiet@acme.example", { quiet }));
  see("oak", "camera.missing");
  see("elm", "speaker.missing");
  await moved(async () => (await kit.own<unknown[]>("GET", "/alerts")).body.length >= 2);
  await clock.advance(30_000);
  see("oak", null);
  await clock.advance(120_000);
  see("ash", "speaker.missing");
  await clock.advance(30_000);
  expect(mailsTo("quiet@acme.example")).toEqual([]);
  await moved(() => mailsTo("quiet@acme.example").length > 0);
  expect(clock.now()).toBeGreaterThanOrEqual(now.setUTCSeconds(0, 0) + hour / 6);
  await clock.advance(60_000);
  expect(mailsTo("quiet@acme.example").length).toBe(1);
  expect(mailsTo("quiet@acme.example")[0]?.text).toMatch(/speaker\.missing: 2\s+rooms/);
});

test("a device that is known to be missing is not told of until the day that was named", async () => {
  await kit.own("POST", "/channels", email("known@acme.example"));
  const until = clock.now() + hour / 8;
  const silence = { room: "oak", cause: "fault camera", until, reason: "ordered" };
  see("oak", null);
  expect((await kit.own("POST", "/silences", silence)).status).toBe(200);
  expect((await kit.own("POST", "/silences", { ...silence, until: clock.now() - 1 })).status).toBe(400);
  expect((await kit.own("GET", "/silences")).body).toMatchObject([{ room: "oak", cause: "fault camera", until }]);
  await clock.advance(10_000);
  see("oak", "camera.missing");
  await clock.advance(120_000);
  expect(mailsTo("known@acme.example")).toEqual([]);
  await moved(() => mailsTo("known@acme.example").length > 0);
  expect(clock.now()).toBeGreaterThan(until);
});

test("a wrong password of a mail server is told when it is tried, and the alert arrives when it is mended", async () => {
  const made = await kit.own<{ id: string }>("POST", "/channels", email("wrong@acme.example", { password: "wrong" }));
  const tried = await kit.own<{ detail: string }>("POST", `/channels/${made.body.id}/try`);
  expect([tried.status, tried.body.detail]).toEqual([502, expect.stringContaining("wrong password")]);
  const good = await kit.own<{ id: string }>("POST", "/channels", email("wrong@acme.example"));
  expect((await kit.own("POST", `/channels/${good.body.id}/try`)).status).toBe(200);
  expect(mailsTo("wrong@acme.example")[0]?.text).toMatch(/This is a trial/);
  see("oak", "camera.missing");
  await moved(async () =>
    (await kit.own<{ id: string; problem: string | null }[]>("GET", "/channels")).body.some(
      ({ id, problem }) => id === made.body.id && problem?.includes("wrong password"),
    ),
  );
  await moved(() => mailsTo("wrong@acme.example").length === 2);
});

test("a channel whose host nobody knows is said to be out of reach, not the hub's store to be broken", async () => {
  const made = { kind: "webhook", name: "typo", url: "https://nobody.invalid/" };
  const { body } = await kit.own<{ id: string }>("POST", "/channels", made);
  const tried = await kit.own<{ code: string; detail: string }>("POST", `/channels/${body.id}/try`);
  expect([tried.status, tried.body.code]).toEqual([502, "hub.unreachable"]);
  expect(tried.body.detail).toContain("nobody.invalid");
  await kit.own("DELETE", `/channels/${body.id}`);
});

test("a syslog server over TLS gets one whole line for an alert", async () => {
  const { createServer: createTlsServer } = await import("node:tls");
  const { certificate, key } = await kit.hub.parts.authority.issueForServer(["127.0.0.1"], Date.now());
  const line = Promise.withResolvers<string>();
  const server = createTlsServer({ cert: certificate, key }, (socket) => {
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const [, length = "", rest = ""] = /^(\d+) (.*)$/s.exec(text) ?? [];
      if (length !== "" && Buffer.byteLength(rest) >= Number(length)) line.resolve(rest);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `tls://127.0.0.1:${(server.address() as { port: number }).port}`;
  const made = { kind: "syslog", name: "log", url, authority: kit.hub.parts.authority.certificate };
  const { body } = await kit.own<{ id: string }>("POST", "/channels", made);
  expect((await kit.own("POST", `/channels/${body.id}/try`)).status).toBe(200);
  expect(await line.promise).toMatch(/^<\d+>1 \S+ \S+ roomkeeper-hub - alert \[alert@32473 .*This is a trial/);
  server.close();
});

test("without the operator's leave, no channel leads to the hub's own network", async () => {
  const guarded = await HubKit.start({}, { privateWebhooks: false });
  try {
    await guarded.signInFirst();
    let reached = false;
    const server = createTcpServer(() => {
      reached = true;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const mails = { from: "hub@acme.example", to: ["it@acme.example"] };
    for (const [kind, url, more] of [
      ["webhook", `http://127.0.0.1:${port}/latest/meta-data`, {}],
      ["webhook", `http://[::ffff:127.0.0.1]:${port}/`, {}],
      ["webhook", `http://localhost:${port}/`, {}],
      ["syslog", `tcp://127.0.0.1:${port}`, {}],
      ["email", `smtp://127.0.0.1:${port}`, mails],
    ] as const) {
      const made = await guarded.own<{ id: string }>("POST", "/channels", { kind, name: "x", url, ...more });
      const tried = await guarded.own("POST", `/channels/${made.body.id}/try`);
      expect([url, tried.status, tried.body.code]).toEqual([url, 400, "hub.invalid"]);
    }
    const provider = { issuer: `http://127.0.0.1:${port}`, clientId: "x", domains: ["a.example"], newcomers: null };
    expect((await guarded.own("PUT", "/identity-provider", provider)).status).toBe(400);
    expect(reached).toBe(false);
    server.close();
  } finally {
    await guarded.stop();
  }
});

test("an alert that a receiver could not take is delivered when it can, in order, also when the hub has restarted meanwhile", async () => {
  const taken: Message[] = [];
  let down = true;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      if (!down) taken.push(JSON.parse(body) as Message);
      response.writeHead(down ? 503 : 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/hook`;
  await kit.own("POST", "/channels", { kind: "webhook", name: "desk", url });
  see("oak", "camera.missing");
  await moved(async () =>
    (await kit.own<{ problem: string | null }[]>("GET", "/channels")).body.some(({ problem }) =>
      problem?.includes("503"),
    ),
  );
  see("oak", null);
  await clock.advance(120_000);
  await kit.restart();
  down = false;
  await moved(() => taken.length >= 2);
  expect(taken.map(({ kind }) => kind)).toEqual(["opened", "recovered"]);
  server.close();
});
