import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { hostname } from "node:os";
import { connect as tlsConnect } from "node:tls";
import { HubError } from "../../domain/errors.ts";
import { guardedRequest, type OutwardGuard } from "../outward/guarded-request.ts";
import { safeAddress, tlsTo } from "../outward/safe-address.ts";
import type { Channel, Message } from "./channel.ts";
import { deliverEmail } from "./email.ts";

export interface DeliveryParts extends OutwardGuard {
  now: number;
}

const answerMs = 10_000;

/** Delivers messages, oldest first. @throws HubError hub.unreachable, hub.refused, hub.invalid */
export async function deliver(channel: Channel, messages: readonly Message[], parts: DeliveryParts): Promise<void> {
  if (channel.kind === "email") return deliverEmail(channel, messages, parts);
  const one = channel.kind === "webhook" ? deliverWebhook : deliverSyslog;
  for (const message of messages) await one(channel, message, parts);
}

/**
 * POST with JSON. `x-roomkeeper-signature: t=SECONDS,v1=HEX` is HMAC-SHA-256 over `t.body` with the channel's secret: the
 * receiver checks it and that t is recent. Redirections are not followed.
 */
async function deliverWebhook(
  { url, secret, options }: Channel,
  message: Message,
  parts: DeliveryParts,
): Promise<void> {
  const target = new URL(url);
  const body = JSON.stringify(message);
  const seconds = Math.floor(parts.now / 1000);
  const headers = {
    "content-type": "application/json",
    "user-agent": "roomkeeper-hub",
    "x-roomkeeper-signature": `t=${seconds},v1=${signatureOf(secret ?? "", seconds, body)}`,
  };
  const { status } = await guardedRequest(target, { method: "POST", headers, body }, parts, options.authority);
  if (status < 200 || status >= 300) throw new HubError("hub.refused", `${target.host} answered ${status}`);
}

export const signatureOf = (secret: string, seconds: number, body: string) =>
  createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");

const severities: Record<string, number> = { serious: 3, warning: 4, notice: 5 };
const facilityDaemon = 3;

/** RFC 5424 over TCP (`tcp://host:port`) or TLS (`tls://`), framed by octet counting (RFC 6587 §3.4.1). */
async function deliverSyslog(
  { url, options }: Channel,
  message: Message,
  { allowPrivate, resolve }: DeliveryParts,
): Promise<void> {
  const target = new URL(url);
  const host = await safeAddress(target.hostname, allowPrivate, resolve);
  const line = syslogLine(message);
  const port = Number(target.port || 6514);
  return new Promise((done, reject) => {
    const socket =
      target.protocol === "tls:"
        ? tlsConnect({ host, port, ...tlsTo(target.hostname, options.authority) })
        : connect({ host, port });
    socket.setTimeout(answerMs, () => socket.destroy(new HubError("hub.unreachable", "no answer in 10 s")));
    socket.once("error", (error) =>
      reject(new HubError("hub.unreachable", `${target.host}: ${error.message}`, { cause: error })),
    );
    socket.once(target.protocol === "tls:" ? "secureConnect" : "connect", () =>
      socket.end(`${Buffer.byteLength(line)} ${line}`, done),
    );
  });
}

export function syslogLine({ kind, id, severity, title, rooms, at }: Message): string {
  const priority = facilityDaemon * 8 + (kind === "recovered" ? 6 : (severities[severity] ?? 5));
  const names = rooms.slice(0, 20).map((room) => room.name);
  const quoted = (text: string) => text.replace(/[\\"\]]/g, "\\$&").replace(/\p{Cc}/gu, " ");
  const data = `[alert@32473 id="${quoted(id)}" kind="${kind}" rooms="${rooms.length}"]`;
  const text = `${kind}: ${title} (${rooms.length}: ${names.join(", ")})`.replace(/\p{Cc}/gu, " ");
  return `<${priority}>1 ${at} ${hostname()} roomkeeper-hub - alert ${data} ${text}`;
}
