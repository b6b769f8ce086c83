import { uvcCamera } from "../../../drivers/uvc-camera/driver.ts";
import { runDeviceHost } from "../../../src/device-host/host-process.ts";
import { never, plainDevice, scriptedDriver } from "../../simulators/scripted-driver.ts";

/** A device host as a process, whose drivers do what drivers must not do. */
runDeviceHost([
  scriptedDriver("good", (_, id) => Promise.resolve(plainDevice(id))),
  scriptedDriver("hung", () => never(), { openTimeoutMs: 300 }),
  scriptedDriver("sticky", (_, id) => Promise.resolve(plainDevice(id, { close: never }))),
  scriptedDriver("spinning", () => {
    for (;;);
  }),
  uvcCamera,
]);
