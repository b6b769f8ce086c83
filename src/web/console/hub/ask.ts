import { signal } from "@preact/signals";

/** Why the hub did not do as asked (RFC 9457, with our `code`), or `status` 0: it was not reached. */
export interface Problem {
  status: number;
  code: string;
  /** In English, from the hub; for the small print. */
  detail: string;
}

export type Answer<T> = { kind: "done"; value: T } | { kind: "refused"; problem: Problem };

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Goes with each change; a foreign page cannot know it. Comes with the sign-in. */
export const antiForgery = signal("");

/** Called when the hub says that nobody is signed in. */
export const signedOut = signal(0);

const patienceMs = 20_000;

/** Asks the hub. Never throws: who asks shows the problem. */
export async function ask<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer<T>> {
  const late = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(path, {
      method,
      headers: headersOf(method, body),
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      signal: signal === undefined ? late : AbortSignal.any([late, signal]),
    });
    if (response.ok) return { kind: "done", value: (await contentOf(response)) as T };
    const problem = await problemOf(response);
    if (problem.code === "hub.signed-out") signedOut.value++;
    return { kind: "refused", problem };
  } catch (error) {
    return { kind: "refused", problem: { status: 0, code: "hub.unreachable", detail: String(error) } };
  }
}

function headersOf(method: Method, body: unknown): Record<string, string> {
  const type = typeof body === "string" ? "text/csv" : "application/json";
  return {
    ...(method === "GET" ? {} : { "x-csrf": antiForgery.value }),
    ...(body === undefined ? {} : { "content-type": type }),
  };
}

function contentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return Promise.resolve();
  return response.headers.get("content-type")?.includes("json") ? response.json() : response.text();
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = { status: response.status, code: "", detail: response.statusText };
  if (!response.headers.get("content-type")?.includes("json")) return fallback;
  const { code = "", detail = "" } = (await response.json()) as Partial<Problem>;
  return { status: response.status, code, detail };
}
