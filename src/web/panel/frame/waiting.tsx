import { Ring } from "../../shared/components/ring.tsx";
import "./waiting.css";

/** Before the room can be shown. */
export function Waiting({ text }: { text: string }) {
  return (
    <main class="waiting">
      <Ring size={64} />
      <h1>
        <span role="status">{text}</span>
      </h1>
    </main>
  );
}
