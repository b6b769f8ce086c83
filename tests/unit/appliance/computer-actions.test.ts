import { expect, test } from "vitest";
import { computerActions } from "../../../src/appliance/computer-actions.ts";
import type { ComputerSettings } from "../../../src/settings/computer.ts";

function actions(settings: Partial<ComputerSettings>, environment: NodeJS.ProcessEnv = {}) {
  const ended = Promise.withResolvers<void>();
  const made = computerActions({
    settings: () => ({ startsAgain: null, reboot: null, ...settings }),
    environment,
    endDaemon: ended.resolve,
  });
  const ask = async (verb: "restart" | "reboot", signal = AbortSignal.timeout(10_000)) =>
    await made[verb]?.({}, signal, "a1");
  return { ask, ended: ended.promise };
}

test("a daemon that nobody would start again is not ended", async () => {
  await expect(actions({}).ask("restart")).rejects.toMatchObject({ code: "intent.impossible" });
  await expect(actions({ startsAgain: false }, { INVOCATION_ID: "x" }).ask("restart")).rejects.toThrow(/nothing would/);
});

test("under systemd, or where the settings say so, the daemon ends", async () => {
  for (const { ask, ended } of [actions({}, { INVOCATION_ID: "x" }), actions({ startsAgain: true })]) {
    void ask("restart").catch(() => undefined);
    await ended;
  }
});

test("a computer that nobody allowed to reboot is not rebooted", async () => {
  await expect(actions({}).ask("reboot")).rejects.toThrow(/computer\.reboot/);
  await expect(actions({ reboot: [] }, { INVOCATION_ID: "x" }).ask("reboot")).rejects.toThrow(/computer\.reboot/);
});

test("what the system says when it refuses to reboot reaches IT", async () => {
  const reboot = ["sh", "-c", "echo Interactive authentication required >&2; exit 1"];
  await expect(actions({ reboot }).ask("reboot")).rejects.toMatchObject({
    code: "intent.impossible",
    message: "sh ended with 1: Interactive authentication required",
  });
  await expect(actions({ reboot: ["/no/such/program"] }).ask("reboot")).rejects.toThrow(/ENOENT/);
});

test("a computer that was told to reboot and does not is told as failed, not as done", async () => {
  await expect(actions({ reboot: ["true"] }).ask("reboot", AbortSignal.timeout(300))).rejects.toThrow(
    /goes on running/,
  );
});
