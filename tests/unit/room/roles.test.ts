import { expect, it } from "vitest";
import { emptyModel } from "../../../src/room/model.ts";
import { deviceFor } from "../../../src/room/roles.ts";
import { speakerphone } from "./support.ts";

const nobody = { camera: null, microphone: null, speaker: null };
const jacks = speakerphone("a-jacks");
const usb = speakerphone("z-usb");
const bench = speakerphone("bench", { standIn: true });

it("the device host's best is taken, not the first of the alphabet, and a stand-in last", () => {
  const model = { ...emptyModel, devices: [bench, usb, jacks] };
  expect(deviceFor(model, "microphone", nobody)?.id).toBe("z-usb");
});

it("what the settings prefer comes before the best, and what somebody chose on the panel before that", () => {
  const model = { ...emptyModel, devices: [usb, jacks, bench] };
  const prefer = { ...nobody, microphone: "a-jacks" };
  expect(deviceFor(model, "microphone", prefer)?.id).toBe("a-jacks");
  expect(deviceFor({ ...model, chosen: { ...model.chosen, microphone: "bench" } }, "microphone", prefer)?.id).toBe(
    "bench",
  );
});
