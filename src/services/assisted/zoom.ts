/** `/j/ID` leads to a page that wants to start Zoom's program; `/wc/join/ID` on the same host is the web client. */
export function zoomPage(link: URL): URL {
  const id = /^\/j\/(\d{9,11})\/?$/.exec(link.pathname)?.[1];
  if (id === undefined) return link;
  const page = new URL(link);
  page.pathname = `/wc/join/${id}`;
  return page;
}
