import { beforeEach, expect, test } from "vitest";
import { EquipmentLook } from "../../../src/room/equipment-look.ts";
import { emptyModel, type RoomModel } from "../../../src/room/model.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

let clock: FakeClock;
let orders: unknown[];
let model: RoomModel;
let look: EquipmentLook;

beforeEach(() => {
  clock = new FakeClock();
  orders = [];
  model = emptyModel;
  const lane = {
    check: (looked: object) => void orders.push(looked),
    testTone: (volumePercent: number) => void orders.push({ volumePercent }),
  };
  const room = {
    get model() {
      return model;
    },
  };
  look = new EquipmentLook({ room, lane, clock });
});

test("a panel that is gone does not leave camera and microphone running", async () => {
  look.look({ picture: true });
  look.heard({ type: "mirror", jpeg: "/9j/" });
  expect(look.picture).not.toBeNull();
  await clock.advance(3_000);
  expect(orders.at(-1)).toEqual({ sound: false, picture: false });
  expect(look.picture).toBeNull();
  expect(look.look({ picture: false })).toEqual({ microphone: 0, speaker: 0, picture: null });
});

test("who goes on looking is told the newest, and devices are not opened again each time", async () => {
  look.look({ picture: true });
  look.heard({ type: "levels", microphone: 0.5, speaker: 0.1 });
  for (let time = 0; time < 20; time++) {
    await clock.advance(1_000);
    look.heard({ type: "mirror", jpeg: "/9j/" });
    expect(look.look({ picture: true })).toEqual({ microphone: 0.5, speaker: 0.1, picture: time + 1 });
  }
  expect(orders).toEqual([{ sound: true, picture: true }]);
});

test("the camera is let go as soon as only the sound is looked at", () => {
  look.look({ picture: true });
  look.look({ picture: false });
  expect(orders.at(-1)).toEqual({ sound: true, picture: false });
});

test("the test tone has the room's volume", () => {
  model = { ...emptyModel, volumePercent: 35 };
  look.playTone();
  expect(orders).toEqual([{ sound: true, picture: false }, { volumePercent: 35 }]);
});

test("a meeting of another service is not disturbed: it has the devices", () => {
  const assisted = { id: "w1" } as RoomModel["assisted"];
  model = { ...emptyModel, assisted };
  expect(() => look.look({ picture: true })).toThrow(/has the devices/);
  expect(() => look.playTone()).toThrow(/has the devices/);
  expect(orders).toEqual([]);
});
