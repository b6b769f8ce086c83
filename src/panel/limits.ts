/** What one room's pages need, with room to spare; more is refused. */
export const limits = {
  /** Largest request body and socket message. */
  bodyBytes: 64 * 1024,
  /** Time for a whole request to come in. */
  requestMs: 10_000,
  /** Pages with an open socket. */
  socketClients: 64,
  /** At most one state in this time to one page: 20 a second. */
  stateGapMs: 50,
  /** Pings, and the state once more, this often; a page that missed two is dropped. */
  heartbeatMs: 15_000,
  /** Messages of one page: this many at once, refilled at this rate. */
  messageBurst: 40,
  messagesPerSecond: 20,
  /** Messages over that which are still answered, before the socket is closed. */
  messageDebt: 100,
  /** Wishes of one page that may wait for their answer; more than come at once. */
  pendingIntents: 64,
  /** Answers that a page leaves unread, before its socket is closed. */
  unreadBytes: 1024 * 1024,
  /** Ids of wishes remembered for each socket. */
  rememberedIntents: 256,
} as const;
