import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SerialLine } from "../../simulators/serial-line.ts";
import { summary } from "../../unit/drivers/driver-bench.ts";
import { HostChild } from "./host-child.ts";

const size = { width: 1280, height: 720, framesPerSecond: 30 };
let host: HostChild;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rk-others-"));
  host = new HostChild("../../../src/device-host/main.ts", { XDG_STATE_HOME: folder });
});
afterEach(async () => {
  await host.remove();
  await rm(folder, { recursive: true });
});

it("the example, named by its folder, lights a real serial port as the room says", async () => {
  let text = "";
  const red = Promise.withResolvers<void>();
  const line = new SerialLine((bytes) => {
    text += bytes;
    if (text.includes("R\n")) red.resolve();
  });
  const example = join(import.meta.dirname, "../../../drivers/example");
  host.send({ type: "configure", drivers: { example: { serial: line.path } }, modules: [example], cameraSize: size });
  await host.until(({ devices }) => devices.find(({ phase }) => phase === "ready"));
  host.send({ type: "show", room: summary({ occupied: true }) });
  await red.promise;
  line.unplug();
  await host.until(({ devices }) => devices.find(({ phase }) => phase === "faulted"));
});

it("a driver that throws where nobody catches it is named with the host's last word", async () => {
  const file = join(folder, "roomkeeper-driver-rude.mjs");
  await writeFile(
    file,
    `const descriptor = { key: "bench/rude", subsystem: "bench", name: "Rude", node: "rude", vendorId: "", productId: "", serial: "", port: "", facts: {} };
     export const driver = {
       manifest: { id: "rude", title: "Rude", rules: [{ subsystem: "bench" }], settings: {} },
       announce: () => [descriptor],
       match: () => ({ score: 50, why: "rude" }),
       open: () => new Promise(() => setImmediate(() => { throw new RangeError("out of manners"); })),
     };`,
  );
  host.send({ type: "configure", drivers: {}, modules: [file], cameraSize: size });
  const report = await host.until(({ reports }) => reports.find((one) => one.type === "crashed"));
  expect(report).toEqual({ type: "crashed", driver: "rude", detail: "out of manners" });
  expect(await host.ended()).toEqual({ code: 1, signal: null });
});
