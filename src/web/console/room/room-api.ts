import { api } from "../session.ts";

/** The hub's address of one room, or of what belongs to it: "/events". */
export const roomApi = (id: string, rest = ""): string => api(`/rooms/${encodeURIComponent(id)}${rest}`);
