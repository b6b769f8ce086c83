import { describe, expect, it } from "vitest";
import { runRecogniseCommand } from "../../../../src/agenda/recognition/command.ts";

async function run(args: string[], input: string) {
  let written = "";
  let told = "";
  const io = {
    readFile: async (path: string) => (path === "booking.json" ? input : Promise.reject(new TypeError(path))),
    readStdin: () => Promise.resolve(input),
    write: (text: string) => {
      written += text;
    },
    tell: (text: string) => {
      told += text;
    },
  };
  return { code: await runRecogniseCommand(args, io), written, told };
}

const booking = { location: "https://meet.example.org/Runde", adminHosts: { jitsi: ["meet.example.org"] } };

describe("roomkeeper recognise", () => {
  it("answers one booking from a file or from standard input, with its hosts beside its fields", async () => {
    for (const args of [["--json", "booking.json"], ["--json", "-"], ["--json"]]) {
      const { code, written } = await run(args, JSON.stringify(booking));
      expect([code, JSON.parse(written)]).toEqual([
        0,
        {
          best: {
            service: "jitsi",
            meetingId: "Runde",
            passcode: null,
            url: "https://meet.example.org/Runde",
            native: false,
          },
          also: [],
        },
      ]);
    }
  });

  it("answers a list of cases in its order, with their ids", async () => {
    const list = [
      { id: "a", booking: { title: "x" } },
      { id: "b", booking, adminHosts: booking.adminHosts },
      booking,
      7,
    ];
    const { written } = await run(["--json"], JSON.stringify(list));
    const answers = JSON.parse(written) as { id?: string; best: { service: string } | null }[];
    expect(answers.map(({ id, best }) => [id, best?.service])).toEqual([
      ["a", undefined],
      ["b", "jitsi"],
      [undefined, "jitsi"],
      [undefined, undefined],
    ]);
  });

  it("says what is wrong with input that is no booking", async () => {
    await expect(run(["--json"], "{")).rejects.toThrow("standard input is not JSON");
    await expect(run(["--json", "booking.json"], "3")).rejects.toThrow(
      "booking.json holds neither a booking nor a list",
    );
  });

  it.each([[["booking.json"]], [["--json", "--fast"]], [["--json", "a", "b"]]])(
    "explains itself for %j",
    async (args) => {
      const { code, told, written } = await run(args, "{}");
      expect([code, written]).toEqual([2, ""]);
      expect(told).toContain("usage: roomkeeper recognise --json");
    },
  );
});
