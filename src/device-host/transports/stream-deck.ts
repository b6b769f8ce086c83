import type { StreamDeckEar, StreamDeckPort } from "../../driver-contract/index.ts";
import { lineError, loadNative, requireAccess } from "./access.ts";

/** An Elgato Stream Deck through @elgato-stream-deck/node. @throws DeviceError */
export async function openDeck(node: string, ear: StreamDeckEar, signal: AbortSignal): Promise<StreamDeckPort> {
  await requireAccess(node);
  const { openStreamDeck } = await loadNative("@elgato-stream-deck/node", () => import("@elgato-stream-deck/node"));
  const deck = await openStreamDeck(node, { resetToLogoOnClose: true }).catch((error: unknown) => {
    throw lineError(node, error);
  });
  // A deck that is already gone cannot be closed, and need not be.
  const close = () => void deck.close().catch(() => undefined);
  if (signal.aborted) {
    close();
    throw signal.reason;
  }
  signal.addEventListener("abort", close, { once: true });
  deck.on("down", (control) => {
    if (control.type === "button") ear.pressed(control.index);
  });
  deck.on("error", (error) => ear.lost(lineError(node, error)));
  const keys = deck.CONTROLS.filter((control) => control.type === "button");
  const pictures = keys.filter((key) => key.feedbackType === "lcd");
  return {
    rows: Math.max(0, ...keys.map(({ row }) => row + 1)),
    columns: Math.max(0, ...keys.map(({ column }) => column + 1)),
    keySize: pictures[0]?.pixelSize.width ?? 0,
    async draw(key, picture) {
      await deck.fillKeyBuffer(key, picture, { format: "rgb" }).catch((error: unknown) => {
        throw lineError(node, error);
      });
    },
  };
}
