import type { Language } from "../../../domain/room-state.ts";
import { english } from "./en/index.ts";
import type { Catalogue } from "./shape.ts";
import { chinese } from "./zh/index.ts";

export const catalogues: Record<Language, Catalogue> = { en: english, zh: chinese };

/** For `lang` and Intl. */
export const localeOf: Record<Language, string> = { en: "en-GB", zh: "zh-CN" };
