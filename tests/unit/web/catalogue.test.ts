import { describe, expect, test } from "vitest";
import { errorTable } from "../../../src/domain/error-codes.ts";
import { faultTable } from "../../../src/domain/fault.ts";
import { catalogues } from "../../../src/web/shared/catalogue/index.ts";

/** Every sentence with its path; functions are called with plain arguments. */
function sentences(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "number") return [[path, String(value)]];
  if (typeof value === "function") return sentences(value(path.endsWith("list") ? ["A", "B"] : 7), path);
  return Object.entries(value as object).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`));
}

const english = new Map(sentences(catalogues.en, ""));
const chinese = new Map(sentences(catalogues.zh, ""));

test("both languages say the same things", () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
});

test("no sentence is empty", () => {
  const empty = [...english, ...chinese].filter(([, text]) => text.trim() === "");
  expect(empty).toEqual([]);
});

describe.each(["en", "zh"] as const)("%s", (language) => {
  const words = catalogues[language];
  const has = (table: object, keys: string[]) => keys.filter((key) => !Object.hasOwn(table, key));

  test("every fault and every error that can reach a room has its sentences", () => {
    const errors = Object.keys(errorTable).filter((code) => !code.startsWith("hub."));
    expect(has(words.faults, Object.keys(faultTable))).toEqual([]);
    expect(has(words.errors, errors)).toEqual([]);
  });

  test("every end of a meeting, missing Join and step of joining has its sentence", () => {
    const ends =
      "left ended-by-host removed duplicate refused unreachable failed denied encrypted cancelled window-lost".split(
        " ",
      );
    const noJoin = "too-early over no-link assisted not-configured in-meeting already-in".split(" ");
    expect(has(words.ends, ends)).toEqual([]);
    expect(has(words.noJoin, noJoin)).toEqual([]);
    expect(has(words.steps, ["asking", "connecting", "publishing"])).toEqual([]);
  });

  test("trouble is said in three parts that are whole sentences", () => {
    const troubles = {
      ...words.faults,
      ...words.errors,
      ...words.ends,
      ...words.impossible,
      ...words.pages,
      ...words.equipment.trouble("X"),
    };
    const broken = Object.entries(troubles).filter(([, trouble]) =>
      [trouble.happened, trouble.doing, trouble.youCan].some((part) => !/[.。]$/.test(part)),
    );
    expect(broken.map(([code]) => code)).toEqual([]);
  });

  test("no code and no word of the machine room reaches people", () => {
    const said = language === "en" ? english : chinese;
    const technical = [...said].filter(([, text]) =>
      /\b(token|socket|SFU|ICE|API|null|undefined|RFC|JSON)\b/.test(text),
    );
    expect(technical).toEqual([]);
  });
});

test("Chinese sentences are Chinese: Latin words only where they are names", () => {
  const names =
    /LiveKit|Meet|Visio|Microsoft|Teams|Zoom|Google|Webex|Jitsi|BigBlueButton|Roomkeeper|IT|design-review|abc|ABC|A|B/g;
  const sentences = [...chinese].filter(([path]) => !path.startsWith(".services."));
  const mixed = sentences.filter(([, text]) => /[A-Za-z]/.test(text.replaceAll(names, "")));
  expect(mixed).toEqual([]);
});
