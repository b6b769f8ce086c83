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
  const problems: SettingsProblem[] = [];
  for (const [service, hosts] of Object.entries(settings.adminHosts ?? {})) {
    if (!knownServices.includes(service)) {
      problems.push({
        path: `adminHosts.${service}`,
        message: `no such service; known are ${knownServices.join(", ")}`,
      });
    }
    hosts.forEach((host, index) => {
      if (hostKey(host) === null) problems.push({ path: `adminHosts.${service}[${index}]`, message: notAHost(host) });
    });
  }
  (settings.rules ?? []).forEach((rule, index) => {
    const fault = ruleFault(rule);
    if (fault !== null) problems.push({ path: `rules[${index}].${fault.field}`, message: fault.message });
    else
      rule.hosts.forEach((host, at) => {
        if (hostKey(host.replace(/^\*\./, "")) === null) {
          problems.push({ path: `rules[${index}].hosts[${at}]`, message: notAHost(host) });
        }
      });
  });
  return problems;
}

function notAHost(host: string): string {
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
