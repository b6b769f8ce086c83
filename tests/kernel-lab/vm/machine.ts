import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type StartedProcess, startProcess } from "../../../scripts/processes/started-process.ts";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import { cacheFolder } from "../../../src/platform/paths.ts";
import { compiledInGuest, makeCheckoutImage } from "./checkout-image.ts";
import { GuestLink } from "./guest-link.ts";

/** Emulated processors take about this much longer. */
export const slowness = hasAcceleration() ? 1 : 5;

const root = join(import.meta.dirname, "../../..");
const startScript = join(root, "tests/kernel-lab/guest/start.sh");

/** Of the guest. Emulation boots in some 6 s. Protection keys, which newer processors have, make it several times slower. */
const machine = { processors: 2, memoryMb: 3072, bootTimeoutMs: 90_000 };

/**
 * An emulated processor that gets a tenth of a busy computer's is no room: drivers give up after ten seconds without sound. For the group
 * of its session, where the kernel makes such, and for itself; without rights it runs as anything else.
 */
const preferred = ["sh", "-c", 'echo -5 >/proc/self/autogroup; exec nice -n -5 "$@"', "preferred"];

export interface MachineOptions {
  /** Ports of the guest that are reached at the same number of the host's loopback. */
  forwardedPorts: number[];
}

/** A virtual machine with Debian's kernel and this computer's files. */
export class Machine {
  readonly folder: string;
  readonly guest: GuestLink;
  readonly #qemu: StartedProcess;

  private constructor(folder: string, guest: GuestLink, qemu: StartedProcess) {
    this.folder = folder;
    this.guest = guest;
    this.#qemu = qemu;
  }

  /**
   * Boots and waits for the agent.
   * @throws RoomkeeperError process.crashed or process.timeout, with the console's end and the log's place
   */
  static async boot(options: MachineOptions): Promise<Machine> {
    const folder = mkdtempSync(join(tmpdir(), "roomkeeper-lab-"));
    const link = await GuestLink.listen();
    await writeFile(join(folder, "environment"), environment(link.port));
    const console = join(folder, "console.log");
    const image = await makeCheckoutImage(folder);
    const command = qemuCommand(folder, image, options);
    const qemu = startProcess("virtual machine", command, { logFile: console });
    const failed = qemu.ended.then((how) => {
      throw new RoomkeeperError("process.crashed", `the virtual machine ended (${how}); ${endOf(console)}`);
    });
    try {
      await Promise.race([link.connected(machine.bootTimeoutMs), failed]);
    } catch (error) {
      link.close();
      await qemu.stop(1000);
      if (error instanceof RoomkeeperError && error.code === "process.crashed") throw error;
      throw new RoomkeeperError("process.timeout", `no word from the guest; ${endOf(console)}`, { cause: error });
    }
    failed.catch(() => undefined);
    // The machine has it open; a folder that is kept for its logs needs no copy of all packages.
    await rm(image);
    return new Machine(folder, link, qemu);
  }

  /** Ends it like a pulled plug. Logs stay when something failed. */
  async stop(keepFolder: boolean): Promise<void> {
    // What the kernel saw of crashes and cables; a guest that is gone says nothing.
    if (keepFolder) await this.guest.tryRun(`dmesg >${join(this.folder, "kernel.log")}`).catch(() => null);
    this.guest.close();
    await this.#qemu.stop(1000);
    if (!keepFolder) await rm(this.folder, { recursive: true, force: true });
  }
}

/** Some computers offer a /dev/kvm that is software itself and cannot boot a kernel: only the processors' own will do. */
function hasAcceleration(): boolean {
  return existsSync("/dev/kvm") && ["kvm_intel", "kvm_amd"].some((name) => existsSync(`/sys/module/${name}`));
}

function environment(agentPort: number): string {
  const variables = {
    PATH: `${dirname(process.execPath)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    HOME: process.env.HOME ?? "/root",
    ROOMKEEPER_CACHE: cacheFolder(process.env),
    NODE_COMPILE_CACHE: compiledInGuest,
    ROOMKEEPER_PATIENCE: String(slowness),
    // Plugins were looked through on the host: here it would take a quarter of a minute.
    GST_REGISTRY_UPDATE: "no",
    GST_REGISTRY_FORK: "no",
    // Each device of user space keeps a thread waiting.
    UV_THREADPOOL_SIZE: "16",
    LAB_ROOT: root,
    LAB_KERNEL: process.env.ROOMKEEPER_LAB_KERNEL ?? "",
    LAB_AGENT_PORT: String(agentPort),
  };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value}'\n`)
    .join("");
}

function qemuCommand(folder: string, image: string, { forwardedPorts }: MachineOptions): string[] {
  const kernel = join(process.env.ROOMKEEPER_LAB_KERNEL ?? "", "vmlinux");
  const initramfs = process.env.ROOMKEEPER_LAB_INITRAMFS ?? "";
  if (!existsSync(kernel) || !existsSync(initramfs))
    throw new RoomkeeperError("config.invalid", "ROOMKEEPER_LAB_KERNEL leads to no kernel: start by scripts/lab");
  const accelerator = hasAcceleration()
    ? ["-accel", "kvm", "-cpu", "host"]
    : ["-accel", "tcg,thread=multi,tb-size=512", "-cpu", "Westmere"];
  const forwarded = forwardedPorts.map((port) => `,hostfwd=tcp:127.0.0.1:${port}-10.0.2.15:${port}`).join("");
  const share = (tag: string, path: string, more: string) =>
    `local,path=${path},mount_tag=${tag},security_model=none,multidevs=remap${more}`;
  const words = ["console=ttyS0", "quiet", "panic=-1", "mitigations=off", "random.trust_cpu=on"];
  return [
    ...[...preferred, "qemu-system-x86_64", ...accelerator],
    ...["-smp", String(machine.processors), "-m", String(machine.memoryMb)],
    ...["-nodefaults", "-no-reboot", "-display", "none", "-serial", "stdio", "-device", "virtio-rng-pci"],
    ...["-kernel", kernel, "-initrd", initramfs],
    ...["-append", [...words, `lab_run=${folder}`, `lab_start=${startScript}`].join(" ")],
    ...["-virtfs", share("host", "/", ",readonly=on"), "-virtfs", share("run", folder, "")],
    ...["-drive", `file=${image},format=raw,if=virtio,readonly=on`],
    ...["-netdev", `user,id=net,ipv6=off${forwarded}`, "-device", "virtio-net-pci,netdev=net,romfile="],
  ];
}

function endOf(console: string): string {
  const text = readFileSync(console, "utf8").trim().slice(-600);
  return `its console (${console}) ends with:\n${text}`;
}
