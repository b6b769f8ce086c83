import type { MediaSettings, MediaSources } from "../domain/media.ts";
import type { WorkerOrder, WorkerReport } from "../protocol/meeting-worker.ts";
import { EquipmentCheck } from "./check/equipment-check.ts";
import { Equipment } from "./equipment.ts";
import { startMediaChild } from "./gstreamer/child.ts";
import { onNativeEvent } from "./livekit/binding.ts";
import { Stay } from "./stay.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * One meeting, then the end: takes the daemon's orders, in whatever state it is. `onOver` is called once, with what to say
 * last.
 */
export class Worker {
  readonly #surroundings: Surroundings;
  readonly #onOver: (last: WorkerReport) => void;
  #equipment: Equipment | null = null;
  #stay: Stay | null = null;
  #sources: MediaSources | null = null;
  readonly #check: EquipmentCheck;

  constructor(surroundings: Surroundings, onOver: (last: WorkerReport) => void) {
    this.#surroundings = surroundings;
    this.#onOver = onOver;
    this.#check = new EquipmentCheck(surroundings, {
      equipment: () => this.#equipment,
      speaker: () => this.#stay?.speaker ?? null,
      sources: () => this.#sources,
    });
    onNativeEvent((event) => {
      if (event.case === "panic") onOver({ type: "panic", detail: event.value.message ?? "" });
    });
    surroundings.report({ type: "ready" });
  }

  obey(order: WorkerOrder): void {
    const stay = this.#stay;
    switch (order.type) {
      case "ping":
        return this.#surroundings.report({ type: "pong", id: order.id });
      case "prepare":
        return this.#prepare(order.media, order.sources);
      case "join":
        return this.#join(order);
      case "leave":
        return void this.leave();
      case "setMicrophone":
        return stay?.setMicrophone(order.on);
      case "setCamera":
        return stay?.setCamera(order.on);
      case "setVolume":
        return stay?.setVolume(order.percent);
      case "useSources":
        return stay?.useSources(order.sources);
      case "startShare":
        return stay?.startShare(order);
      case "stopShare":
        return stay?.stopShare();
      case "check":
        return this.#check.look(order);
      case "testTone":
        return this.#check.playTone(order.volumePercent);
    }
  }

  /** Leaves the meeting, if there is one, and is over. */
  async leave(): Promise<void> {
    this.#check.close();
    if (this.#stay === null) this.#onOver({ type: "ended", reason: "left", code: null, detail: "" });
    else await this.#stay.leave();
  }

  #prepare(media: MediaSettings, sources: MediaSources): void {
    if (this.#stay !== null) return;
    this.#sources = sources;
    if (this.#equipment === null) warmUp(this.#surroundings);
    if (!this.#equipment?.suits(media)) {
      this.#equipment?.close();
      this.#equipment = new Equipment(this.#surroundings, media);
    }
    this.#check.settle();
  }

  #join(order: Extract<WorkerOrder, { type: "join" }>): void {
    if (this.#stay !== null) {
      this.#surroundings.log.warn("a second join order was ignored: a worker serves one meeting");
      return;
    }
    const equipment = this.#equipment?.suits(order.media)
      ? this.#equipment
      : new Equipment(this.#surroundings, order.media);
    if (equipment !== this.#equipment) this.#equipment?.close();
    this.#equipment = equipment;
    this.#stay = new Stay(this.#surroundings, equipment, (end) => this.#onOver({ type: "ended", ...end }));
    this.#check.settle();
    void this.#stay.join(order);
  }
}

/** GStreamer lists its plug-ins when it first runs, which takes seconds: not while people wait for their camera. */
function warmUp({ log }: Surroundings): void {
  startMediaChild({
    program: "gst-inspect-1.0",
    args: ["--exists", "shmsink"],
    onEnd: ({ how, said }) => {
      if (how !== "exit 0")
        log.error("GStreamer or its shmsink (plugins-bad) is missing: no picture will leave the room", { how, said });
    },
  });
}
