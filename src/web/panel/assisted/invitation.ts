import { useEffect, useState } from "preact/hooks";
import type { Invitation } from "../../../domain/assisted.ts";
import type { Subject } from "./subject.ts";

/** Link and number, as long as somebody looks at them; "failed" when the daemon does not give them now. */
export function useInvitation(subject: Subject): Invitation | "fetching" | "failed" {
  const [invitation, setInvitation] = useState<Invitation | "fetching" | "failed">("fetching");
  const asked = JSON.stringify(subject);
  useEffect(() => {
    const leaving = new AbortController();
    setInvitation("fetching");
    void fetchInvitation(asked, leaving.signal).then((got) => {
      if (!leaving.signal.aborted) setInvitation(got);
    });
    return () => leaving.abort();
  }, [asked]);
  return invitation;
}

async function fetchInvitation(body: string, signal: AbortSignal): Promise<Invitation | "failed"> {
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/api/invitation", { method: "POST", headers, body, signal });
    return answer.ok ? ((await answer.json()) as Invitation) : "failed";
  } catch {
    // The line broke, or nobody looks any more: what is shown says so.
    return "failed";
  }
}
