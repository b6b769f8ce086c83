import { type LinkForm, type LinkView, roomName } from "./services/service.ts";
import type { RecognitionRule, RecognitionSettings } from "./types.ts";

/** Something in the administrator's hosts and rules that cannot work. It is left out; everything else counts. */
export interface SettingsProblem {
  /** `adminHosts.jitsi[0]`, `rules[2].path`. */
  path: string;
  message: string;
}

const segmentPattern = /^(?:\*\*?|\{id\}|[^\s{}*/?#]+)$/;

/** What makes a rule unusable, or null. */
export function ruleFault(rule: RecognitionRule): { field: string; message: string } | null {
  if (rule.kind !== "meeting" && rule.kind !== "ignore")
    return { field: "kind", message: 'must be "meeting" or "ignore"' };
  if (!Array.isArray(rule.hosts) || rule.hosts.length === 0)
    return { field: "hosts", message: "needs at least one host" };
  if (rule.kind === "meeting" && (typeof rule.service !== "string" || rule.service === "")) {
    return { field: "service", message: "a meeting rule names its service" };
  }
  const path = templateOf(rule);
  const wrong = path.find((segment) => !segmentPattern.test(segment));
  if (wrong !== undefined) {
    return { field: "path", message: `${JSON.stringify(wrong)} is neither a plain segment nor *, ** or {id}` };
  }
  if (path.slice(0, -1).includes("**")) return { field: "path", message: "** can only stand at the end" };
  return null;
}

/** Tests a rule's path template against a link. Answers what a meeting rule found; for `ignore` an empty form. */
export function ruleForm(rule: RecognitionRule, { path }: LinkView): LinkForm | null {
  let meetingId: string | null = null;
  const template = templateOf(rule);
  const open = template.at(-1) === "**";
  const fixed = open ? template.slice(0, -1) : template;
  if (open ? path.length < fixed.length : path.length !== fixed.length) return null;
  for (const [index, segment] of fixed.entries()) {
    const actual = path[index] ?? "";
    if (segment === "{id}") {
      if (roomName(actual) === null) return null;
      meetingId = actual;
    } else if (segment !== "*" && segment.toLowerCase() !== actual.toLowerCase()) return null;
  }
  return { meetingId, rank: 0, token: false };
}

function templateOf({ path, kind }: RecognitionRule): string[] {
  const text = typeof path === "string" ? path : kind === "ignore" ? "/**" : "/{id}";
  return text.split("/").filter((segment) => segment !== "");
}

/** The faults of all hosts and rules, for the console and the settings check. */
export function settingsProblems(settings: RecognitionSettings, knownServices: readonly string[]): SettingsProblem[] {
  const hosts = Object.entries(settings.adminHosts ?? {}).flatMap(([service, list]) => {
    return hostProblems(service, list, knownServices);
  });
  const rules = settings.rules ?? [];
  if (!Array.isArray(rules)) return [...hosts, { path: "rules", message: "must be a list" }];
  return [...hosts, ...rules.flatMap(ruleProblems)];
}

function hostProblems(service: string, hosts: unknown, knownServices: readonly string[]): SettingsProblem[] {
  const path = `adminHosts.${service}`;
  const unknown = `no such service; known are ${knownServices.join(", ")}`;
  const problems = knownServices.includes(service) ? [] : [{ path, message: unknown }];
  if (!Array.isArray(hosts)) return [...problems, { path, message: "must be a list of hosts" }];
  return [...problems, ...badHosts(path, hosts)];
}

function ruleProblems(rule: RecognitionRule, index: number): SettingsProblem[] {
  const path = `rules[${index}]`;
  if (typeof rule !== "object" || rule === null) return [{ path, message: "must be a rule with kind, hosts and path" }];
  const fault = ruleFault(rule);
  if (fault !== null) return [{ path: `${path}.${fault.field}`, message: fault.message }];
  const bare = rule.hosts.map((host: unknown) => (typeof host === "string" ? host.replace(/^\*\./, "") : host));
  return badHosts(`${path}.hosts`, bare);
}

function badHosts(path: string, hosts: readonly unknown[]): SettingsProblem[] {
  return hosts.flatMap((host, index) =>
    hostKey(host) === null ? [{ path: `${path}[${index}]`, message: notAHost(host) }] : [],
  );
}

function notAHost(host: unknown): string {
  return `${JSON.stringify(host)} is not a host like meet.example.org or meet.example.org:8443`;
}

/** `host` or `host:port` as addresses are compared; null for what is no host. A pasted `https://host/` is understood. */
export function hostKey(host: unknown): string | null {
  if (typeof host !== "string") return null;
  const bare = host
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/\/$/, "");
  if (bare === "" || /[/?#@\\*\s]/.test(bare)) return null;
  const url = URL.parse(`https://${bare}/`);
  return url === null ? null : url.host;
}
