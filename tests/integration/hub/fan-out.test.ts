import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { NatsFanOut } from "../../../src/hub/fan-out/nats.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { natsProgram, type RunningNats, startNats } from "../../simulators/nats.ts";

describe.skipIf(natsProgram === null)(
  "hubs that tell each other (skipped without Debian's nats-server package)",
  () => {
    const program = natsProgram as string;
    const ends: (() => Promise<unknown>)[] = [];
    afterEach(async () => {
      for (const end of ends.splice(0).reverse()) await end();
    });

    async function folder(): Promise<string> {
      const made = await mkdtemp(join(tmpdir(), "rk-nats-"));
      ends.push(() => rm(made, { recursive: true, force: true }));
      return made;
    }

    async function hub(url: string) {
      const fanOut = await NatsFanOut.open(url, silentLog);
      ends.push(() => fanOut.close());
      const heard: string[] = [];
      fanOut.subscribe("expel", ({ room }) => heard.push(room));
      fanOut.subscribe("watch", ({ room }) => heard.push(`watch ${room}`));
      const expel = (room: string) => fanOut.publish("expel", { room, serials: [], code: "hub.refused", message: "" });
      return { fanOut, heard, expel };
    }

    const until = async (fits: () => boolean) => {
      while (!fits()) await new Promise((resolve) => setTimeout(resolve, 10));
    };

    test("a message that must not be lost arrives although the server was away when it was sent, and arrives once", async () => {
      const jetStream = await folder();
      let server: RunningNats = await startNats(program, { jetStream });
      ends.push(() => server.stop());
      const [one, other] = [await hub(server.url), await hub(server.url)];
      one.expel("before");
      await until(() => other.heard.includes("before"));
      await server.stop();
      for (const room of ["a", "b", "c"]) one.expel(room);
      expect(one.heard).toEqual(["before", "a", "b", "c"]);
      server = await startNats(program, { jetStream, port: Number(new URL(server.url).port) });
      await until(() => ["a", "b", "c"].every((room) => other.heard.includes(room)));
      one.expel("after");
      await until(() => other.heard.includes("after"));
      expect(other.heard.toSorted()).toEqual(["a", "after", "b", "before", "c"]);
      expect(one.heard.length).toBe(5);
    });

    test("a server that lost its streams gets them again, and messages go on", async () => {
      let server: RunningNats = await startNats(program, { jetStream: await folder() });
      ends.push(() => server.stop());
      const [one, other] = [await hub(server.url), await hub(server.url)];
      for (const room of ["a", "b"]) one.expel(room);
      await until(() => other.heard.length === 2);
      await server.stop();
      server = await startNats(program, { jetStream: await folder(), port: Number(new URL(server.url).port) });
      one.expel("c");
      await until(() => other.heard.includes("c"));
    });

    test("a hub that starts does not hear what was said before it was there", async () => {
      const server = await startNats(program, { jetStream: await folder() });
      ends.push(() => server.stop());
      const one = await hub(server.url);
      const early = await hub(server.url);
      one.expel("old");
      await until(() => early.heard.includes("old"));
      const late = await hub(server.url);
      one.expel("new");
      await until(() => late.heard.includes("new"));
      expect(late.heard).toEqual(["new"]);
    });

    test("without JetStream the hubs tell each other all the same", async () => {
      const server = await startNats(program);
      ends.push(() => server.stop());
      const [one, other] = [await hub(server.url), await hub(server.url)];
      one.expel("a");
      one.fanOut.publish("watch", { room: "b", forMs: 1 });
      await until(() => other.heard.length === 2);
      expect(other.heard.toSorted()).toEqual(["a", "watch b"]);
    });
  },
);
