import { createTransport } from "nodemailer";
import { HubError, messageOf } from "../../domain/errors.ts";
import type { OutwardGuard } from "../outward/guarded-request.ts";
import { safeAddress, tlsTo } from "../outward/safe-address.ts";
import type { Channel, Message } from "./channel.ts";

const waitMs = 10_000;

/**
 * One mail for all messages of a moment. `smtps://host[:port]` is TLS from the start; `smtp://` goes over to TLS (STARTTLS), which
 * is demanded when there is a password. `user@` in the address, the password is the channel's secret.
 * @throws HubError hub.unreachable with the server's words
 */
export async function deliverEmail(channel: Channel, messages: readonly Message[], guard: OutwardGuard): Promise<void> {
  const url = new URL(channel.url);
  const host = await safeAddress(url.hostname, guard.allowPrivate, guard.resolve);
  const secure = url.protocol === "smtps:";
  const user = decodeURIComponent(url.username);
  const { authority, from = "", to = [] } = channel.options;
  const transport = createTransport({
    host,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && user !== "",
    tls: { minVersion: "TLSv1.2", ...tlsTo(url.hostname, authority) },
    ...(user === "" ? {} : { auth: { user, pass: channel.secret ?? "" } }),
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from, to: [...to], ...mailOf(messages, from) });
  } catch (error) {
    throw new HubError("hub.unreachable", `${url.host}: ${messageOf(error)}`, { cause: error });
  } finally {
    transport.close();
  }
}

const plain = (text: string) => text.replace(/\p{Cc}/gu, " ");

/** Subject, text, and what lets mail programs show the mails of one alert together. */
export function mailOf(messages: readonly Message[], from: string) {
  const first = messages[0];
  const rest = messages.length - 1;
  const subject = first === undefined ? "" : headline(first) + (rest > 0 ? ` (and ${rest} more)` : "");
  const text = messages.map(paragraphOf).join("\n\n");
  const domain = from.split("@")[1]?.replace(/[^\w.-]/g, "") || "hub.invalid";
  const thread = `<${first?.id}@${domain}>`;
  return { subject, text, ...(rest === 0 ? { inReplyTo: thread, references: thread } : {}) };
}

const kinds: Record<Message["kind"], string> = { opened: "", grown: "more rooms: ", recovered: "recovered: " };

const headline = ({ kind, severity, title, rooms }: Message) =>
  plain(`[${severity}] ${kinds[kind]}${title}: ${rooms.length === 1 ? rooms[0]?.name : `${rooms.length} rooms`}`).slice(
    0,
    200,
  );

function paragraphOf(message: Message): string {
  const shown = message.rooms.slice(0, 50).map((room) => `  ${plain(room.name)}`);
  const more = message.rooms.length > 50 ? [`  and ${message.rooms.length - 50} more`] : [];
  return [headline(message), `since ${message.openedAt}, alert ${message.id}`, ...shown, ...more].join("\n");
}
