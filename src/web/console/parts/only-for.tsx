import { localeOf } from "../../shared/catalogue/index.ts";
import { Icon } from "../../shared/components/icon.tsx";
import { language } from "../../shared/language.ts";
import { may, organisation } from "../session.ts";
import { say } from "../words.ts";
import { roleWords } from "./role-words.ts";
import { rolesWith } from "./roles-with.ts";
import "./only-for.css";

/** In the place of what somebody's role does not include: whose it is. Nothing for those who may. */
export function OnlyFor({ permission }: { permission: string }) {
  if (may(permission)) return null;
  return (
    <p class="only-for" data-only-for={permission}>
      <Icon name="lock" size={16} />
      <span>{onlyForWords(permission)}</span>
    </p>
  );
}

/** Whose something is, in a sentence; empty for a permission that has no words. */
export function onlyForWords(permission: string): string {
  const text = say(roleWords);
  const doing = text.doing[permission];
  const roles = rolesWith[permission];
  if (doing === undefined || roles === undefined) return "";
  const list = new Intl.ListFormat(localeOf[language.value], { type: "conjunction" });
  const own = organisation.value?.role ?? "";
  return text.onlyFor(doing, list.format(roles.map((role) => text.many[role] ?? role)), text.one[own] ?? own);
}
