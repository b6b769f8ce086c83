import { useState } from "preact/hooks";
import type { Problem } from "../hub/ask.ts";
import { useChange } from "../hub/use-hub.ts";
import { api } from "../session.ts";

export interface Claiming {
  busy: boolean;
  problem: Problem | null;
  code: string;
  setCode: (code: string) => void;
  /** The code is shown by a computer whose key was revoked: whether it is trusted again. */
  warned: boolean;
  trusted: boolean;
  setTrusted: (trusted: boolean) => void;
  incomplete: boolean;
  /** @returns the room's id, or null when it was refused */
  claim: (room: Record<string, unknown>) => Promise<string | null>;
}

/** A code that is typed and asked for, once more where its computer has to be trusted again. */
export function useClaim(given = ""): Claiming {
  const { busy, problem, send, forget } = useChange();
  const [code, setCode] = useState(given);
  const [warned, setWarned] = useState(false);
  const [trusted, setTrusted] = useState(false);
  if (problem?.code === "hub.was-revoked" && !warned) setWarned(true);
  return {
    ...{ busy, problem, code, warned, trusted, setTrusted },
    setCode: (typed) => {
      setCode(typed);
      // What was refused was another code.
      forget();
      setWarned(false);
      setTrusted(false);
    },
    incomplete: code.trim() === "" || (warned && !trusted),
    claim: async (room) => {
      const body = { ...room, code: code.trim(), ...(warned && trusted ? { trustAgain: true } : {}) };
      const claimed = await send<{ room: string }>("POST", api("/claims"), body);
      return claimed === null ? null : claimed.value.room;
    },
  };
}
