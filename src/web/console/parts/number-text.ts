import { localeOf } from "../../shared/catalogue/index.ts";
import { language } from "../../shared/language.ts";

/** A count as people of the viewer's language write it: 10,000. */
export const numberText = (count: number): string => count.toLocaleString(localeOf[language.value]);
