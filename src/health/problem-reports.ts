import { randomInt } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { RoomkeeperError } from "../domain/errors.ts";
import { writeFileAtomically } from "../platform/atomic-file.ts";

/** What somebody reports. */
export type ProblemKind = "picture" | "sound" | "meeting" | "display" | "other";

/** One report, with what is known at this moment. No links, no keys, no names of people. */
export interface ProblemReport {
  roomkeeperReport: 1;
  /** Short, to be read out on the telephone. */
  id: string;
  at: string;
  about: ProblemKind;
  evidence: Readonly<Record<string, unknown>>;
}

const keptReports = 30;
const fileName = /^(\d{13})-(R-[A-Z0-9]{4})\.json$/;
/** Without letters that are mistaken for others. */
const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

interface ReportPorts {
  folder: string;
  nowMs(): number;
  /** State, versions, log: gathered when somebody reports. */
  evidence(): Readonly<Record<string, unknown>>;
}

/** Reports of people in the room, kept as files in `folder` for IT and for the hub: the newest thirty. */
export class ProblemReports {
  readonly #ports: ReportPorts;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  async write(about: ProblemKind): Promise<ProblemReport> {
    const { folder, nowMs, evidence } = this.#ports;
    const atMs = nowMs();
    const id = `R-${Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("")}`;
    const at = new Date(atMs).toISOString();
    const report: ProblemReport = { roomkeeperReport: 1, id, at, about, evidence: evidence() };
    const path = join(folder, `${String(atMs).padStart(13, "0")}-${id}.json`);
    await writeFileAtomically(path, `${JSON.stringify(report, null, 1)}\n`);
    for (const old of (await this.#files()).slice(keptReports)) await rm(join(folder, old), { force: true });
    return report;
  }

  /** Newest first. */
  async list(): Promise<{ id: string; at: string }[]> {
    return (await this.#files()).map((file) => {
      const [, ms, id = ""] = fileName.exec(file) ?? [];
      return { id, at: new Date(Number(ms)).toISOString() };
    });
  }

  /** The report as it was written. @throws RoomkeeperError request.unknown */
  async read(id: string): Promise<string> {
    const file = (await this.#files()).find((name) => fileName.exec(name)?.[2] === id);
    if (file === undefined) throw new RoomkeeperError("request.unknown", `There is no report ${id}.`);
    return await readFile(join(this.#ports.folder, file), "utf8");
  }

  async #files(): Promise<string[]> {
    const found = await readdir(this.#ports.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
    return found
      .filter((name) => fileName.test(name))
      .sort()
      .reverse();
  }
}
