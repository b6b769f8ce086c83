import type { Catalogue } from "../shape.ts";
import { assisted } from "./assisted.ts";
import { equipment, report } from "./equipment.ts";
import { errors, impossible } from "./errors.ts";
import { display, guest, noJoin, qualities, roles, services, steps } from "./pages.ts";
import { ends, faults, pages } from "./troubles.ts";
import { ways } from "./ways.ts";
import { call, common, home, sheets } from "./words.ts";

export const chinese: Catalogue = {
  languageName: "中文",
  common,
  home,
  call,
  sheets,
  display,
  guest,
  assisted,
  ways,
  equipment,
  report,
  services,
  noJoin,
  steps,
  qualities,
  roles,
  ends,
  faults,
  errors,
  impossible,
  pages,
};
