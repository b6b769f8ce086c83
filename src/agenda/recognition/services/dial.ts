import type { Service } from "./service.ts";

/** Addresses to dial, not to open: they have no host of ours and no link form. See ../dial-address.ts. */
const shared = { native: false, hosts: [], words: [], idDigits: [], form: () => null } as const;

export const sip: Service = { ...shared, id: "sip", name: "SIP video address" };
export const h323: Service = { ...shared, id: "h323", name: "H.323 video address" };
