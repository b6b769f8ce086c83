import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { startPanel } from "./panel-harness.ts";

async function takenPort(): Promise<number> {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  return (other.address() as AddressInfo).port;
}

test("a taken port is named with the mend, and nothing stays behind", async () => {
  const port = await takenPort();
  const message = new RegExp(`127\\.0\\.0\\.1, port ${port}: another program has it. Choose another panel.port`);
  const clock = new FakeClock();
  await expect(startPanel({ port, clock })).rejects.toMatchObject({
    code: "panel.port",
    message: expect.stringMatching(message),
  });
  expect(clock.pendingTimers).toBe(0);
});

test("a taken port is stepped over when others are given", async () => {
  const port = await takenPort();
  const panel = await startPanel({ port: [port, 0] });
  expect(panel.port).not.toBe(port);
  expect(panel.url).toBe(`http://127.0.0.1:${panel.port}`);
  expect((await panel.ask("/healthz")).status).toBe(200);
  // The rules follow the port that was had.
  const client = panel.open({ origin: panel.url });
  await client.state(1);
});

test("when all ports are taken, all are named", async () => {
  const [one, two] = [await takenPort(), await takenPort()];
  await expect(startPanel({ port: [one, two] })).rejects.toThrow(new RegExp(`${one}: another.*${two}: another`));
});

test("an address that this computer has not is a clear error, and no other port is tried", async () => {
  await expect(startPanel({ host: "192.0.2.1", port: [0, 0] })).rejects.toThrow(
    /192\.0\.2\.1, port 0: this computer has no such address\. Choose/,
  );
});

test("on all addresses, the shown address is one that a browser can open", async () => {
  const panel = await startPanel({ host: "0.0.0.0" });
  expect(panel.url).toBe(`http://127.0.0.1:${panel.port}`);
  expect((await fetch(`${panel.url}/api/state`)).status).toBe(200);
});

test("localhost serves the socket too", async () => {
  const panel = await startPanel({ host: "localhost" });
  expect(panel.url).toBe(`http://127.0.0.1:${panel.port}`);
  await panel.open().state(1);
});
