import { describe, expect, it } from "vitest";
import { isRecorded, recordingNotice } from "../../../../src/meeting-worker/livekit/recording.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("whether the meeting is recorded", () => {
  it("the server's word is enough", () => {
    expect(isRecorded(true, undefined)).toBe(true);
  });

  it.each(["starting", "started", "active"])("metadata that says %s shows the sign", (status) => {
    expect(isRecorded(false, JSON.stringify({ recording_status: status }))).toBe(true);
  });

  it.each(["", "null", "not json", "[]", '{"recording_status":"stopped"}', '{"recording_status":7}', "{"])(
    "metadata %j shows none and breaks nothing",
    (metadata) => {
      expect(isRecorded(false, metadata)).toBe(false);
    },
  );

  it("notifications of La Suite Meet are understood, other data is not", () => {
    expect(recordingNotice(bytes('{"type":"screenRecordingStarted"}'))).toBe(true);
    expect(recordingNotice(bytes('{"type":"transcriptionStopped"}'))).toBe(false);
    expect(recordingNotice(bytes('{"type":"reactionReceived","data":{"emoji":"thumbs-up"}}'))).toBeNull();
    expect(recordingNotice(bytes("\u0000\u0001"))).toBeNull();
  });
});
