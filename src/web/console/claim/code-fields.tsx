import { Field, Tick } from "../parts/field.tsx";
import { say } from "../words.ts";
import type { Claiming } from "./use-claim.ts";
import { claimWords } from "./words.ts";

/** The code, and whether a computer whose key was revoked is trusted again: asked only of such a one. */
export function CodeFields({ claiming }: { claiming: Claiming }) {
  const text = say(claimWords);
  const { code, setCode, warned, trusted, setTrusted } = claiming;
  return (
    <>
      <Field label={text.code} name="code" hint={text.codeHint} value={code} onChange={setCode} maxLength={40} first />
      {warned && <Tick label={text.trustAgain} name="trustAgain" checked={trusted} onChange={setTrusted} />}
    </>
  );
}
