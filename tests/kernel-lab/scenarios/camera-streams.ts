import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Camera } from "../emulators/camera/camera.ts";
import { cameraModel, type Lab } from "../lab/lab.ts";
import type { Scenario } from "../lab/scenario.ts";
import { check } from "./check.ts";

const count = 20;

/** The emulated cameras themselves, without Roomkeeper: whatever fails later, this tells whose fault it is. */
export const cameraStreams: Scenario = {
  name: "camera-streams",
  symptom: "the kernel's own camera driver gets no pictures, or not those that the camera sent",
  async run(lab) {
    for (const transfer of ["bulk", "isochronous"] as const) await streams(lab, transfer);
  },
};

async function streams(lab: Lab, transfer: "bulk" | "isochronous"): Promise<void> {
  const model = await cameraModel(transfer, `CAM-${transfer}`);
  const camera = await lab.plug(new Camera(model), 7);
  try {
    const node = await lab.guest.run(
      `for i in $(seq 200); do n=$(grep -lx '${model.product}' /sys/class/video4linux/*/name 2>/dev/null | head -n 1); [ -n "$n" ] && [ -e /dev/$(basename $(dirname $n)) ] && break; sleep 0.1; done; basename $(dirname $n)`,
    );
    const file = join(lab.machine.folder, `${transfer}.mjpeg`);
    const form = "width=320,height=180,pixelformat=MJPG";
    await lab.guest.run(
      `v4l2-ctl -d /dev/${node} --set-fmt-video=${form} --stream-mmap --stream-count=${count} --stream-to=${file}`,
    );
    const recorded = await readFile(file);
    const whole = (model.sizes[1]?.pictures ?? []).filter((picture) => recorded.includes(picture)).length;
    // A slow guest drops some; a picture that is there must be the very one that was sent.
    check(whole >= count / 2, `${transfer}: at least half of the pictures came through whole`, { whole, of: count });
  } finally {
    camera.close();
  }
}
