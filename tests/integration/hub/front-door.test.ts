import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as tlsConnect } from "node:tls";
import { afterEach, expect, test } from "vitest";
import { FrontDoor, type FrontDoorLimits } from "../../../src/hub/front-door.ts";
import { openStore } from "../../../src/hub/store/open.ts";
import { openVault } from "../../../src/hub/store/secrets.ts";
import { TicketKeys } from "../../../src/hub/trust/ticket-keys.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { ownCertificate } from "../support/own-certificate.ts";

let door: FrontDoor | undefined;
let tls: Server;
let port = 0;
const open: Socket[] = [];

async function start(limits: Partial<FrontDoorLimits>) {
  const { cert, key } = await ownCertificate();
  tls = createServer({ cert, key, handshakeTimeout: 20_000 }, (_, response) => response.end("served"));
  door = new FrontDoor(tls, systemClock, limits);
  ({ port } = await door.listen("127.0.0.1", 0));
}
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await door?.close();
});

/** Resolves when the other side has closed it. */
function peer(from: string, says = ""): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1", localAddress: from });
  open.push(socket);
  socket.on("error", () => undefined);
  if (says !== "") socket.write(Buffer.from(says, "hex"));
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

function asked(from: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = tlsConnect({ port, host: "127.0.0.1", localAddress: from, rejectUnauthorized: false } as object);
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
    socket.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  });
}

test("connections that say nothing take no place from others, not even of their own address", async () => {
  await start({ handshakes: 4 });
  for (let n = 0; n < 200; n++) void peer("127.0.0.2");
  expect(await asked("127.0.0.2")).toContain("served");
  expect(await asked("127.0.0.1")).toContain("served");
});

test("a connection that goes on saying nothing is ended", async () => {
  await start({ firstByteMs: 100 });
  await peer("127.0.0.2");
});

test("of too many silent ones those that came first go", async () => {
  await start({ silent: 5 });
  const first = peer("127.0.0.2");
  for (let n = 0; n < 8; n++) void peer("127.0.0.2");
  await first;
});

test("handshakes that are begun and never finished give way to somebody from elsewhere", async () => {
  await start({ handshakes: 4, patienceMs: 200 });
  // The beginning of a record that promises 512 bytes.
  const stuck = Array.from({ length: 30 }, () => peer("127.0.0.2", "1603010200"));
  await expect.poll(() => asked("127.0.0.3"), { timeout: 20_000 }).toContain("served");
  await Promise.race(stuck);
});

test("every hub process of a store has the same key for tickets, another one each day, and old ones are erased", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rk-tickets-"));
  const vault = await openVault(join(folder, "master.key"));
  const { db, close } = await openStore(":memory:");
  const day = 24 * 3_600_000;
  const noon = 20_000 * day + day / 2;
  const [one, other] = [new TicketKeys(db, vault), new TicketKeys(db, vault)];
  const keys = await Promise.all([one.at(noon), other.at(noon), new TicketKeys(db, vault).at(noon + 1000)]);
  expect(new Set(keys.map((key) => key.toString("hex"))).size).toBe(1);
  const tomorrow = await one.at(noon + day);
  expect(tomorrow.equals(keys[0] as Buffer)).toBe(false);
  expect(await other.at(noon + day)).toEqual(tomorrow);
  await one.eraseOld(noon + 3 * day);
  expect(await db.selectFrom("secrets").select("name").execute()).toEqual([]);
  await close();
  await rm(folder, { recursive: true });
});
