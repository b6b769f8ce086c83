import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { descriptorOf, hidCases } from "../../unit/drivers/hid-speakerphone/hid-cases.ts";

const cli = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));
const roomkeeper = (...args: string[]) => promisify(execFile)(process.execPath, [cli, ...args]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rk-hid-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("roomkeeper hid describe", () => {
  const { id, descriptorHex, expect: right } = hidCases.find((one) => one.id === "anker-powerconf")!;

  it("says the same of a descriptor's bytes and of the bytes in hexadecimal", async () => {
    await writeFile(join(folder, "binary"), descriptorOf(id));
    await writeFile(join(folder, "hex"), `${descriptorHex.replaceAll(/(..)/g, "0x$1, ")}\n`);
    for (const file of ["binary", "hex"]) {
      const { stdout } = await roomkeeper("hid", "describe", join(folder, file), "--json");
      expect(JSON.parse(stdout)).toEqual(right);
    }
  });

  it("for people, names the mute key and whether it is a press or a state", async () => {
    await writeFile(join(folder, "binary"), descriptorOf(id));
    const { stdout } = await roomkeeper("hid", "describe", join(folder, "binary"));
    expect(stdout).toMatch(/mute button phone-mute, mute lamp yes/);
    expect(stdout).toMatch(/in .* press {2}phone-mute/);
  });

  it("a file that is not there is refused with its name", async () => {
    await expect(roomkeeper("hid", "describe", join(folder, "nowhere"))).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/nowhere.*ENOENT/),
    });
  });
});
