import { describe, expect, it } from "vitest";
import { previewRules, recognitionProblems } from "../../../../src/agenda/recognition/preview.ts";
import type { RecognitionRule } from "../../../../src/agenda/recognition/types.ts";

const own = { title: "Montag", location: "https://meet.example.org/MontagsRunde" };
const zoom = { title: "Zoom", description: "https://zoom.us/j/86413520977?pwd=secret.1\nPasscode: 519044" };
const nothing = { title: "Lunch" };
const ignoreZoom: RecognitionRule = { name: "no Zoom", kind: "ignore", hosts: ["zoom.us"] };

describe("a preview of a change", () => {
  it("says which bookings find, lose or change their meeting", () => {
    const after = { adminHosts: { jitsi: ["meet.example.org"] }, rules: [ignoreZoom] };
    const { lines, problems } = previewRules([own, zoom, nothing], {}, after);
    expect(lines.map(({ index, title, change }) => [index, title, change])).toEqual([
      [0, "Montag", "found"],
      [1, "Zoom", "lost"],
      [2, "Lunch", "same"],
    ]);
    expect(lines[0]?.after).toEqual({
      service: "jitsi",
      serviceName: "Jitsi Meet",
      meetingId: "MontagsRunde",
      native: false,
    });
    expect(problems).toEqual([]);
  });

  it("tells another service on the same host from the same one", () => {
    const before = { adminHosts: { jitsi: ["meet.example.org"] } };
    const after = { adminHosts: { livekit: ["meet.example.org"] } };
    const { lines } = previewRules([own], before, after);
    expect(lines[0]).toMatchObject({
      change: "other-meeting",
      before: { service: "jitsi" },
      after: { service: "livekit", native: true },
    });
  });

  it("shows no link and no passcode: it is read in the console", () => {
    const shown = JSON.stringify(previewRules([zoom], {}, {}));
    expect(shown).not.toMatch(/secret|519044|https/);
  });
});

describe("hosts and rules that cannot work", () => {
  it("are named with their place and the mend, and the others still count", () => {
    const settings = {
      adminHosts: { jitsi: ["meet example", "meet.example.org"], jitzi: ["a.example"] },
      rules: [
        { name: "a", kind: "meeting", service: "x", hosts: ["h.example"], path: "/a{id}" },
        { name: "b", kind: "meeting", hosts: ["h.example"] },
        { name: "c", kind: "ignore", hosts: ["not a host"] },
        { name: "d", kind: "ignore", hosts: ["h.example"], path: "/**/x" },
        { name: "e", kind: "other", hosts: [] },
      ] as unknown as RecognitionRule[],
    };
    expect(recognitionProblems(settings).map(({ path }) => path)).toEqual([
      "adminHosts.jitsi[0]",
      "adminHosts.jitzi",
      "rules[0].path",
      "rules[1].service",
      "rules[2].hosts[0]",
      "rules[3].path",
      "rules[4].kind",
    ]);
    expect(recognitionProblems(settings)[0]?.message).toContain("meet.example.org:8443");
    expect(previewRules([own], {}, settings).lines[0]?.change).toBe("found");
  });

  it("hosts pasted with scheme and slash, or in capitals, are understood", () => {
    const after = { adminHosts: { jitsi: ["HTTPS://Meet.Example.org/"] } };
    expect(previewRules([own], {}, after).lines[0]?.change).toBe("found");
  });
});
