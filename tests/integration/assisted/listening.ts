import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Which of these processes listen on a TCP port, from /proc/net/tcp (state 0A) and their open files. */
export function listening(pids: readonly number[]): number[] {
  const inodes = new Set(["tcp", "tcp6"].flatMap(listeningInodes));
  return pids.filter((pid) => openSockets(pid).some((inode) => inodes.has(inode)));
}

function listeningInodes(table: string): string[] {
  const rows = readFileSync(`/proc/net/${table}`, "utf8").trim().split("\n").slice(1);
  return rows.flatMap((row) => {
    const fields = row.trim().split(/\s+/);
    return fields[3] === "0A" && fields[9] !== undefined ? [fields[9]] : [];
  });
}

function openSockets(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return []; // closed meanwhile
      }
    });
  } catch {
    return []; // gone meanwhile
  }
}
