import { describe, expect, it } from "vitest";
import type { Descriptor } from "../../../src/domain/device.ts";
import { announced, plainDevice, scriptedDriver } from "../../simulators/scripted-driver.ts";
import { cameraSize, hostWith } from "./host-bench.ts";

const good = scriptedDriver("good", (_, id) => Promise.resolve(plainDevice(id)));
const other = scriptedDriver("other", (_, id) => Promise.resolve(plainDevice(id)));

/** A driver for things that are plugged, by name; counts how often each was opened and what is open now. */
function plugDriver(id: string, wants: (descriptor: Descriptor) => number | null) {
  const opened: string[] = [];
  const isOpen = new Set<string>();
  const driver = {
    ...good,
    manifest: { ...good.manifest, id },
    announce: () => [],
    match: (descriptor: Descriptor) => {
      const score = wants(descriptor);
      return score === null ? null : { score, why: `wants it with ${score}` };
    },
    open: ({ descriptor, deviceId }: { descriptor: Descriptor; deviceId: string }) => {
      opened.push(descriptor.key);
      expect(isOpen.has(descriptor.key)).toBe(false);
      isOpen.add(descriptor.key);
      return Promise.resolve(
        plainDevice(deviceId, { close: () => Promise.resolve(void isOpen.delete(descriptor.key)) }),
      );
    },
  };
  return { driver, opened, isOpen };
}

const plug = (name: string, more: Partial<Descriptor> = {}): Descriptor => ({ ...announced(name), ...more });

describe("what is configured is what runs", () => {
  it("a driver that the settings do not name stays off", async () => {
    const { configure, settle, told } = hostWith([good, other]);
    await configure({ good: {} });
    await settle();
    expect(told.at(-1)?.map((device) => device.id)).toEqual(["good:good"]);
  });

  it("a room without devices is told so, once", async () => {
    const { configure, settle, told } = hostWith([good]);
    await configure({});
    await configure({});
    await settle();
    expect(told).toEqual([[]]);
  });

  it("a driver of which nobody knows is refused with the names of those that there are", async () => {
    const { configure, refused } = hostWith([good, other]);
    await configure({ god: {} });
    expect(refused).toEqual([["god", "there is no driver of this name; there are: good, other"]]);
  });

  it("bad settings keep a driver off, with the field named, and do not disturb the others", async () => {
    const { configure, refused, settle, device } = hostWith([good, other]);
    await configure({ good: { size: "big" }, other: {} });
    await settle();
    expect(refused).toEqual([["good", "size must be integer; the driver stays off"]]);
    expect(device("good:good")).toBeUndefined();
    expect(device("other:other")?.phase).toBe("ready");
  });

  it("bad settings leave a running driver as it was", async () => {
    const { configure, refused, settle, phases } = hostWith([good]);
    await configure({ good: { size: 1 } });
    await settle();
    await configure({ good: { zise: 2 } });
    await settle();
    expect(refused[0]?.[1]).toBe("zise is not known; there are: size; the driver keeps its earlier settings");
    expect(phases("good:good")).toEqual(["ready"]);
  });

  it("new settings open the device anew, the same settings do not", async () => {
    let openings = 0;
    const counted = scriptedDriver("good", (_, id) => {
      openings++;
      return Promise.resolve(plainDevice(id));
    });
    const { configure, settle, phases } = hostWith([counted]);
    await configure({ good: { size: 1 } });
    await settle();
    await configure({ good: { size: 1 } });
    await settle();
    expect(phases("good:good")).toEqual(["ready"]);
    await configure({ good: { size: 2 } });
    await settle();
    expect(openings).toBe(2);
  });

  it("a new camera size is told to open devices without closing them", async () => {
    const sizes: number[] = [];
    const following = scriptedDriver("following", ({ observe }, id) =>
      Promise.resolve(
        plainDevice(id, {
          configure: (wishes) => {
            sizes.push(wishes.cameraSize.height);
            observe({ type: "capabilities", capabilities: {} });
            return Promise.resolve();
          },
        }),
      ),
    );
    const { configure, settle, device, phases } = hostWith([following]);
    await configure();
    await settle();
    await configure(undefined, { ...cameraSize, height: 1080 });
    await settle();
    expect(sizes).toEqual([1080]);
    expect(device("following:following")?.capabilities).toEqual({});
    expect(phases("following:following")).toEqual(["ready", "ready"]);
  });
});

describe("plugging", () => {
  it("the higher claim gets the device, and IT reads who else wanted it", async () => {
    const kind = plugDriver("kind", () => 50);
    const product = plugDriver("product", () => 80);
    const { plugged, configure, settle, told } = hostWith([kind.driver, product.driver]);
    plugged.push(plug("a"));
    await configure();
    await settle();
    expect(told.at(-1)?.[0]?.claim).toMatch(/^product \(80\): wants it with 80; also wanted by kind/);
    expect(kind.opened).toEqual([]);
  });

  it("the best come first", async () => {
    const scores: Record<string, number> = { a: 10, b: 60, c: 60 };
    const { driver } = plugDriver("kind", ({ name }) => scores[name] ?? null);
    const { plugged, configure, settle, told } = hostWith([driver]);
    plugged.push(plug("c"), plug("a"), plug("b"));
    await configure();
    await settle();
    expect(told.at(-1)?.map((device) => device.title)).toEqual(["b", "c", "a"]);
  });

  it("an unplugged device is closed, told as gone, and then no more", async () => {
    const { driver, isOpen } = plugDriver("kind", () => 50);
    const { plugged, host, configure, settle, told, phases } = hostWith([driver]);
    plugged.push(plug("a"));
    await configure();
    await settle();
    plugged.pop();
    await host.rescan();
    await settle();
    expect(isOpen.size).toBe(0);
    expect(told.at(-1)).toEqual([]);
    expect(phases("kind:a")[0]).toBe("ready");
  });

  it("unplugged and plugged again between two looks is seen, and the old one is closed before the new one opens", async () => {
    const { driver, opened } = plugDriver("kind", () => 50);
    const { plugged, host, configure, settle, phases } = hostWith([driver]);
    plugged.push(plug("a", { facts: { plugging: "1" } }));
    await configure();
    await settle();
    plugged.splice(0, 1, plug("a", { facts: { plugging: "2" } }));
    await host.rescan();
    await settle();
    expect(opened).toEqual(["bench/a", "bench/a"]);
    expect(phases("kind:a").at(-1)).toBe("ready");
  });

  it("two things that nothing tells apart have two ids", async () => {
    const { driver } = plugDriver("kind", () => 50);
    const { plugged, configure, settle, told } = hostWith([driver]);
    plugged.push(plug("a", { name: "Camera" }), plug("b", { name: "Camera" }));
    await configure();
    await settle();
    expect(new Set(told.at(-1)?.map((device) => device.id)).size).toBe(2);
  });

  it("a device keeps its id while it is plugged, also when a twin with the same serial number comes", async () => {
    const { driver, opened } = plugDriver("kind", () => 50);
    const twin = { vendorId: "1234", productId: "5678", serial: "AB12CD34" };
    const { plugged, host, configure, settle, told } = hostWith([driver]);
    plugged.push(plug("a", { ...twin, port: "1-1" }));
    await configure();
    await settle();
    const [first] = told.at(-1)!;
    plugged.push(plug("b", { ...twin, port: "1-2" }));
    await host.rescan();
    await settle();
    expect(
      told
        .at(-1)
        ?.map((device) => device.id)
        .sort(),
    ).toEqual([first!.id, "kind:1234:5678@1-2"].sort());
    expect(told.at(-1)?.find((device) => device.id !== first!.id)?.claim).toMatch(
      /two devices carry the serial number/,
    );
    expect(opened).toEqual(["bench/a", "bench/b"]);
  });

  it("when the kernel cannot be asked, the devices stay", async () => {
    const { driver } = plugDriver("kind", () => 50);
    let fails = false;
    const { configure, host, settle, device } = hostWith([driver], {
      enumerate: () => (fails ? Promise.reject(new TypeError("EMFILE")) : Promise.resolve([plug("a")])),
    });
    await configure();
    await settle();
    fails = true;
    await host.rescan();
    await settle();
    expect(device("kind:a")?.phase).toBe("ready");
  });

  it("a part that comes later is told to the part that is open", async () => {
    const counts: number[] = [];
    const driver = {
      ...plugDriver("kind", ({ name }) => (name === "picture" ? 50 : null)).driver,
      open: ({ deviceId, siblings }: { deviceId: string; siblings(): readonly Descriptor[] }) => {
        const count = () => void counts.push(siblings().length);
        count();
        return Promise.resolve(plainDevice(deviceId, { configure: () => Promise.resolve(count()) }));
      },
    };
    const usb = { vendorId: "1234", productId: "5678", port: "1-1" };
    const { plugged, host, configure, settle, phases } = hostWith([driver]);
    plugged.push(plug("picture", usb));
    await configure();
    await settle();
    plugged.push(plug("sound", usb), plug("stranger", { ...usb, port: "1-2" }));
    await host.rescan();
    await host.rescan();
    await settle();
    expect(counts).toEqual([0, 1]);
    expect(phases("kind:1234:5678@1-1")).toEqual(["ready"]);
  });
});

describe("activity and the end", () => {
  it("devices that a meeting has open are active, also when they come after it started", async () => {
    const { host, configure, settle, phases } = hostWith([good]);
    host.setActive(["good:good"]);
    await configure();
    await settle();
    host.setActive([]);
    await settle();
    expect(phases("good:good")).toEqual(["active", "ready"]);
  });

  it("stopping closes everything and does not come back by itself", async () => {
    const { driver, isOpen, opened } = plugDriver("kind", () => 50);
    const { plugged, host, configure, settle } = hostWith([driver]);
    plugged.push(plug("a"), plug("b"));
    await configure();
    await settle();
    await host.stop();
    await host.rescan();
    await settle();
    expect(isOpen.size).toBe(0);
    expect(opened).toHaveLength(2);
  });
});
