import type { QuotedLine } from "./html-text.ts";

/** A line with its place in the text. */
export interface PlacedLine {
  text: string;
  /** 0 is the newest message of a forwarded chain; quoted and forwarded ones are older. */
  age: number;
  /** Lines between two empty ones share a number. */
  paragraph: number;
}

const forwardWords =
  "original appointment|original message|original meeting|forwarded message|forwarded appointment|ursprüngliche nachricht|ursprünglicher termin|ursprüngliche besprechung|weitergeleitete nachricht|originalnachricht|message d'origine|message original|message transféré|rendez-vous d'origine|message initial|mensaje original|cita original|mensaje reenviado|messaggio originale|messaggio inoltrato|appuntamento originale|mensagem original|compromisso original|mensagem encaminhada|oorspronkelijk bericht|oorspronkelijke afspraak|doorgestuurd bericht|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|исходное сообщение|пересылаемое сообщение|原始邮件|原始郵件|原始约会|原始約會|原始会议|转发的邮件|转发邮件|轉寄郵件|转发的消息|元のメッセージ|元の予定|転送メッセージ|転送されたメッセージ|원본 메시지|원본 약속|전달된 메시지";
const forwardRule = new RegExp(`^\\W*-{2,}\\s*(?:begin |anfang der |début du )?(?:${forwardWords})[^\\n]{0,40}$`, "iu");
const forwardLine =
  /^\s*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|开始转发的邮件|下面是被转发的邮件|转发的邮件)\s*[:：]/iu;
const wroteLine =
  /^\s*(?:(?:on|am|le|el|il|em|op|den|w dniu)\s|[于在])[^\n]{4,200}(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał\(?a?\)?|写道|寫道)\s*[:：]?\s*$/iu;
const fromLine =
  /^\s*\*{0,2}(?:from|von|de|da|van|fra|från|od|от|від|kimden|発信者|发件人|寄件者|寄件人|差出人|送信者|보낸 사람)\s*[:：](?!\s*\d{1,2}[:.h])/iu;
const otherHeader =
  /^\s*\*{0,2}(?:sent|date|to|cc|subject|when|where|gesendet|datum|an|betreff|wann|envoyé|à|objet|date d'envoi|enviado|para|asunto|assunto|inviato|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|wysłano|do|temat|отправлено|дата|кому|тема|发送时间|发送日期|日期|收件人|主题|寄件日期|收件者|主旨|送信日時|宛先|件名|보낸 날짜|받는 사람|제목|time|时间)\s*[:：]/iu;

/** Gives every line its paragraph and its age: each forwarded or quoted message is older than what stands above it. */
export function placeLines(lines: readonly QuotedLine[]): PlacedLine[] {
  const placed: PlacedLine[] = [];
  let forwarded = 0;
  let paragraph = 0;
  let boundary = -10;
  let before = 0;
  lines.forEach(({ text, quote }, index) => {
    if (isBoundary(lines, index)) {
      // A rule followed by "From:" is one boundary, not two.
      if (index - boundary > 3 && index > 0) forwarded += 1;
      boundary = index;
      paragraph += 1;
    }
    const age = forwarded + quote;
    if (text.trim() === "" || age !== before) paragraph += 1;
    before = age;
    placed.push({ text, age, paragraph });
  });
  return placed;
}

function isBoundary(lines: readonly QuotedLine[], index: number): boolean {
  const text = lines[index]?.text.slice(0, 300) ?? "";
  if (text.length < 3) return false;
  if (forwardRule.test(text) || forwardLine.test(text)) return true;
  if (wroteLine.test(text)) return true;
  return (
    fromLine.test(text) && lines.slice(index + 1, index + 5).some((line) => otherHeader.test(line.text.slice(0, 60)))
  );
}
