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

  it("takes the telephony part of a dump of several devices, and says so", async () => {
    const record = (hex: string) => `R: ${hex.length / 2} ${hex.replaceAll(/../g, "$& ")}\n`;
    const keyboard = "05010906a101050719e029e71500250175019508810 2c0".replaceAll(" ", "");
    await writeFile(join(folder, "dump"), record(keyboard) + record(descriptorHex));
    const { stdout, stderr } = await roomkeeper("hid", "describe", join(folder, "dump"), "--json");
    expect(JSON.parse(stdout)).toEqual(right);
    expect(stderr).toMatch(/dump: of 2 report descriptors \(line 1, line 2\) this is the one for telephony, line 2/);
  });

  it.each([
    ["empty", Buffer.alloc(0), /empty: the file is empty/],
    ["prose", Buffer.from("hello\n"), /prose: there are no bytes in it/],
    [
      "picture",
      Buffer.from("89504e470d0a1a0a0000000d4948445200000040000000400802000000256bd9", "hex"),
      /no HID report descriptor/,
    ],
    ["macro", Buffer.from("0x05, 0x0b,\n0x85, REPORT_ID, 0x09"), /macro: line 2: REPORT_ID is a name/],
  ])("%s is refused, and why", async (name, content, why) => {
    await writeFile(join(folder, name), content);
    await expect(roomkeeper("hid", "describe", join(folder, name), "--json")).rejects.toMatchObject({
      ...{ code: 2, stdout: "", stderr: expect.stringMatching(why) },
    });
  });

  it("a device without an end is not read for ever", async () => {
    await expect(roomkeeper("hid", "describe", "/dev/zero")).rejects.toMatchObject({
      ...{ code: 2, stderr: expect.stringMatching(/too long/) },
    });
  });

  it("a file that is not there is refused with its name", async () => {
    await expect(roomkeeper("hid", "describe", join(folder, "nowhere"))).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/nowhere.*ENOENT/),
    });
  });
});
