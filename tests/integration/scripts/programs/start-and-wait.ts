import { join } from "node:path";
import { startProcess } from "../../../../scripts/processes/started-process.ts";

/** Starts a program and waits for it; for the test that kills this one. */
const [folder = "."] = process.argv.slice(2);
await startProcess("sleeper", ["sleep", "600"], { logFile: join(folder, "log") }).ended;
