import type { Descriptor } from "../../domain/device.ts";
import type { Clock } from "../../platform/clock.ts";
import { soundDescriptors } from "./sound.ts";
import type { Roots } from "./sysfs.ts";
import { type NodeRole, type VideoNode, videoDescriptors } from "./video4linux.ts";

/** A node that hangs holds up every look; it is asked rarely. */
const askAgainMs = 20_000;

/** Looks at everything that is plugged. Asks each video node once for what it is for; the answer stays until it is plugged anew. */
export function enumeratorOf(
  roots: Roots,
  askRole: (node: string) => Promise<NodeRole>,
  clock: Pick<Clock, "monotonicMs">,
): () => Promise<Descriptor[]> {
  const roles = new Map<string, { plugging: string; role: NodeRole; askAgainAt: number }>();
  const roleOf = async ({ node, plugging }: VideoNode) => {
    const known = roles.get(node);
    if (known?.plugging === plugging && (known.role !== "" || clock.monotonicMs() < known.askAgainAt))
      return known.role;
    const role = await askRole(node);
    roles.set(node, { plugging, role, askAgainAt: clock.monotonicMs() + askAgainMs });
    return role;
  };
  return async () => (await Promise.all([videoDescriptors(roots, roleOf), soundDescriptors(roots)])).flat();
}
