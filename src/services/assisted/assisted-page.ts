import type { AssistedLimit, AssistedNeed } from "../../domain/assisted.ts";
import type { JoinTarget } from "../../domain/booking.ts";
import { assistedServices, unknownService } from "./table.ts";

/** What the room opens for a meeting of another service, and what people are told before. */
export interface AssistedPage {
  service: string;
  /** Null when there is only a number. May carry secrets. */
  url: string | null;
  /** Further hosts that get camera and microphone: exact, or `*.host` for it and all below it. */
  hosts: string[];
  needs: AssistedNeed[];
  limits: AssistedLimit[];
}

/** What no window can do, whatever the service. */
const everyWindow: readonly AssistedLimit[] = ["controls", "cable", "comeback"];

/** Null for a meeting of a service that the room enters natively. */
export function assistedPageOf(target: JoinTarget): AssistedPage | null {
  if (target.native) return null;
  const service = assistedServices.find(({ id }) => id === target.service) ?? unknownService;
  const link = webLink(target.url);
  const needs = link !== null && needsPasscode(target, link) ? [...service.needs, "passcode" as const] : service.needs;
  return {
    service: target.service,
    url: link === null ? null : (service.page?.(link) ?? link).href,
    hosts: [...service.hosts],
    needs: [...needs],
    limits: [...everyWindow, ...(service.limits ?? [])],
  };
}

/** Only web pages: no other scheme is ever handed to a browser. */
function webLink(url: string | null): URL | null {
  const link = url === null ? null : URL.parse(url);
  if (link === null || (link.protocol !== "https:" && link.protocol !== "http:")) return null;
  return link.username === "" && link.password === "" ? link : null;
}

/** A passcode that stands in the text and not in the link has to be typed. */
function needsPasscode({ passcode }: JoinTarget, link: URL): boolean {
  if (passcode === null) return false;
  const carried = ["pwd", "p", "passcode", "password", "tk", "jwt"].some((name) => link.searchParams.has(name));
  return !carried && link.hash === "";
}
