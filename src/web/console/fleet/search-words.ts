/** As the search reads it: the whole text, whatever is in it. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A search for one site's rooms, by its whole name. */
export const siteSearch = ({ name }: { name: string }): string => `site:${quoted(name)}`;
