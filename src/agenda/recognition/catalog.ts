import type { WebAddress } from "./address.ts";
import { hostKey, ruleFault, ruleForm } from "./rules.ts";
import type { LinkForm, LinkView, Service } from "./services/service.ts";
import { services } from "./services/table.ts";
import type { RecognitionRule, RecognitionSettings } from "./types.ts";

/** A link that leads to a meeting. */
export interface FoundForm {
  service: Service;
  form: LinkForm;
}

/** The built-in table with the administrator's hosts and rules. */
export interface Catalog {
  /** What is behind the address, or null: unknown host, or a page without a meeting. */
  find(address: WebAddress): FoundForm | null;
  /** True when meetings of some service live on this host. */
  knows(address: WebAddress): boolean;
  /** The service that a host belongs to, by the table. */
  serviceOfHost(host: string): Service | null;
}

const exact = new Map<string, Service[]>();
const below = new Map<string, Service[]>();
const byId = new Map(services.map((service) => [service.id, service]));
for (const service of services) {
  for (const host of service.hosts) {
    const [map, key] = host.startsWith("*.") ? [below, host.slice(2)] : [exact, host];
    map.set(key, [...(map.get(key) ?? []), service]);
  }
}

/** Ids of the services that can be named in settings. */
export const serviceIds: readonly string[] = services.map(({ id }) => id);

/** The name of a service for people; its id when it is one of the administrator's own. */
export function serviceName(id: string): string {
  return byId.get(id)?.name ?? id;
}

/** Puts the table and the administrator's additions together. What cannot work is left out (see `settingsProblems`). */
export function catalogOf(settings: RecognitionSettings): Catalog {
  const own = ownHosts(settings.adminHosts ?? {});
  const rules = (Array.isArray(settings.rules) ? settings.rules : []).filter(isUsable).map(compileRule);
  const candidates = ({ url }: WebAddress): Service[] => {
    const named = own.get(url.host) ?? [];
    const known = knownServices(url.hostname).filter(
      ({ ports }) => url.port === "" || ports?.includes(url.port) === true,
    );
    return [...named, ...known];
  };
  return {
    find(address) {
      const view = viewOf(address);
      for (const rule of rules) {
        const form = rule.matches(address.url) ? ruleForm(rule.rule, view) : null;
        if (form !== null) return rule.service === null ? null : { service: rule.service, form };
      }
      for (const service of candidates(address)) {
        const form = service.form(view);
        if (form !== null) return { service, form };
      }
      return null;
    },
    knows: (address) => candidates(address).length > 0 || rules.some((rule) => rule.matches(address.url)),
    serviceOfHost: (host) => knownServices(host)[0] ?? null,
  };
}

function knownServices(host: string): Service[] {
  const found = [...(exact.get(host) ?? [])];
  for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
    found.push(...(below.get(host.slice(dot + 1)) ?? []));
  }
  return found;
}

function ownHosts(adminHosts: Readonly<Record<string, unknown>>): Map<string, Service[]> {
  const own = new Map<string, Service[]>();
  for (const [id, hosts] of Object.entries(adminHosts)) {
    const named = services.filter((service) => service.id === id || service.hostsOf?.includes(id) === true);
    for (const host of typeof hosts === "string" ? [hosts] : Array.isArray(hosts) ? hosts : []) {
      const key = hostKey(host);
      if (key !== null) own.set(key, [...(own.get(key) ?? []), ...named]);
    }
  }
  return own;
}

interface CompiledRule {
  rule: RecognitionRule;
  /** Null for `ignore`. */
  service: Service | null;
  matches(url: URL): boolean;
}

function isUsable(rule: unknown): rule is RecognitionRule {
  return typeof rule === "object" && rule !== null && ruleFault(rule as RecognitionRule) === null;
}

function compileRule(rule: RecognitionRule): CompiledRule {
  const hosts = rule.hosts.filter((host) => typeof host === "string");
  const keys = new Set(hosts.map(hostKey));
  const domains = hosts.filter((host) => host.startsWith("*.")).map((host) => hostKey(host.slice(2)));
  return {
    rule,
    service: rule.kind === "ignore" ? null : (byId.get(rule.service ?? "") ?? ownService(rule.service ?? "")),
    matches: (url) =>
      keys.has(url.host) || domains.some((domain) => domain !== null && url.host.endsWith(`.${domain}`)),
  };
}

/** A service that only the administrator's rules know: opened as a web page, its ids are names. */
function ownService(id: string): Service {
  return { id, name: id, native: false, hosts: [], words: [], idDigits: [], form: () => null };
}

function viewOf({ url, written }: WebAddress): LinkView {
  return {
    host: url.hostname,
    path: url.pathname.split("/").filter((segment) => segment !== ""),
    unescaped: /[^\x20-\x7e]/.test(written),
    query: url.searchParams,
    fragment: url.hash.slice(1),
  };
}
