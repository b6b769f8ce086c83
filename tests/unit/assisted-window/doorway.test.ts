import { expect, onTestFinished, test } from "vitest";
import { openDoorway } from "../../../src/assisted-window/doorway.ts";

async function doorway(url: string) {
  let passed = 0;
  const opened = await openDoorway(url, () => passed++);
  onTestFinished(() => opened.close());
  return { ...opened, passed: () => passed, ask: (at = opened.entry) => fetch(at, { redirect: "manual" }) };
}

test("the link passes once: who looks at the list of processes afterwards finds nothing", async () => {
  const door = await doorway("https://zoom.us/wc/join/1?pwd=secret");
  expect(door.entry).not.toContain("secret");
  const first = await door.ask();
  expect(first.status).toBe(303);
  expect(first.headers.get("location")).toBe("https://zoom.us/wc/join/1?pwd=secret");
  expect(first.headers.get("cache-control")).toBe("no-store");
  expect(first.headers.get("referrer-policy")).toBe("no-referrer");
  await expect.poll(door.passed).toBe(1);
  expect((await door.ask()).status).toBe(404);
  expect(door.passed()).toBe(1);
});

test("a guess does not get through, and does not close the door", async () => {
  const door = await doorway("https://zoom.us/");
  expect((await door.ask(new URL("/", door.entry).href)).status).toBe(404);
  expect((await fetch(door.entry, { method: "POST" })).status).toBe(404);
  expect((await door.ask()).status).toBe(303);
});
