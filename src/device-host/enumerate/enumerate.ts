import type { Descriptor } from "../../domain/device.ts";
import type { Clock } from "../../platform/clock.ts";
import { patient } from "../../platform/patience.ts";
import { hidDescriptors } from "./hidraw.ts";
import { soundDescriptors } from "./sound.ts";
import type { Roots } from "./sysfs.ts";
import { type NodeRole, type VideoNode, videoDescriptors } from "./video4linux.ts";

/** A look does not wait longer for one node: the others must not suffer. The answer then serves a later look. */
const patienceMs = patient(700);
/** A node that could not be asked is asked again this much later. */
const askAgainMs = 20_000;

interface Known {
  readonly plugging: string;
  role: NodeRole;
  askAgainAt: number;
}

/** Looks at everything that is plugged. Asks each video node once for what it is for; the answer stays until it is plugged anew. */
export function enumeratorOf(
  roots: Roots,
  askRole: (node: string) => Promise<NodeRole>,
  clock: Clock,
): () => Promise<Descriptor[]> {
  const roles = new Map<string, Known>();
  const roleOf = async ({ node, plugging }: VideoNode) => {
    let known = roles.get(node);
    const isAnswered = known?.plugging === plugging && (known.role !== "" || clock.monotonicMs() < known.askAgainAt);
    if (known && isAnswered) return known.role;
    known = { plugging, role: "", askAgainAt: clock.monotonicMs() + askAgainMs };
    roles.set(node, known);
    await soon(clock, ask(known, askRole(node)));
    return known.role;
  };
  return async () => {
    const all = [videoDescriptors(roots, roleOf), soundDescriptors(roots), hidDescriptors(roots)];
    return (await Promise.all(all)).flat().filter(isWhole);
  };
}

/** What was unplugged while it was read has lost half of its facts: it would be taken for another device for a moment. */
const isWhole = ({ vendorId, productId }: Descriptor) => vendorId === "" || productId !== "";

async function ask(known: Known, answer: Promise<NodeRole>): Promise<void> {
  known.role = await answer;
}

function soon(clock: Clock, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(patienceMs, resolve);
    work.then(resolve, reject).finally(cancel);
  });
}
