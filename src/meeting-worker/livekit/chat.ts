import type { Room } from "./binding.ts";

/** A message to everybody, as it came in. */
export interface ChatLine {
  id: string;
  from: string;
  text: string;
}

const streamTopic = "lk.chat";
/** What older clients send; newer ones send both and say so. */
const legacyTopic = "lk-chat-topic";
/** More is cut: a panel shows a few lines. */
const longestText = 1000;

/** Hears what others write: text streams on `lk.chat`, and the older data messages where no stream comes along. */
export function listenToChat(room: Room, onLine: (line: ChatLine) => void): void {
  const nameOf = (identity: string) => room.remoteParticipants.get(identity)?.name || identity;
  const say = (id: string, identity: string, text: string) => {
    const shown = shownText(text);
    if (shown !== "") onLine({ id, from: nameOf(identity), text: shown });
  };
  room.registerTextStreamHandler(streamTopic, (reader, { identity }) => {
    void readBounded(reader).then(
      (text) => say(reader.info.streamId, identity, text),
      () => {}, // its sender went in the middle of it
    );
  });
  room.on("dataReceived", (payload, participant, _kind, topic) => {
    if (topic !== legacyTopic || participant === undefined) return;
    const legacy = legacyLine(payload);
    if (legacy !== null) say(legacy.id, participant.identity, legacy.text);
  });
}

/** The older form of a message; null when a stream brings it, too, or when it is something else. */
export function legacyLine(payload: Uint8Array): { id: string; text: string } | null {
  try {
    const said = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown> | null;
    if (said === null || said.ignoreLegacy === true || typeof said.message !== "string") return null;
    return { id: String(said.id ?? said.timestamp ?? ""), text: said.message };
  } catch {
    return null; // other people's data
  }
}

/** Without control characters and marks that turn the writing direction of what follows. */
export function shownText(text: string): string {
  const clean = text.replace(/[^\P{Cc}\n]+|[\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean;
}

async function readBounded(reader: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const part of reader) {
    text += part;
    // Leaving the loop closes the stream: nobody fills this process's memory.
    if (text.length > longestText) break;
  }
  return text;
}
