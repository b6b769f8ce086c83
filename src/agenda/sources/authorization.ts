import type { SourceContext } from "./source.ts";

/** Basic authorization from a name and the file of its password; nothing without both. */
export async function basicAuthorization(
  context: Pick<SourceContext, "readSecret">,
  username: string | undefined,
  passwordFile: string | undefined,
): Promise<Record<string, string>> {
  if (username === undefined || passwordFile === undefined) return {};
  const password = await context.readSecret(passwordFile);
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
}
