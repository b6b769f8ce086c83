import { describe, expect, it } from "vitest";
import { recognise } from "../../../../src/agenda/recognition/recognise.ts";
import { caseFiles, comparable, type RecognitionCase, rightAnswers } from "./case-files.ts";

function settingsOf({ adminHosts = {}, rules = [] }: RecognitionCase) {
  return { adminHosts, rules };
}

describe.each(caseFiles)("$file", ({ file, cases }) => {
  it.each(cases)("$kind $id: $why", (one) => {
    const { best } = recognise(one.booking, settingsOf(one));
    if (one.expect === null) expect(best).toBeNull();
    else expect(rightAnswers(one)).toContainEqual(best === null ? null : comparable(best));
  });

  // Of the given cases only some say what else is there.
  it.each(cases.filter(({ also }) => also !== undefined || file !== "given.json"))(
    "$id lists the others once",
    (one) => {
      const { best, also } = recognise(one.booking, settingsOf(one));
      const listed = [...also, ...(best === null ? [] : [best])].map(comparable);
      for (const other of one.also ?? []) expect(listed).toContainEqual(comparable(other));
      if (one.orElse === undefined) expect(also).toHaveLength(one.also?.length ?? 0);
    },
  );
});
