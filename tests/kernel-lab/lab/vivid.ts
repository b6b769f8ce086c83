import type { GuestLink } from "../vm/guest-link.ts";

/** Values of vivid's control "DV Timings Signal Mode". */
const signalMode = { present: 0, none: 1, unlocked: 2, outOfRange: 3, chosen: 4 } as const;

/** The kernel's virtual video device (vivid): an HDMI receiver and an HDMI output of one computer, whose CEC wires are joined. */
export class Vivid {
  readonly receiver = "/dev/video40";
  /** CEC of the receiver, where a TV can be played, and of the output: the room computer's. */
  readonly cec = { tv: "/dev/cec0", room: "/dev/cec1" } as const;
  readonly #guest: GuestLink;

  private constructor(guest: GuestLink) {
    this.#guest = guest;
  }

  static async load(guest: GuestLink): Promise<Vivid> {
    // A capture node with one input and an output node with one output, both HDMI.
    const kinds = "n_devs=1 node_types=0x101 num_inputs=1 input_types=0x3 num_outputs=1 output_types=0x1";
    await guest.run(`modprobe vivid ${kinds} vid_cap_nr=40 vid_out_nr=41 && udevadm settle`);
    return new Vivid(guest);
  }

  async signal(mode: keyof typeof signalMode): Promise<void> {
    await this.#set("dv_timings_signal_mode", signalMode[mode]);
  }

  /** What the source sends from now on, such as "1920x1080p60"; a regular expression (sed -E), of which the first that fits. */
  async source(timings: string): Promise<void> {
    const menu = `v4l2-ctl -d ${this.receiver} --list-ctrls-menus | sed -n '/dv_timings 0x/,$p'`;
    const number = await this.#guest.run(`${menu} | sed -nE 's/^[[:space:]]*([0-9]+): ${timings}$/\\1/p' | head -n 1`);
    await this.#set("dv_timings", Number(number));
    await this.signal("chosen");
  }

  async clearEdid(): Promise<void> {
    await this.#guest.run(`v4l2-ctl -d ${this.receiver} --clear-edid`);
  }

  /** Whoever holds its nodes must let go. */
  async unload(): Promise<void> {
    await this.#guest.run("for i in $(seq 100); do modprobe -r vivid 2>/dev/null && exit 0; sleep 0.1; done; exit 1");
  }

  async #set(control: string, value: number): Promise<void> {
    await this.#guest.run(`v4l2-ctl -d ${this.receiver} -c ${control}=${value}`);
  }
}
