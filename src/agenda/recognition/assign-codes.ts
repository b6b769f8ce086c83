import { type Meeting, type Meetings, sameProduct, serviceOf, wantsNumber } from "./meetings.ts";
import { digitsFitting } from "./number-groups.ts";
import { type Block, type CodeToken, neighbours, type Owner } from "./token-blocks.ts";
import type { Token } from "./tokens.ts";

/**
 * Gives the codes of a block to the meetings they stand by. `best` takes those of a text that names no meeting.
 */
export function addCodes(block: Block, meetings: Meetings, best: Meeting | undefined): void {
  const { tokens, owners } = block;
  const around = neighbours(block, (index) => owners[index] !== undefined);
  tokens.forEach((token, index) => {
    if (token.kind !== "code") return;
    const near = around(index);
    const owner = ownerOfCode(index, block, near, best);
    const meeting = owner === null ? null : rightService(token, owner, near, meetings);
    if (meeting !== null) giveCode(meeting, token);
  });
}

function ownerOfCode(index: number, block: Block, near: readonly Owner[], best?: Meeting): Meeting | null {
  if (isClaimed(block.tokens, index)) return null;
  const [owner] = near;
  if (owner !== undefined) return owner;
  // A code in a text that names no meeting belongs to the booking's meeting, unless that text is an old message.
  return block.overtaken ? null : (best ?? null);
}

/** True when a recording, a page on the same line or another thing stands between the code and any meeting. */
function isClaimed(tokens: readonly Token[], index: number): boolean {
  const code = tokens[index];
  if (code?.kind !== "code" || code.own) return false;
  for (let at = index - 1; at >= Math.max(0, index - 200); at--) {
    const token = tokens[at];
    if (token === undefined || token.kind === "link" || token.kind === "id" || token.kind === "dial") return false;
    const distance = code.line - token.line;
    const together = token.paragraph === code.paragraph;
    if (token.kind === "page" && (distance === 0 || (token.recording && (together || distance <= 3)))) return true;
    if (token.kind === "thing" && together && distance <= 1) return true;
    if (distance > 20) return false;
  }
  return false;
}

/** "Zoom passcode" beside a Teams link is Zoom's: of the meeting of that service, or of nobody. */
function rightService(token: CodeToken, owner: Meeting, near: readonly Owner[], meetings: Meetings): Meeting | null {
  const hint = serviceOf(token.hint);
  if (hint === null || sameProduct(hint, owner.service) || owner.service.idDigits.length === 0) return owner;
  const beside = near.find((one) => one !== undefined && one !== null && sameProduct(one.service, hint));
  return beside ?? meetings.firstOf(hint);
}

function giveCode(meeting: Meeting, { code, sort, phone, inPhonePart }: CodeToken): void {
  const { service } = meeting;
  const dialled = service.id === "sip" || service.id === "h323";
  if ((sort === "pin" && !dialled) || service.takesPasscode === false) return;
  if (code === meeting.textId || code === meeting.linkId) return;
  if (sort === "access" && service.accessCodeIsId === true && /^[\d-]+$/.test(code)) {
    const digits = digitsFitting([code.replaceAll("-", "")], service.idDigits);
    if (digits !== null && wantsNumber(meeting)) meeting.textId = digits;
    if (digits !== null) return;
  }
  if (dialled || !/^\d+$/.test(code)) meeting.passcode ??= code;
  else if (inPhonePart && !phone) meeting.phoneCode ??= code;
  else if (!phone) meeting.passcode ??= code;
}
