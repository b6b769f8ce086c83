import { chmod, writeFile } from "node:fs/promises";

/**
 * The real Chromium with what only a test needs: fake camera and microphone, the stand-in for every service, and, for root,
 * no sandbox. The room itself gives none of these.
 */
export async function writeTestBrowser(path: string, servicePort: number): Promise<void> {
  const flags = [
    "--use-fake-device-for-media-stream",
    `--host-resolver-rules='MAP * 127.0.0.1:${servicePort}, EXCLUDE 127.0.0.1'`,
    "--ignore-certificate-errors",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const program = process.env.ROOMKEEPER_CHROMIUM ?? "/usr/bin/chromium";
  await writeFile(path, `#!/bin/sh\nexec ${program} ${flags.join(" ")} "$@"\n`);
  await chmod(path, 0o755);
}
