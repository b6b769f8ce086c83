/** The prefix makes browsers accept it only over TLS, for this host and the whole of it. */
export const sessionCookie = "__Host-roomkeeper";
