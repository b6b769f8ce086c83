import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { windowPreferences } from "../../../src/assisted-window/preferences.ts";
import { forgetProfile, prepareProfile, profileFolder } from "../../../src/assisted-window/profile.ts";

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), "roomkeeper-profile."));
  onTestFinished(() => rm(state, { recursive: true, force: true }));
});

const allowedCameras = (preferences: unknown) =>
  Object.keys(
    (preferences as { profile: { content_settings: { exceptions: { media_stream_camera: object } } } }).profile
      .content_settings.exceptions.media_stream_camera,
  );

test("only the service's own pages get the camera without asking", () => {
  const preferences = windowPreferences({}, "https://us02web.zoom.us/wc/join/1?pwd=secret", ["*.zoom.us"]);
  expect(allowedCameras(preferences)).toEqual(["https://us02web.zoom.us:443,*", "https://[*.]zoom.us:443,*"]);
  expect(JSON.stringify(preferences)).not.toContain("secret");
});

test("a self-hosted service on a port of its own", () => {
  expect(allowedCameras(windowPreferences({}, "http://meet.lan:8080/oak", []))).toEqual(["http://meet.lan:8080,*"]);
});

test("what the profile had stays, except for what we set", () => {
  const before = { profile: { name: "Oak", password_manager_enabled: true }, other: [1] };
  expect(windowPreferences(before, "https://a.example/", [])).toMatchObject({
    profile: { name: "Oak", password_manager_enabled: false },
    other: [1],
  });
});

test.each(["../../etc", "a/b", "Zoom\0", ".."])("the service %j stays below the folder for windows", (service) => {
  const folder = profileFolder(state, service);
  expect(folder.slice(state.length)).toMatch(/^\/windows\/[a-z0-9_-]+$/);
});

test("sign-ins of the people before are gone, also after a crash", async () => {
  const folder = profileFolder(state, "zoom");
  const cookies = join(folder, "Default", "Cookies");
  await prepareProfile(folder, { url: "https://zoom.us/", hosts: [], keep: false });
  await writeFile(cookies, "signed in");
  await prepareProfile(folder, { url: "https://zoom.us/", hosts: [], keep: false });
  await expect(stat(cookies)).rejects.toThrow("ENOENT");
});

test("a room with accounts of its own keeps them, and damaged preferences do not stop it", async () => {
  const folder = profileFolder(state, "zoom");
  const options = { url: "https://zoom.us/", hosts: [], keep: true };
  await prepareProfile(folder, options);
  await writeFile(join(folder, "Default", "Cookies"), "signed in");
  await writeFile(join(folder, "Default", "Preferences"), "{broken");
  await prepareProfile(folder, options);
  expect(await readFile(join(folder, "Default", "Cookies"), "utf8")).toBe("signed in");
  expect(allowedCameras(JSON.parse(await readFile(join(folder, "Default", "Preferences"), "utf8")))).toHaveLength(1);
});

test("nobody else on the computer can look into it", async () => {
  const folder = profileFolder(state, "zoom");
  await prepareProfile(folder, { url: "https://zoom.us/", hosts: [], keep: false });
  expect((await stat(folder)).mode & 0o077).toBe(0);
  await forgetProfile(folder);
  await expect(stat(folder)).rejects.toThrow("ENOENT");
});
